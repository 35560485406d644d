"""`ritual` alone: the terminal's screens, or without a terminal today's overview."""

from ritual.actions.look import Coming, Overview, overview
from ritual.actions.sentences import stopped
from ritual.actions.workspace import open_workspace
from ritual.cli.colours import coloured
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.screens import show
from ritual.cli.shell import Shell
from ritual.errors import NotFound
from ritual.model.clean import line
from ritual.model.moments import about_minutes, clock, day, today, within
from ritual.model.recap_text import sentence
from ritual.words import listed, mark, speaking, t, tn

MANUAL = Manual(("",), mark("Opens the round at the terminal. Without one it prints today's overview."))


def run(_given: Given, shell: Shell) -> int:
    """Shows the screens, or prints what the first one says."""
    if shell.has_screen:
        return show(shell)
    try:
        ws = shell.open(open_workspace)
    except NotFound as error:
        # Nothing is wrong with a machine that has no team yet.
        shell.out.data(error.sentence)
        shell.out.data(error.hint)
        return 0
    seen = overview(ws)
    with speaking(ws.lang):
        coloured(shell, ws.shelf)
        title, *rows = _rows(seen)
        shell.out.data((title, "title"))
        for row in rows:
            shell.out.data(row)
    return 0


def _rows(seen: Overview) -> list[str]:
    now = f"{day(today(seen.now, seen.zone))} {clock(seen.now, seen.zone)}"
    rows = [f"{line(seen.team)} · {now}"]
    if seen.stopped:
        rows.append(stopped(seen.stopped, seen.zone))
    rows += [_coming(seen, each) for each in seen.coming]
    rows.append(" ".join(_people(seen)))
    if seen.notes:
        rows.append(tn("{n} note in the jar.", "{n} notes in the jar.", seen.notes))
    for section in seen.week:
        for each in section.lines:
            rows.append(f"{section.title}: {sentence(each)}")
    return rows


def _people(seen: Overview) -> list[str]:
    parts = [tn("{n} person.", "{n} people.", seen.heads)]
    if seen.ahead:
        names = listed(seen.ahead)
        parts.append(tn("{names} has written ahead.", "{names} have written ahead.", len(seen.ahead), names=names))
    return parts


def _coming(seen: Overview, each: Coming) -> str:
    about = about_minutes(each.planned)
    if each.at is None:
        return t("{ritual}, when you like · {about}", ritual=line(each.title), about=about)
    seconds = (each.at - seen.now).total_seconds()
    when = clock(each.at, seen.zone)
    if today(each.at, seen.zone) != today(seen.now, seen.zone):
        when = f"{day(today(each.at, seen.zone))} {when}"
    return t(
        "{ritual} at {when}, {within} · {about}",
        ritual=line(each.title),
        when=when,
        within=within(seconds),
        about=about,
    )
