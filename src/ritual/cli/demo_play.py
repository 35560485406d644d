"""Plays a session of the sample team through the plain dialogue, as somebody would type it, on a clock of its own."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from ritual.actions.circle import Circle
from ritual.actions.demo import passing_sample
from ritual.actions.demo_hand import Hand
from ritual.actions.demo_story import Play, Story, story
from ritual.actions.leading import prepare
from ritual.actions.surroundings import Surroundings
from ritual.actions.workspace import Workspace
from ritual.cli.plain import lead
from ritual.cli.plain_resume import USUAL
from ritual.cli.plain_words import typed_form
from ritual.model.scene import OPEN, TURN, Scene

TAKES: Final = timedelta(minutes=4)
"""How long before now the sample session begins, so that it is over when it has been played."""
_SECONDS: Final = {TURN: 6, OPEN: 12}
_OTHER_SECONDS = 11

Write = Callable[[str], None]


class Clock:
    """A clock that only typing moves."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self.seconds = 0.0

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        return self._start + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """Seconds since the start."""
        return self.seconds


def sample_of(around: Surroundings, clock: Clock, lang: str) -> tuple[Workspace, Story]:
    """A sample team on that clock that leaves nothing behind; every time its session has the same turns."""
    told = story(lang)
    hand, made = Hand(told), iter(range(10**6))
    played = around._replace(
        now=clock.now, monotonic=clock.monotonic, new_id=lambda: hand.id_of(f"played {next(made)}")
    )
    return passing_sample(played, lang), told


def play(ws: Workspace, told: Story, clock: Clock, write: Write) -> None:
    """Leads one standup from its start to its recap."""
    circle = prepare(ws, USUAL)
    lead(circle, typed(circle, told.play, clock, write), write)


def typed(circle: Circle, script: Play, clock: Clock, write: Write) -> Iterator[str]:
    """What somebody types at each moment: what was said, where anything is to be noted, then an empty line."""
    handles = {person.id: person.handle for person in circle.ws.team.members}
    while scene := circle.scene():
        for line in (*_said(scene, script, handles.get(scene.speaker_id, "")), ""):
            clock.seconds += _SECONDS.get(scene.phase, _OTHER_SECONDS)
            write(f"> {line}".rstrip())
            yield line


def _said(scene: Scene, script: Play, handle: str) -> list[str]:
    if scene.phase == OPEN:
        return [*script.hand, f"{typed_form('park')} {script.park}"]
    answer = script.answers.get(handle, "") if scene.points and not scene.ahead else ""
    return [answer] if answer else []
