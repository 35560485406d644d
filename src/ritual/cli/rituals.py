"""`ritual rituals`: lists, shows, checks, makes and adopts rituals."""

from ritual.actions.leading import definition
from ritual.actions.rituals import adopt, check, every, leave, new
from ritual.actions.workspace import Workspace, open_workspace, passing_workspace
from ritual.cli.formats import JSON_LINES, LISTED, TABLE, TEXT, format_of, table
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.problems import report
from ritual.cli.ritual_rows import COLUMNS, STEPS, as_line, as_object, step_as_object, title, when
from ritual.cli.shell import Shell
from ritual.cli.verbs import named, verb_of
from ritual.errors import NotFound
from ritual.model.clean import line
from ritual.model.phrase import said
from ritual.model.ritual import Ritual, Step
from ritual.model.schedule import when_said
from ritual.words import language, mark, t

MANUAL = Manual(
    (
        "rituals [list]",
        "rituals show RITUAL",
        "rituals check [RITUAL]",
        "rituals new NAME",
        "rituals adopt RITUAL",
        "rituals leave RITUAL",
    ),
    mark(
        "A ritual is a TOML file, found nearest first: .ritual/rituals here or above, your own, what ships. Adopting "
        "one takes it for the whole team as it stands now."
    ),
    (JSON_LINES, TABLE),
    ("ritual rituals show standup", "ritual rituals adopt retro"),
)


def run(given: Given, shell: Shell) -> int:
    """Does what the second word says."""
    form = format_of(given, LISTED)
    verb, rest = verb_of(given.words, ("list", "show", "check", "new", "adopt", "leave"))
    if verb == "list":
        return _list(shell, form)
    if verb == "check":
        return report(shell, check(shell.around, named(rest) if rest else ""))
    name = named(rest)
    if verb == "show":
        return _show(shell, form, definition(_team(shell), name))
    if verb == "new":
        shell.out.data(
            t("{path} is there now; `ritual rituals adopt {name}` takes it.", path=new(shell.around, name), name=name)
        )
        return 0
    ws = shell.open(open_workspace)
    if verb == "adopt":
        held = adopt(ws, name)
        shell.out.data(t("The team holds “{ritual}”, {when}.", ritual=title(held), when=when(held)))
    else:
        leave(ws, name)
        shell.out.data(t("The team doesn't hold “{name}” any more.", name=name))
    return 0


def _team(shell: Shell) -> Workspace:
    try:
        return shell.open(open_workspace)
    except NotFound:
        # Rituals can be looked at without a team.
        return shell.open(lambda around, _team: passing_workspace(around))


def _list(shell: Shell, form: str) -> int:
    found = every(_team(shell))
    if form != TEXT:
        shell.out.rows(table(map(as_object, found), form, COLUMNS))
        return 0
    for shown in found:
        shell.out.data(as_line(shown))
    return 0


def _show(shell: Shell, form: str, ritual: Ritual) -> int:
    if form != TEXT:
        shell.out.rows(table((step_as_object(ritual, step) for step in ritual.steps), form, STEPS))
        return 0
    shell.out.data(f"{title(ritual)} · {when(ritual)}")
    shell.out.data(line(said(ritual.purpose, language())))
    for number, step in enumerate(ritual.steps, 1):
        shell.out.data()
        shell.out.data(f"{number}. {line(said(step.title, language()))} · {_facts(step)}")
        shell.out.data(f"   {line(said(step.prompt, language()))}")
    return 0


def _facts(step: Step) -> str:
    kept = t("kept") if step.kept else t("not kept")
    length = t("{n} s in all", n=step.seconds) if step.whole else t("{n} s each", n=step.seconds)
    extra = [
        when_said(", ".join(step.days)),
        step.scale.name if step.scale else "",
        step.deck,
        "" if step.on else t("off unless switched on"),
    ]
    return " · ".join(part for part in (step.kind, step.order, length, kept, *extra) if part)
