"""`ritual rituals`: lists, shows, checks, makes and adopts rituals."""

from ritual.actions.leading import definition
from ritual.actions.rituals import Shown, adopt, check, every, leave, new
from ritual.actions.workspace import Workspace, open_workspace, passing_workspace
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.problems import report
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
    examples=("ritual rituals show standup", "ritual rituals adopt retro"),
)


def run(given: Given, shell: Shell) -> int:
    """Does what the second word says."""
    verb, rest = verb_of(given.words, ("list", "show", "check", "new", "adopt", "leave"))
    if verb == "list":
        return _list(shell)
    if verb == "check":
        return report(shell, check(shell.around, named(rest) if rest else ""))
    name = named(rest)
    if verb == "show":
        return _show(shell, definition(_team(shell), name))
    if verb == "new":
        shell.out.data(
            t("{path} is there now; `ritual rituals adopt {name}` takes it.", path=new(shell.around, name), name=name)
        )
        return 0
    ws = shell.open(open_workspace)
    if verb == "adopt":
        held = adopt(ws, name)
        shell.out.data(t("The team holds “{ritual}”, {when}.", ritual=_title(held), when=_when(held)))
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


def _list(shell: Shell) -> int:
    for shown in every(_team(shell)):
        shell.out.data(_row(shown))
    return 0


def _row(shown: Shown) -> str:
    if shown.ritual is None:
        why = t("can't be used; `ritual rituals check {name}` says why", name=shown.name)
        return f"  {shown.name:<12}  {why}"
    sign = "*" if shown.is_adopted else " "
    changed = f" [{t('the file has changed since')}]" if shown.differs else ""
    return f"{sign} {shown.name:<12}  {_title(shown.ritual):<16}  {_when(shown.ritual)}{changed}"


def _title(ritual: Ritual) -> str:
    return line(said(ritual.title, language()))


def _when(ritual: Ritual) -> str:
    when = when_said(line(ritual.when)) or line(ritual.rrule)
    return f"{when} {line(ritual.zone)}".strip() if when else t("when you like")


def _show(shell: Shell, ritual: Ritual) -> int:
    shell.out.data(f"{_title(ritual)} · {_when(ritual)}")
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
