"""`ritual kudos`: thanks somebody, now or in the next round."""

from ritual.actions.choosing import open_desk
from ritual.actions.desk import Desk
from ritual.actions.kudos import Thanked, given_so_far, thank
from ritual.actions.people import myself, person, split
from ritual.actions.quick import TOLD_IN_FULL
from ritual.cli.asking import EDITOR, words
from ritual.cli.checking import Checks
from ritual.cli.drafts import keeping
from ritual.cli.evidence import COMMIT, LINK, VALUE, Evidence, evidence
from ritual.cli.jar_talk import noticed
from ritual.cli.manual import Manual, Option
from ritual.cli.noted import note_people
from ritual.cli.options import Given
from ritual.cli.quick import OPEN, thanks
from ritual.cli.receivers import Receivers, asked, named, nobody
from ritual.cli.shell import Shell
from ritual.model.clean import line as one_line
from ritual.model.team import called
from ritual.words import listed, mark, t

NOW = Option(OPEN, mark("open it at once for everybody instead of sealing it for the round"))
FROM = Option("--from", mark("note what another member said"), "@HANDLE")

MANUAL = Manual(
    ("kudos @ana [@bo …]", "kudos @ana [@bo …] WORDS", "kudos @all WORDS", "kudos @ana -", "kudos --commit [REV]"),
    mark(
        "Without words it asks, so that neither quotes nor # get lost in the shell. The note is sealed: ritual "
        "doesn't show it before a round reads it aloud. That is a courtesy between members, not cryptography."
    ),
    (NOW, LINK, COMMIT, VALUE, FROM, EDITOR),
    (
        "ritual kudos @ana",
        "ritual kudos @ana @bo 'the rollback notes saved me an hour'",
        "ritual kudos @ana --commit a41f9c",
    ),
)


def run(given: Given, shell: Shell) -> int:
    """Writes the kudos and says what happens with it."""
    handles, rest = split(given.words)
    with keeping(shell, "kudos", " ".join(rest)) as draft:
        desk = shell.open(open_desk)
        me, checks = myself(desk.team, desk.me), Checks()
        giver = checks.of(lambda: person(desk.team, given.text("--from")), me) if given.has("--from") else me
        seen = evidence(given, shell, checks)
        to = checks.of(lambda: _named(desk, handles, rest, giver.id), None)
        checks.settle()
        to = to or asked(shell, desk, giver.id, seen.commit)
        form = _form(desk, to) if given.has("--editor") else ()
        draft.words = words(shell, rest, t("What for?"), draft, editor=given.has("--editor"), form=form)
        now = given.has(NOW.name) or shell.config.kudos == "now"
        done = thank(
            desk,
            to.ids,
            draft.words,
            everybody=to.everybody,
            link=seen.link,
            now=now,
            by=giver.id,
            value=seen.value,
        )
        draft.drop()
    note_people(shell, desk)
    _told(shell, desk, done, to, seen)
    return 0


def _named(desk: Desk, handles: tuple[str, ...], rest: tuple[str, ...], giver: str) -> Receivers | None:
    """Those whose handles are typed; None where none is and somebody may be asked."""
    if handles:
        return named(desk, handles, giver)
    if wrong := nobody(desk, rest):
        raise wrong
    return None


def _form(desk: Desk, to: Receivers) -> tuple[str, ...]:
    """The lines that help in the editor: one person, one thing they did, what it changed."""
    whom = listed(_names(desk, to)) or t("everybody")
    return (
        "# " + t("For {names}. Lines like this one are left out, and so is what you leave open.", names=whom),
        "# " + t("What was done?"),
        "",
        "# " + t("What did it change?"),
        "",
        "# " + t("What did it take?"),
        "",
    )


def _told(shell: Shell, desk: Desk, done: Thanked, to: Receivers, seen: Evidence) -> None:
    shell.out.data(thanks(_names(desk, to), one_line(done.words), is_sealed=done.is_sealed))
    if seen.commit:
        shell.out.talk(t("With it: {evidence}", evidence=seen.link))
    if not done.is_sealed:
        return
    if given_so_far(desk, TOLD_IN_FULL + 1) <= TOLD_IN_FULL:
        from ritual.cli.jar_lesson import explained  # looks at the calendar, which one line needn't

        explained(shell, desk, done)
    else:
        noticed(shell, desk, done)


def _names(desk: Desk, to: Receivers) -> list[str]:
    """What those who are thanked are called; nobody by name where it is everybody."""
    names = called(desk.team.members)
    return [] if to.everybody else [names[who] for who in to.ids]
