"""`ritual members`: lists, adds and changes people."""

from ritual.actions.members import add, own_card, save
from ritual.actions.people import person
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.asking import agrees
from ritual.cli.formats import JSON_LINES, LISTED, TABLE, TEXT, format_of, table
from ritual.cli.leave import gone, returned
from ritual.cli.manual import Manual, Option
from ritual.cli.member_rows import COLUMNS, as_clock, as_line, as_object
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.typed import argument
from ritual.cli.verbs import verb_of
from ritual.errors import BadFile, Usage
from ritual.files.people import people
from ritual.model.clean import line
from ritual.model.team import Person
from ritual.words import mark, t

YES_NO = {"yes": True, "no": False, "ja": True, "nein": False}

PRAISE = ("aloud", "quiet")

VERBS = ("list", "add", "change", "away", "back", "remove")

MANUAL = Manual(
    (
        "members [list]",
        "members add 'Jo Ek @jo Europe/Oslo lead'",
        "members change @jo --lead yes",
        "members away @jo [DAYS]",
        "members back @jo [DAYS]",
        "members remove @jo",
    ),
    mark("A lead leads first where openness is asked, and last where judgement is asked. Away people are seated out."),
    (
        Option("--away", mark("away until that day, or on these days; “yes” without a day"), "DAYS"),
        Option("--back", mark("here again")),
        Option("--praise", mark("aloud, or quiet: never read aloud, only in the recap"), "HOW", choices=PRAISE),
        Option(
            "--reads",
            mark("whether the lot for reading aloud includes this person: yes or no"),
            "YES",
            choices=tuple(YES_NO),
        ),
        Option("--lead", mark("is a lead of the team: yes or no"), "YES", choices=tuple(YES_NO)),
        Option("--name", mark("another name"), "NAME"),
        Option("--handle", mark("another handle"), "@HANDLE"),
        Option("--zone", mark("another time zone"), "ZONE"),
        Option("--left", mark("has left the team: yes or no"), "YES", choices=tuple(YES_NO)),
        Option("--now", mark("what everybody's clock shows")),
        Option("--yes", mark("remove without being asked"), short="-y"),
        JSON_LINES,
        TABLE,
    ),
    ("ritual members away @bo '3 dec to 10 dec'", "ritual members change @ana --praise quiet"),
)


def run(given: Given, shell: Shell) -> int:
    """Lists, adds or changes."""
    verb, rest = verb_of(given.words, VERBS)
    ws = shell.open(open_workspace)
    if verb == "list":
        return _list(given, shell, ws)
    if not rest:
        raise Usage(t("Whom?"), f"`ritual {MANUAL.usage[VERBS.index(verb)]}`")
    if verb == "add":
        found, problems = people(argument(" ".join(rest), shell.out), "members")
        if problems:
            raise BadFile(t("Nobody was added."), problems)
        done = add(ws, found)
    elif verb == "remove":
        return _removed(given, shell, ws, rest[0])
    else:
        done = (_changed(given, shell, ws, rest[0]) if verb == "change" else _on_leave(verb, rest, shell, ws),)
        save(ws, done[0])
    for each in done:
        shell.out.data(as_line(each, ws))
    if card := own_card(ws):
        shell.out.talk(t("{path} says so too.", path=card))
    return 0


def _removed(given: Given, shell: Shell, ws: Workspace, handle: str) -> int:
    from ritual.actions.leaving import remove  # only who removes somebody needs the endpoint

    who = person(ws.team, handle)
    if not given.has("--yes"):
        if not shell.can_ask:
            raise Usage(t("Removing somebody needs a yes."), t("--yes says it."))
        if not agrees(shell, t("Remove {name}, and change the team's key?", name=line(who.name))):
            shell.out.talk(t("Nobody was removed."))
            return 1
    gone = remove(ws, handle)
    shell.out.data(t("{name} is out of the team, and its key is a new one.", name=line(gone.name)))
    shell.out.talk(t("What is on that person's machines already stays readable there."))
    return 0


def _list(given: Given, shell: Shell, ws: Workspace) -> int:
    form = format_of(given, LISTED)
    if form != TEXT:
        shell.out.rows(table(map(as_object, ws.team.members), form, COLUMNS))
        return 0
    for each in ws.team.members:
        shell.out.data((as_clock(each, ws) if given.has("--now") else "") + as_line(each, ws))
    return 0


def _on_leave(verb: str, rest: tuple[str, ...], shell: Shell, ws: Workspace) -> Person:
    who, typed = person(ws.team, rest[0]), argument(" ".join(rest[1:]), shell.out)
    return (gone if verb == "away" else returned)(who, typed, ws, shell.out)


def _changed(given: Given, shell: Shell, ws: Workspace, handle: str) -> Person:
    who = person(ws.team, handle, or_left=given.has("--left"))
    texts = {
        name: line(argument(given.text(f"--{name}"), shell.out)) for name in ("name", "zone") if given.has(f"--{name}")
    }
    flags = {name: _yes(given, f"--{name}") for name in ("reads", "lead", "left") if given.has(f"--{name}")}
    who = who._replace(name=texts.get("name", who.name), zone=texts.get("zone", who.zone))
    who = who._replace(
        reads=flags.get("reads", who.reads), lead=flags.get("lead", who.lead), left=flags.get("left", who.left)
    )
    if given.has("--handle"):
        who = who._replace(handle=line(given.text("--handle")).removeprefix("@").casefold())
    if given.has("--praise"):
        who = who._replace(praise=_praise(given.text("--praise")))
    if given.has("--away"):
        return gone(who, argument(given.text("--away"), shell.out), ws, shell.out)
    return returned(who, "", ws, shell.out) if given.has("--back") else who


def _yes(given: Given, option: str) -> bool:
    typed = given.text(option).casefold()
    if typed not in YES_NO:
        raise Usage(t("{option} is yes or no.", option=option))
    return YES_NO[typed]


def _praise(typed: str) -> str:
    if typed not in PRAISE:
        raise Usage(t("{option} is aloud or quiet.", option="--praise"))
    return typed
