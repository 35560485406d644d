"""`ritual checkin`: answers the next check-in ahead."""

from ritual.actions.ahead import Upcoming, answer_ahead, point_of, upcoming
from ritual.actions.choosing import open_desk
from ritual.actions.people import myself, person
from ritual.cli.asking import EDITOR, agrees, words
from ritual.cli.drafts import keeping
from ritual.cli.kudos import FROM
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.typed import argument
from ritual.model.clean import line
from ritual.model.moments import clock, day, local
from ritual.model.phrase import said
from ritual.words import language, mark, t

MANUAL = Manual(
    ("checkin", "checkin WORDS", "checkin --mood N [WORDS]"),
    mark(
        "The answer waits 36 hours for the next session and is shown at your turn. Check-ins aren't kept: when the "
        "session closes the answer is gone. A wish goes to whoever leads, and only if you say so."
    ),
    (
        Option("--mood", mark("a point of the scale, by number or name"), "N"),
        Option("--wish", mark("something for whoever leads, like 'talk to me after'"), "WORDS"),
        Option("--tell", mark("yes, whoever leads may know the wish")),
        Option("--ritual", mark("another ritual than the next one"), "NAME"),
        FROM,
        EDITOR,
    ),
    ("ritual checkin --mood 4", "ritual checkin 'slept well' --mood 4", "ritual checkin --wish 'go easy on me' --tell"),
)


def run(given: Given, shell: Shell) -> int:
    """Writes the answer, after saying who will see it."""
    with keeping(shell, "checkin", " ".join(given.words)) as draft:
        desk = shell.open(open_desk)
        me = myself(desk.team, desk.me)
        by = person(desk.team, given.text("--from")) if given.has("--from") else me
        coming = upcoming(desk, given.text("--ritual"))
        point = point_of(coming.step, given.text("--mood")) if given.has("--mood") else 0
        is_worded = bool(given.words) or given.has("--editor") or not (point or given.has("--wish"))
        if is_worded or point:
            shell.out.talk(t("At your turn everybody in the round sees this."))
        if is_worded:
            asked = said(coming.step.prompt, language())
            draft.words = words(shell, given.words, asked, draft, editor=given.has("--editor"))
        wish = _wish(given, shell)
        if draft.words or point or wish:
            answer_ahead(desk, coming, draft.words, point=point, wish=wish, by=by.id)
            shell.out.data(_kept(coming, point, draft.words, wish))
        draft.drop()
    return 0


def _wish(given: Given, shell: Shell) -> str:
    wish = line(argument(given.text("--wish"), shell.out))
    if not wish or given.has("--tell") or agrees(shell, t("May whoever leads know: “{wish}”?", wish=wish)):
        return wish
    shell.out.talk(t("Your wish stays with you; it was written nowhere. With --tell whoever leads knows it."))
    return ""


def _kept(coming: Upcoming, point: int, words: str, wish: str) -> str:
    title = line(said(coming.ritual.title, language()))
    wished = t("a wish for whoever leads") if wish else ""
    answer = ", ".join(part for part in (_point(coming, point), line(words), wished) if part)
    if coming.at is None:
        return t("Ahead for the next “{ritual}”: {answer}", ritual=title, answer=answer)
    when = f"{day(local(coming.at, coming.zone).date())} {clock(coming.at, coming.zone)}"
    return t("Ahead for “{ritual}”, {when}: {answer}", ritual=title, when=when, answer=answer)


def _point(coming: Upcoming, point: int) -> str:
    return f"{point} {said(coming.step.scale.points[point - 1], language())}" if coming.step.scale and point else ""
