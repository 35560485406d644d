"""`ritual kudos`: thanks somebody, now or in the next round."""

from ritual.actions.choosing import open_desk
from ritual.actions.desk import Desk
from ritual.actions.kudos import Thanked, given_so_far, thank
from ritual.actions.people import EVERYBODY, myself, person, persons
from ritual.actions.quick import TOLD_IN_FULL
from ritual.cli.asking import EDITOR, line, words
from ritual.cli.drafts import keeping
from ritual.cli.jar_talk import noticed
from ritual.cli.manual import Manual, Option
from ritual.cli.noted import note_people
from ritual.cli.options import Given
from ritual.cli.quick import OPEN, thanks
from ritual.cli.shell import Shell
from ritual.cli.typed import argument
from ritual.errors import Usage
from ritual.model.clean import line as one_line
from ritual.model.team import called
from ritual.words import mark, t

NOW = Option(OPEN, mark("open it at once for everybody instead of sealing it for the round"))
LINK = Option("--link", mark("evidence: a commit, a review, a page"), "URL")
FROM = Option("--from", mark("note what another member said"), "@HANDLE")

MANUAL = Manual(
    ("kudos @ana [@bo …]", "kudos @ana [@bo …] WORDS", "kudos @all WORDS", "kudos @ana -"),
    mark(
        "Without words it asks, so that neither quotes nor # get lost in the shell. The note is sealed: ritual "
        "doesn't show it before a round reads it aloud. That is a courtesy between members, not cryptography."
    ),
    (NOW, LINK, FROM, EDITOR),
    ("ritual kudos @ana", "ritual kudos @ana @bo 'the rollback notes saved me an hour'"),
)


def run(given: Given, shell: Shell) -> int:
    """Writes the kudos and says what happens with it."""
    handles, rest = _split(given.words)
    with keeping(shell, "kudos", " ".join(rest)) as draft:
        desk = shell.open(open_desk)
        me = myself(desk.team, desk.me)
        giver = person(desk.team, given.text("--from")) if given.has("--from") else me
        if not handles and shell.can_ask:
            handles, _ = _split(tuple(line(shell, t("For whom?")).split()))
        everybody = f"@{EVERYBODY}" in handles
        to = () if everybody else tuple(p.id for p in persons(desk.team, _named(handles)))
        draft.words = words(shell, rest, t("What for?"), editor=given.has("--editor"), before=draft.saved)
        now = given.has(NOW.name) or shell.config.kudos == "now"
        link = one_line(argument(given.text("--link"), shell.out))
        done = thank(desk, to, draft.words, everybody=everybody, link=link, now=now, by=giver.id)
        draft.drop()
    note_people(shell, desk)
    _told(shell, desk, done, everybody=everybody)
    return 0


def _split(typed: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The handles at the beginning, and the words behind them."""
    count = next((n for n, word in enumerate(typed) if len(word) < 2 or word[0] != "@"), len(typed))
    return tuple(word.rstrip(",;:") for word in typed[:count]), typed[count:]


def _named(handles: tuple[str, ...]) -> tuple[str, ...]:
    if not handles:
        raise Usage(t("For whom? Nobody is guessed."), t("Write a handle, like `ritual kudos @ana`."))
    return handles


def _told(shell: Shell, desk: Desk, done: Thanked, *, everybody: bool) -> None:
    names = called(desk.team.members)
    shown = [] if everybody else [names[who] for who in done.to]
    shell.out.data(thanks(shown, one_line(done.words), is_sealed=done.is_sealed))
    if not done.is_sealed:
        return
    if given_so_far(desk, TOLD_IN_FULL + 1) <= TOLD_IN_FULL:
        from ritual.cli.jar_lesson import explained  # looks at the calendar, which one line needn't

        explained(shell, desk, done)
    else:
        noticed(shell, desk, done)
