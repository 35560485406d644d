"""`ritual status`: what is here, what is sent, what is settled, since when, and what to do."""

from ritual.actions.choosing import open_desk
from ritual.actions.syncing import stands
from ritual.cli.formats import JSON_LINES
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.sync_talk import standing
from ritual.errors import Usage
from ritual.words import mark, t

MANUAL = Manual(
    ("status",),
    mark("Looks at this machine only. Sent is not yet settled: settled is what the endpoint's log has shown again."),
    (JSON_LINES,),
    ("ritual status",),
)


def run(given: Given, shell: Shell) -> int:
    """Says how things stand."""
    if given.words:
        raise Usage(t("`ritual status` takes no words."))
    desk = shell.open(open_desk)
    found = stands(desk)
    if given.has("--json"):
        told = {"endpoint": found.endpoint, "synced": found.at or None, "failed": found.failed or None}
        told |= {"trouble": found.trouble or None}
        shell.out.record({"v": 1, **told, **found.standing._asdict()})
        return 0
    for each in standing(found, desk):
        shell.out.data(each)
    return 0
