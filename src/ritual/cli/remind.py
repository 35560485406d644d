"""`ritual remind`: says what is due soon, once a round, for cron and timers."""

import re
from datetime import timedelta

from ritual.actions.remind import Reminder, fresh, remember, reminders
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.formats import JSON_LINES
from ritual.cli.manual import Manual, Option
from ritual.cli.notifying import notify_by, notify_terminal, signal
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Usage
from ritual.model.clean import line
from ritual.model.instant import iso
from ritual.model.moments import within as said_within
from ritual.words import mark, t, tn

MANUAL = Manual(
    ("remind", "remind --within 10m", "remind --tty /dev/pts/3"),
    mark(
        "Says once which round begins soon and how many notes wait, and nothing where there is nothing to say. At a "
        "terminal it notifies and rings too. Made for cron and timers; the page about reminders has the lines for both."
    ),
    (
        Option("--within", mark("how soon: like 10m or 1h; 15m if you say nothing"), "TIME"),
        Option("--again", mark("also what this machine has said already")),
        Option("--tty", mark("notify on that terminal instead of saying it"), "FILE"),
        JSON_LINES,
    ),
    ("ritual remind --within 10m", "ritual remind --again --within 8h"),
)
USUAL = "15m"
_TIME = "(?P<n>[0-9]{1,4}) ?(?P<unit>m|min|h|std)"


def run(given: Given, shell: Shell) -> int:
    """Says what is due, and remembers that it was said."""
    given.without_words("remind", t("`--within 1h` says how soon."))
    within = _time(given.text("--within", USUAL))
    ws = shell.open(open_workspace)
    found = reminders(ws, within)
    if not given.has("--again"):
        found = fresh(ws, found)
    for each in found:
        _tell(each, given, shell, ws)
    if found:
        remember(ws, found)
    return 0


def sentence(reminder: Reminder, ws: Workspace) -> str:
    """ "Standup in 10 min. 2 notes wait in the jar." """
    soon = said_within((reminder.at - ws.now()).total_seconds())
    begins = t("{ritual} {soon}.", ritual=line(reminder.title), soon=soon)
    if not reminder.notes:
        return begins
    return f"{begins} {tn('{n} note waits in the jar.', '{n} notes wait in the jar.', reminder.notes)}"


def _tell(reminder: Reminder, given: Given, shell: Shell, ws: Workspace) -> None:
    said = sentence(reminder, ws)
    if given.has("--tty"):
        notify_terminal(given.text("--tty"), said)
    elif given.has("--json"):
        shell.out.record(_object(reminder, said))
    else:
        shell.out.data(said)
        if shell.out.stdout.isatty() and shell.around.env.get("TERM", "") not in ("", "dumb"):
            shell.out.ready(signal(said))
    if shell.config.notify:
        shell.out.flush()
        notify_by(shell.config.notify, said)


def _object(reminder: Reminder, said: str) -> dict[str, object]:
    return {
        "v": 1,
        "ritual": reminder.name,
        "title": line(reminder.title),
        "at": iso(reminder.at),
        "notes": reminder.notes,
        "words": said,
    }


def _time(typed: str) -> timedelta:
    found = re.fullmatch(_TIME, typed.strip().casefold())
    if not found:
        raise Usage(t("“{words}” isn't a length of time.", words=line(typed)), t("Like 10m or 1h."))
    minutes = int(found["n"]) * (60 if found["unit"] in ("h", "std") else 1)
    return timedelta(minutes=minutes)
