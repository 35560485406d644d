"""What the plain dialogue says in each kind of step: one table, with a row for every kind."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from ritual.cli.plain_lines import answered, quoted, turn
from ritual.model.moments import due_day
from ritual.model.reading import text
from ritual.model.recap import Line, sentence
from ritual.model.scene import ANNOUNCED, FINGERS, PROMISE, QUIET, TAKES_PART, TURN, WORDS, NoteView, Scene
from ritual.words import listed, t


class Moment(NamedTuple):
    """A scene with what stands under it: the lines of the step so far, and how often each number was shown."""

    scene: Scene
    lines: Sequence[Line] = ()
    fingers: Sequence[int] = ()


def told(now: Moment) -> list[str]:
    """What is said of a moment, by the kind of its step."""
    return KINDS[now.scene.step.kind](now)


def shown(fingers: Sequence[int]) -> str:
    """The numbers that were shown at once, without names."""
    numbers = ", ".join(str(n) for n, count in enumerate(fingers, 1) for _ in range(count))
    return t("Shown: {numbers}.", numbers=numbers) if numbers else ""


def _turns(now: Moment) -> list[str]:
    scene = now.scene
    if scene.phase == QUIET:
        silence = t("Silence: everybody prepares. What you type is your answer.")
        return [silence if is_guided(scene) else t("Silence: everybody prepares. An empty line goes on.")]
    if scene.phase != TURN:
        floor = t("Open floor. What you type is written down with your name.")
        return [*_so_far(now), floor if is_guided(scene) else t("Open floor. “Name: words” says who said it.")]
    asked = [scene.prompt] if scene.step.deal else []
    # What others wrote at their own machines is heard nowhere else.
    written = _so_far(now) if scene.part else []
    return [*asked, *written, turn(scene), *answer(scene)]


def is_guided(scene: Scene) -> bool:
    """Whether another machine leads, so that an empty line moves nothing but one's own turn."""
    return scene.part == TAKES_PART


def answer(scene: Scene) -> list[str]:
    """What the one whose turn it is has answered, if anything."""
    said = answered(scene, scene.point, scene.words)
    if not said:
        return []
    return [t("Written ahead: {answer}.", answer=said) if scene.ahead else t("So far: {answer}.", answer=said)]


def _notes(now: Moment) -> list[str]:
    scene, note = now.scene, now.scene.note
    if scene.phase == QUIET:
        silence = t("Silence: everybody thinks of somebody.")
        jar = t("“Ana: words” puts thanks into the jar.")
        return [
            silence,
            jar if is_guided(scene) else t("“Ana: words” puts thanks into the jar. An empty line goes on."),
        ]
    if note and scene.phase == ANNOUNCED:
        return [_announced(note)]
    if note and scene.phase == WORDS:
        beside = [part for part in (note.value, note.link) if part]
        thanked = [t("{name} needn't say anything.", name=name) for name in note.to[:1] if len(note.to) == 1]
        return [quoted(note.words), *beside, *thanked]
    floor = t("“Ana: words” thanks somebody.")
    return [*_so_far(now), floor if is_guided(scene) else t("“Ana: words” thanks somebody. An empty line goes on.")]


def _announced(note: NoteView) -> str:
    whom = listed(note.to) or t("everybody")
    said = t("Note {n} of {of}. For {whom}, from {giver}.", n=note.number, of=note.of, whom=whom, giver=note.by)
    return f"{said} {t('{name} reads aloud.', name=note.reader)}" if note.reader else said


def _promises(now: Moment) -> list[str]:
    scene = now.scene
    if scene.phase != PROMISE or scene.promise is None:
        return _turns(now)
    words, due = text(scene.promise.data, "words"), due_day(text(scene.promise.data, "due"), scene.promise.at)
    promise = f"{scene.owner}: {words}" if scene.owner else words
    by = f" ({t('by {day}', day=due)})" if due else ""
    asked = [] if is_guided(scene) else [t("done, wanted or dropped? An empty line leaves it as it is.")]
    return [f"{promise}{by}", *asked]


def _checkout(now: Moment) -> list[str]:
    if now.scene.phase != FINGERS:
        return _turns(now)
    before = shown(now.fingers)
    if is_guided(now.scene):
        return [t("All at once. Type your number."), *([before] if before else [])]
    return [t("All at once. Type the numbers shown, like 4 5 3."), *([before] if before else [])]


def _so_far(now: Moment) -> list[str]:
    return [sentence(line) for line in now.lines]


KINDS: Final[dict[str, Callable[[Moment], list[str]]]] = {
    "checkin": _turns,
    "question": _turns,
    "wins": _turns,
    "gratitude": _notes,
    "actions": _promises,
    "checkout": _checkout,
}
