"""One step of a ritual from its table."""

from ritual.files import decks, scales
from ritual.files.decks import read_deck
from ritual.files.fields import Table
from ritual.files.named import missing
from ritual.files.pairing import clashes
from ritual.files.scales import read_scale
from ritual.files.shelf import Shelf, find
from ritual.files.wording import phrase
from ritual.model.ritual import DAYS, KINDS, LEVELS, ORDERS, Scale, Step
from ritual.words import t

KEEPS = ("nothing", "record")
LONGEST = 3600

# What a kind of step does where its table doesn't say: order, keep.
_USUAL = {
    "checkin": ("fair", "nothing"),
    "gratitude": ("fair", "record"),
    "wins": ("open", "record"),
    "question": ("fair", "record"),
    "actions": ("fixed", "record"),
    "checkout": ("together", "nothing"),
}


def read_step(where: Shelf, table: Table, taken: set[str]) -> Step:
    """The step; what is wrong with it goes to the table's problems. `taken` holds the ids of the steps before."""
    kind = _kind(table)
    order, keep = _USUAL[kind]
    order = table.choice("order", ORDERS, order)
    step = Step(
        id=table.slug("id", taken),
        kind=kind,
        title=phrase(table, "title", needed=True),
        prompt=phrase(table, "prompt", needed=True),
        host=phrase(table, "host"),
        order=order,
        keep=table.choice("keep", KEEPS, keep),
        seconds=table.number("seconds", 20, 5, LONGEST),
        whole=table.flag("whole", order == "open"),
        days=table.choices("days", DAYS),
        scale=_scale(where, table),
        deck=table.text("deck"),
        deal=table.flag("deal"),
        levels=table.choices("levels", LEVELS),
        most=table.number("most", 0, 1, 50),
        silent=table.number("silent", 0, 10, 600),
        silent_below=table.number("silent_below", 0, 1, 50),
        lead_last=table.flag("lead_last"),
        yields=table.choice("yields", ("action",), ""),
        on=table.flag("on", True),
    )
    _deck(where, step, table)
    for key, sentence in clashes(step, table.keys()):
        table.wrong(key, sentence)
    table.finish()
    return step


def _kind(table: Table) -> str:
    written = table.needed("kind")
    if written == "pulse":
        table.wrong("kind", t("The pulse comes later."))
        return "question"
    return table.choice("kind", KINDS, "question") if written else "question"


def _scale(where: Shelf, table: Table) -> Scale | None:
    name = table.text("scale")
    if not name:
        return None
    if not find(where, scales.KIND, name):
        absent = missing(where, scales.KIND, name)
        table.wrong("scale", absent.sentence, absent.hint)
        return None
    scale, problems = read_scale(where, name)
    table.take(problems)
    return scale


def _deck(where: Shelf, step: Step, table: Table) -> None:
    if not step.deck:
        return
    if not find(where, decks.KIND, step.deck):
        absent = missing(where, decks.KIND, step.deck)
        table.wrong("deck", absent.sentence, absent.hint)
        return
    deck, problems = read_deck(where, step.deck)
    table.take(problems)
    there = {question.level for question in deck.questions} if deck else set(step.levels)
    for level in step.levels:
        if level not in there:
            table.wrong(
                "levels", t("The deck “{deck}” has no question of the level “{level}”.", deck=step.deck, level=level)
            )
