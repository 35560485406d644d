"""`ritual rota`: who is asked to lead the next rounds, begun, ended and swapped."""

from ritual.actions.leading import definition
from ritual.actions.people import myself, person, persons
from ritual.actions.rota import begin, end, swap, who_leads
from ritual.actions.settings import rituals_from
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.formats import JSON_LINES, LISTED, TABLE, TEXT, format_of, table
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.rota_rows import COLUMNS, as_line, as_object, titled
from ritual.cli.shell import Shell
from ritual.cli.typed import argument
from ritual.errors import NotFound, Usage
from ritual.model.dates import parse_day
from ritual.model.moments import day, today
from ritual.model.ritual import Ritual
from ritual.model.rota import rota_from
from ritual.model.team import called
from ritual.words import mark, t

MANUAL = Manual(
    ("rota [RITUAL]", "rota RITUAL --on [@ana @bo …]", "rota RITUAL --off", "rota swap WHEN [@bo]"),
    mark(
        "Whoever led longest ago is asked, among those who are there that day; nobody leads in the first five rounds. "
        "It is a suggestion: whoever opens a round leads it. A swap is for one day; without a handle, you lead."
    ),
    (
        Option("--on", mark("the ritual has a rota, of these people one after another, or of everybody")),
        Option("--off", mark("it has none any more")),
        Option("--ritual", mark("of a swap: in which ritual, where several have a rota"), "RITUAL"),
        Option("--back", mark("of a swap: the rota says again who leads on that day")),
        Option("--number", mark("so many rounds; 5 if you say nothing"), "N", "-n"),
        JSON_LINES,
        TABLE,
    ),
    ("ritual rota standup --on", "ritual rota", "ritual rota swap thursday @bo"),
)
USUAL = 5
MOST = 100


def run(given: Given, shell: Shell) -> int:
    """Shows the rota or changes it."""
    format_of(given, LISTED)  # before anything is changed
    ws = shell.open(open_workspace)
    if given.words[:1] == ("swap",):
        return _swap(given, shell, ws)
    ritual = _adopted(ws, given.words[0]) if given.words else None
    if given.has("--on") or given.has("--off"):
        if ritual is None:
            raise Usage(t("Which ritual?"), f"`{MANUAL.examples[0]}`")
        return _begin(given, shell, ws, ritual) if given.has("--on") else _end(shell, ws, ritual)
    if len(given.words) > 1:
        raise Usage(t("One ritual at a time."), t("`ritual rituals` lists all."))
    return _list(given, shell, ws, [ritual] if ritual else _with_rota(ws))


def _begin(given: Given, shell: Shell, ws: Workspace, ritual: Ritual) -> int:
    begin(ws, ritual, persons(ws.team, given.words[1:]))
    return _list(given, shell, ws, [ritual])


def _end(shell: Shell, ws: Workspace, ritual: Ritual) -> int:
    end(ws, ritual)
    shell.out.data(t("“{ritual}” has no rota any more; whoever opens it leads.", ritual=titled(ritual)))
    return 0


def _swap(given: Given, shell: Shell, ws: Workspace) -> int:
    words = given.words[1:]
    handles = [word for word in words if word.startswith("@")]
    typed = argument(" ".join(word for word in words if not word.startswith("@")), shell.out)
    if len(handles) > 1:
        raise Usage(t("One person leads a round."), f"`ritual {MANUAL.usage[3]}`")
    when = parse_day(typed, today(ws.now(), ws.zone), future=True)
    if when is None or when < today(ws.now(), ws.zone):
        wrong = t("“{words}” isn't a day to come.", words=typed) if typed else t("Which day?")
        raise Usage(wrong, t("Like thursday, 3 December, 2026-12-01."))
    if typed != when.isoformat():
        shell.out.talk(t("“{words}” is {span}.", words=typed, span=day(when, year=True)))
    ritual = _swapped(given, ws)
    who = person(ws.team, handles[0]) if handles else myself(ws.team, ws.me)
    swap(ws, ritual, when, None if given.has("--back") else who)
    return _list(given, shell, ws, [ritual])


def _swapped(given: Given, ws: Workspace) -> Ritual:
    """The ritual named, else the only one that has a rota."""
    found = [_adopted(ws, given.text("--ritual"))] if given.has("--ritual") else _with_rota(ws)
    found = [ritual for ritual in found if rota_from(ws.record.settings(), ritual.name)]
    if not found:
        raise NotFound(t("There is no rota."), t("`ritual rota standup --on` begins one."))
    if len(found) > 1:
        every = ", ".join(ritual.name for ritual in found)
        raise Usage(t("Several rituals have a rota: {all}.", all=every), t("--ritual NAME says which."))
    return found[0]


def _list(given: Given, shell: Shell, ws: Workspace, rituals: list[Ritual]) -> int:
    names, form = called(ws.team.members), format_of(given, LISTED)
    count = min(given.number("--number", USUAL), MOST)
    turns = [(ritual, who_leads(ws, ritual, ws.now(), count)) for ritual in rituals]
    every = [(ritual, turn) for ritual, some in turns for turn in some]
    if form == TEXT:
        for ritual, turn in every:
            shell.out.data(as_line(ws, ritual, turn, names.get(turn.person, "")))
    else:
        shell.out.rows(table((as_object(ws, *each) for each in every), form, COLUMNS))
    for ritual, some in turns:
        if not some:
            shell.out.talk(t("“{ritual}” has no rota; whoever opens it leads.", ritual=titled(ritual)))
    if not rituals:
        shell.out.talk(t("No ritual has a rota. `ritual rota standup --on` begins one."))
    return 0


def _with_rota(ws: Workspace) -> list[Ritual]:
    settings = ws.record.settings()
    return [ritual for name, ritual in rituals_from(settings).items() if rota_from(settings, name)]


def _adopted(ws: Workspace, name: str) -> Ritual:
    """The ritual as the team holds it; NotFound where it doesn't."""
    adopted = rituals_from(ws.record.settings())
    if name not in adopted:
        definition(ws, name)  # says which name is near
        raise NotFound(
            t("The team hasn't adopted “{name}”.", name=name), t("`ritual rituals adopt {name}` takes it.", name=name)
        )
    return adopted[name]
