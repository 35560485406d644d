"""`ritual checkin`: answers the next check-in ahead."""

from ritual.actions.ahead import Upcoming, answer_ahead, not_too_early, point_of, upcoming
from ritual.actions.choosing import open_desk
from ritual.actions.people import myself, person
from ritual.actions.settings import counts_points
from ritual.cli.asking import EDITOR, agrees, is_asked, words
from ritual.cli.checking import Checks
from ritual.cli.drafts import keeping
from ritual.cli.kudos import FROM
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.step_talk import Answered, keep_copy, kept_ahead, pointed, told_before, understood
from ritual.cli.typed import argument
from ritual.model.clean import line
from ritual.model.phrase import said
from ritual.words import language, mark, t

MANUAL = Manual(
    ("checkin", "checkin WORDS", "checkin --mood N [WORDS]", "checkin --history"),
    mark(
        "From a day and a half before the round, the evening before too. The answer waits 36 hours for the session and "
        "is shown at your turn. Check-ins aren't kept: when the session closes the answer is gone. A wish goes to "
        "whoever leads, and only if you say so."
    ),
    (
        Option("--mood", mark("a point of the scale, by number or name"), "N"),
        Option("--wish", mark("something for whoever leads, like 'talk to me after'"), "WORDS"),
        Option("--tell", mark("yes, whoever leads may know the wish")),
        Option("--ritual", mark("another ritual than the next one"), "RITUAL"),
        FROM,
        EDITOR,
        Option("--history", mark("my own copies of what I answered, if the settings keep any")),
        Option("--forget", mark("delete those copies")),
    ),
    ("ritual checkin --mood 4", "ritual checkin 'slept well' --mood 4", "ritual checkin --wish 'go easy on me' --tell"),
)


def run(given: Given, shell: Shell) -> int:
    """Writes the answer, after saying who will see it."""
    if given.has("--history") or given.has("--forget"):
        from ritual.cli.own_copies import looked_after  # only who looks back pays for it

        return looked_after(given, shell)
    with keeping(shell, "checkin", " ".join(given.words)) as draft:
        desk = shell.open(open_desk)
        me, checks = myself(desk.team, desk.me), Checks()
        by = checks.of(lambda: person(desk.team, given.text("--from")), me) if given.has("--from") else me
        coming = checks.of(lambda: upcoming(desk, given.text("--ritual")), None)
        point = checks.of(lambda: _point(given, coming), 0)
        checks.settle()
        assert coming is not None
        not_too_early(desk, coming)
        is_worded = bool(given.words) or given.has("--editor") or not (point or given.has("--wish"))
        if is_worded or point:
            told_before(shell, desk, coming.ritual, coming.step)
        if is_worded:
            asked = said(coming.step.prompt, language())
            draft.words = words(shell, given.words, asked, draft, editor=given.has("--editor"))
            if is_asked(given) and not point:
                point, draft.words = pointed(coming.step, draft.words)
        if point and counts_points(desk.record.settings()):
            shell.out.talk(t("The team counts numbers: yours is counted too, without your name."))
        wish = _wish(given, shell)
        if draft.words or point or wish:
            written = answer_ahead(desk, coming, draft.words, point=point, wish=wish, by=by.id)
            wished = t("a wish for whoever leads") if wish else ""
            shell.out.data(kept_ahead(coming, understood(coming.step, point, draft.words, wished)))
            if by == me:
                keep_copy(shell, desk, Answered(written, coming, draft.words, point))
        draft.drop()
    return 0


def _point(given: Given, coming: Upcoming | None) -> int:
    return point_of(coming.step, given.text("--mood")) if coming and given.has("--mood") else 0


def _wish(given: Given, shell: Shell) -> str:
    wish = line(argument(given.text("--wish"), shell.out))
    if not wish or given.has("--tell") or agrees(shell, t("May whoever leads know: “{wish}”?", wish=wish)):
        return wish
    shell.out.talk(t("Your wish stays with you; it was written nowhere. With --tell whoever leads knows it."))
    return ""
