"""What the shell explains about the jar the first few times somebody thanks."""

from ritual.actions.desk import Desk
from ritual.actions.kudos import Thanked
from ritual.actions.outlook import AWAY, NO_ROUND, QUIET, outlook
from ritual.actions.rounds import Round, next_jar
from ritual.cli.jar_talk import unusual
from ritual.cli.shell import Shell
from ritual.model.clean import line
from ritual.model.moments import clock, day, local
from ritual.words import t


def explained(shell: Shell, desk: Desk, done: Thanked) -> None:
    """Says when the note will be read and that the giver's name is with it, how to open it now, how to take it back."""
    expected, coming = outlook(desk, done.to), next_jar(desk)
    if expected.code not in (QUIET, NO_ROUND, AWAY) and coming:
        shell.out.talk(_when(coming))
    if what := unusual(desk, expected):
        shell.out.talk(what)
    shell.out.talk(t("Your name is with it. Until then nobody else sees it in ritual."))
    if desk.is_shared:
        shell.out.talk(t("The jar is the team's: whoever leads the round has the note once it is synced."))
    elif not desk.record.openings():
        # Whoever leads elsewhere has another jar; only a round that was held here says that this one is read.
        local = t("The jar is on this machine; for a round on another one `ritual waiting` takes the note there.")
        shell.out.talk(local)
    short = desk.record.short_ids([done.id])[done.id]
    shell.out.talk(t("`ritual edit {id} --now` opens it at once; `ritual undo` takes it back.", id=short))


def _when(coming: Round) -> str:
    title = line(coming.title)
    if coming.at is None:
        return t(
            "The next round of “{ritual}” reads it aloud; without one it opens by itself after 7 days.", ritual=title
        )
    when = f"{day(local(coming.at, coming.zone).date())} {clock(coming.at, coming.zone)}"
    return t("It is read aloud in the round, at the earliest in “{ritual}”, {when}.", ritual=title, when=when)
