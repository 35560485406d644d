"""`ritual thanks`: whom I might thank, said to me alone; picking one opens the kudos with its evidence filled in."""

from ritual.actions.choosing import open_desk
from ritual.actions.desk import Desk
from ritual.actions.people import myself
from ritual.actions.proposing import FILES, HELPED, REVIEWED, TOGETHER, Proposal, proposals
from ritual.cli import kudos
from ritual.cli.asking import line
from ritual.cli.evidence import COMMIT
from ritual.cli.formats import JSON_LINES, LISTED, TABLE, TEXT, Fields, format_of, table
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Refused, Usage
from ritual.files.git import Repository
from ritual.model.clean import line as one_line
from ritual.model.instant import moment
from ritual.model.moments import day, local
from ritual.words import mark, t

MANUAL = Manual(
    ("thanks", "thanks --json"),
    mark(
        "For you alone: it looks at the commits of the repository you are in and at what you have given yourself, and "
        "writes nothing anywhere. Who wrote or reviewed with you, who works on the same files, whom you haven't "
        "thanked for long. A number picks one and asks what for."
    ),
    (JSON_LINES, TABLE),
    ("ritual thanks",),
)
VERSION = 1
COLUMNS = ("handle", "why", "commit", "link", "file", "last", "command")
_WHY = {
    TOGETHER: mark("wrote {evidence} with you"),
    REVIEWED: mark("reviewed {evidence}"),
    HELPED: mark("helped with {evidence}"),
    FILES: mark("works on {file} too: {evidence}"),
}


def run(given: Given, shell: Shell) -> int:
    """Says who that might be; on a terminal a number picks one."""
    given.without_words("thanks", t("`ritual kudos @ana` thanks somebody."))
    form = format_of(given, LISTED)
    desk = shell.open(open_desk)
    myself(desk.team, desk.me)
    found = proposals(desk, _repository(shell), shell.config.git)
    if form != TEXT:
        shell.out.rows(table(map(_object, found), form, COLUMNS))
        return 0
    if not found:
        shell.out.talk(t("Nobody comes to mind here. You know best."))
        return 0
    for n, each in enumerate(found, 1):
        shell.out.data(f"{n:>2}  @{each.person.handle:<12} {_why(each, desk)}")
        if not shell.can_ask:
            shell.out.data(f"    {_command(each)}")
    return _picked(shell, found) if shell.can_ask else 0


def _repository(shell: Shell) -> Repository | None:
    try:
        return Repository(shell.around.env, shell.around.cwd)
    except Refused as error:
        shell.out.talk(error.sentence)
        return None


def _picked(shell: Shell, found: list[Proposal]) -> int:
    typed = line(shell, t("Whom? A number; Enter for nobody."))
    if not typed:
        return 0
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed[:4]) <= len(found)):
        raise Usage(t("A number from 1 to {most}.", most=len(found)))
    chosen = found[int(typed[:4]) - 1]
    values = {COMMIT.name: (chosen.commit.id,)} if chosen.commit else {}
    return kudos.run(Given((f"@{chosen.person.handle}",), values), shell)


def _why(each: Proposal, desk: Desk) -> str:
    if each.commit:
        return t(_WHY[each.why], evidence=one_line(each.commit.evidence), file=one_line(each.file))
    if not each.last:
        return t("no thanks from you yet")
    when = local(moment(each.last), desk.team.zone or desk.around.zone).date()
    return t("your last thanks: {day}", day=day(when, year=when.year != desk.now().year))


def _command(each: Proposal) -> str:
    evidence = f" {COMMIT.name}={each.commit.short}" if each.commit else ""
    return f"ritual kudos @{each.person.handle}{evidence}"


def _object(each: Proposal) -> Fields:
    return {
        "v": VERSION,
        "handle": each.person.handle,
        "why": each.why,
        "commit": each.commit.id if each.commit else None,
        "link": each.commit.evidence if each.commit else None,
        "file": each.file or None,
        "last": each.last or None,
        "command": _command(each),
    }
