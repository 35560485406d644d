"""`ritual decks`: lists and shows questions, bans one."""

from ritual.actions.decks import ban, banned, every, find
from ritual.actions.workspace import open_workspace
from ritual.cli.formats import JSON_LINES, LISTED, TABLE, TEXT, Fields, format_of, table
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.verbs import named, verb_of
from ritual.errors import NotFound
from ritual.model.clean import line
from ritual.model.deck import Deck, Question
from ritual.model.phrase import Phrase, said
from ritual.words import language, mark, t, tn

MANUAL = Manual(
    ("decks [list]", "decks show DECK", "decks ban QUESTION", "decks allow QUESTION"),
    mark("A deck is used up before a question returns. A banned question is never asked in this team."),
    (JSON_LINES, TABLE),
    ("ritual decks show light", "ritual decks ban light-07"),
)
COLUMNS = ("name", "title", "level", "questions")
QUESTIONS = ("id", "deck", "level", "words", "banned")
"""The columns of CSV, in the order of the keys of JSON, of the decks and of what is in one; new ones come behind."""


def run(given: Given, shell: Shell) -> int:
    """Does what the second word says."""
    form = format_of(given, LISTED)
    verb, rest = verb_of(given.words, ("list", "show", "ban", "allow"))
    if verb == "list":
        return _list(shell, form)
    name = named(rest)
    if verb == "show":
        return _show(shell, form, name)
    ban(shell.open(open_workspace), name, on=verb == "ban")
    shell.out.data(
        t("{id} isn't asked any more.", id=name) if verb == "ban" else t("{id} may be asked again.", id=name)
    )
    return 0


def _list(shell: Shell, form: str) -> int:
    decks = every(shell.around)
    if form != TEXT:
        shell.out.rows(table(map(_object, decks), form, COLUMNS))
        return 0
    for deck in decks:
        many = tn("{n} question", "{n} questions", len(deck.questions))
        shell.out.data(f"{deck.name:<12}  {_said(deck.title):<12}  {deck.level:<6}  {many}")
    return 0


def _show(shell: Shell, form: str, name: str) -> int:
    out = _banned(shell)
    deck = find(shell.around, name)
    if form != TEXT:
        shell.out.rows(table((_question(deck, each, out) for each in deck.questions), form, QUESTIONS))
        return 0
    for question in deck.questions:
        note = f" [{t('banned')}]" if question.id in out else ""
        shell.out.data(f"{question.id:<12}  {_said(question.words)}{note}")
    return 0


def _object(deck: Deck) -> Fields:
    count = len(deck.questions)
    return {"v": 1, "name": deck.name, "title": _said(deck.title), "level": deck.level, "questions": count}


def _question(deck: Deck, each: Question, out: frozenset[str]) -> Fields:
    words = _said(each.words)
    return {"v": 1, "id": each.id, "deck": deck.name, "level": each.level, "words": words, "banned": each.id in out}


def _said(phrase: Phrase) -> str:
    return line(said(phrase, language()))


def _banned(shell: Shell) -> frozenset[str]:
    try:
        return banned(shell.open(open_workspace))
    except NotFound:
        return frozenset()  # decks can be looked at without a team
