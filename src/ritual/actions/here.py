"""Where words are said: in which session, at whose machine, for which step; and whose words they are then."""

from typing import NamedTuple

from ritual.actions.workspace import Workspace
from ritual.model.entry import ANSWER
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.session import Session
from ritual.model.spoken import addressed, becomes
from ritual.model.stage import Stage
from ritual.model.steps import KINDS


class Here(NamedTuple):
    """This session at this moment.

    `mine` are those who sit at this machine of a session that several share; none where everybody sits before one.
    Whoever leads writes down for anybody. `at` is the step that the words are meant for, "" for the one at hand.
    """

    ws: Workspace
    session: Session
    room: Room
    mine: tuple[str, ...] = ()
    leads: bool = True
    at: str = ""

    @property
    def stage(self) -> Stage:
        """Where the session stands."""
        return self.session.stage

    @property
    def step(self) -> Step | None:
        """The step that the words are meant for."""
        return self.session.ritual.step((self.at if self._is_past else "") or self.stage.place.step)

    @property
    def slot(self) -> str:
        """Whose one answer is written now, "" where each line stands for itself: the speaker's, as far as whoever
        writes may; in silence, and while somebody else speaks, one's own."""
        current = "" if self._is_past else self.stage.current
        if not self.mine or (current and (self.leads or current in self.mine)):
            return current
        return self.mine[0] if current or self.stage.is_quiet or self._is_past else ""

    def whose(self, words: str, by: str = "") -> tuple[str, str]:
        """Whose line it is, and the line: said by argument, by a name before a colon, or by whose turn it is."""
        if by:
            return by, words
        named, rest = addressed(words, self.room.team, self.stage.here)
        if len(named) == 1 and (self.leads or named[0] in self.mine or self._yields_things):
            return named[0], rest
        if not self.leads:
            return self.mine[0], words
        calls = self.step is not None and KINDS[self.step.kind].calls_people
        return (self.stage.current if calls else ""), words

    @property
    def _yields_things(self) -> bool:
        """Whether lines become promises or wins, which one may write down for another."""
        return self.step is not None and becomes(self.step) != ANSWER

    @property
    def _is_past(self) -> bool:
        """Whether the session has left the step that the words are meant for."""
        return bool(self.mine) and self.at not in ("", self.stage.place.step)
