"""`ritual join-in`: takes part in the round that somebody else leads now, on the screens or line by line."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from threading import Event

from ritual.actions.company import Company, expect, followed
from ritual.actions.going_on import GoingOn, going_on, take_part
from ritual.actions.later import SWITCH
from ritual.actions.people import persons
from ritual.actions.sync_words import passes
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.plain import lead
from ritual.cli.plain_stdin import typed_lines
from ritual.cli.screens import show
from ritual.cli.shell import Shell
from ritual.errors import Refused, Usage
from ritual.model.moments import clock
from ritual.model.team import guest
from ritual.words import mark, t

SPEAKS, WAIT = "--for", "--wait"
_PATIENCE = 60.0
"""Seconds at most until it is known whether a round is going on."""
WHOLE_DAY = 24 * 60 * 60.0
"""Seconds for which one is waited for."""

MANUAL = Manual(
    ("join-in", "join-in --plain", "join-in --for @bo", "join-in --wait"),
    mark(
        "Everybody sees the same seats and the same turn; what you write is written here, and only your own answer is "
        "yours to write. --plain takes part line by line: an empty line ends your turn, words are your answer, help "
        "lists the reserved words, the end of input leaves the round, which goes on without you."
    ),
    (
        Option(SPEAKS, mark("somebody else at this machine; a name without @ is a guest"), "@HANDLE", many=True),
        Option(WAIT, mark("wait until somebody opens a round, as at a terminal")),
    ),
    ("ritual join-in", "ritual join-in --for @bo"),
)


def run(given: Given, shell: Shell) -> int:
    """Takes part until the round is over or left."""
    if given.words:
        raise Usage(t("`ritual join-in` takes no words."), t("`ritual join` comes into a team by a link."))
    ws = shell.open(open_workspace)
    speaks = _speaks(ws, given)
    company = _company(ws)
    if shell.has_screen:
        return show(shell, joins=True, speaks=speaks)
    with followed(ws):
        moved = Event()
        company.moved = moved.set
        waits = shell.can_ask or given.has(WAIT)
        if waits and going_on(ws) is None:
            shell.out.talk(t("No round is going on yet. As soon as somebody opens one, you are in it."))
        is_known = _vain(ws, company, shell) if waits else partial(_is_read, company)
        found = _awaited(ws, moved, WHOLE_DAY if waits else _PATIENCE, is_known)
        lead(take_part(ws, found.id, speaks), typed_lines(shell), shell.out.data)
    return 0


def _company(ws: Workspace) -> Company:
    """The others, who can be heard here; Refused where nobody can."""
    if company := expect(ws):
        return company
    if ws.is_shared:
        raise Refused(
            t("Nobody else is heard here, because {name} is off.", name=SWITCH),
            t("Without {name} in the environment `ritual join-in` hears the others.", name=SWITCH),
        )
    raise Refused(
        t("“{team}” is on this machine alone, so nobody else can lead a round.", team=ws.team.name),
        t("`ritual start` leads one here; `ritual share` shares the team."),
    )


def _awaited(ws: Workspace, moved: Event, patience: float, is_known: Callable[[], bool]) -> GoingOn:
    """The round that goes on; Refused where none comes in for so many seconds, or it `is_known` that there is none."""
    until = ws.around.monotonic() + patience
    while ws.around.monotonic() < until:
        known = is_known()
        found = going_on(ws)
        if found:
            return found
        if known:
            break
        moved.wait(until - ws.around.monotonic())
        moved.clear()
    raise Refused(
        t("No round of the team is going on."),
        t("`ritual start` opens one for everybody; `ritual join-in --wait` waits for one."),
    )


def _vain(ws: Workspace, company: Company, shell: Shell) -> Callable[[], bool]:
    """Asked while somebody may still open a round: says once that nothing is heard of one, and raises what keeps it
    from coming and doesn't pass."""
    told: set[datetime] = set()

    def is_vain() -> bool:
        since, trouble = company.offline_since, company.trouble
        if trouble and not passes(trouble):
            raise trouble
        if since and since not in told:
            told.add(since)
            at = clock(since, ws.zone)
            shell.out.talk(t("Offline since {time}. Until that is over, nothing is heard of a round.", time=at))
        return False

    return is_vain


def _is_read(company: Company) -> bool:
    """Whether everything that the team has is here; raises what keeps it from coming."""
    if company.trouble:
        raise company.trouble
    return company.is_live


def _speaks(ws: Workspace, given: Given) -> tuple[str, ...]:
    typed = [each for words in given.texts(SPEAKS) for each in words.split(",") if each.strip()]
    members = persons(ws.team, [each.strip() for each in typed if each.strip().startswith("@")])
    return (*(p.id for p in members), *(guest(each.strip()) for each in typed if not each.strip().startswith("@")))
