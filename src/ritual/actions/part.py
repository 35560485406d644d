"""This machine's part in a session that several machines share: it leads, or it asks whoever leads.

What decides is in the record: the winning stage names the machine that leads. A wish is repeated until that stage shows
it; a beat says that this machine is here, and the lack of them that somebody else may take over.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ritual.actions.beats import Beats
from ritual.actions.company import Company
from ritual.actions.succession import Succession
from ritual.model import wish
from ritual.model.command import Why
from ritual.model.stage import Stage
from ritual.model.wish import Wish

if TYPE_CHECKING:
    from ritual.actions.circle import Circle

_AGAIN: Final = 2.0
"""Seconds after which a wish that the stage doesn't show yet is said again."""
_WISHES: Final = {"next": wish.DONE, "call": wish.HAND, "join": wish.JOIN, "leave": wish.LEAVE}


class Part:
    """One circle among others of the same session. `mine` are those whose words are written at this machine."""

    def __init__(self, circle: "Circle", company: Company, speaks: Sequence[str] = ()) -> None:
        self.mine = (circle.ws.me, *speaks)
        self.beats = Beats(circle, company, self.mine)
        self.succession = Succession(circle)
        self._circle = circle
        self._company = company
        self._wished: dict[str, Wish] = {}
        self._told = float("-inf")

    def attend(self) -> None:
        """Called a few times a second: says what is due, hears what was said."""
        circle = self._circle
        if not circle.is_open or circle.session.is_closed:
            return
        self.succession.give_up()
        self.beats.listen()
        self.beats.beat()
        if circle.leads:
            self._excuse()
            self._fulfil()
        else:
            self._repeat()
            if self.succession.is_handed_over:
                self.succession.take()

    def ask(self, verb: str, who: str) -> Why | None:
        """Asks whoever leads for what this machine may ask for, now and until the stage shows it."""
        circle, stage = self._circle, self._circle.stage
        movers = self._movers()
        by = who if verb in ("join", "leave") else next((each for each in movers if each in self.mine), "")
        if verb not in _WISHES or (who and by == who and who not in self.mine):
            return Why("not-leading")
        asked = Wish(circle.session.id, by, _WISHES[verb], stage.place, who)
        if not by or wish.command(asked, stage, movers) is None:
            return Why("not-now")
        self._wished[by] = asked
        self._say(asked)
        return None

    def gone(self) -> None:
        """Says that this machine leaves the session."""
        self._company.tell_gone()

    @property
    def waits(self) -> bool:
        """Whether something was asked for that the stage doesn't show yet."""
        return bool(self._pending())

    @property
    def has_ended_turn(self) -> bool:
        """Whether somebody here has ended a turn, which the stage doesn't show yet."""
        return any(each.want in (wish.DONE, wish.HAND) for each in self._pending())

    @property
    def offline_since(self) -> datetime | None:
        """Since when nothing comes from the others, None where something does, or is about to."""
        return self._company.offline_since

    @property
    def is_cut_off(self) -> bool:
        """Whether somebody has to do something before anything comes from the others again."""
        from ritual.actions.sync_words import passes  # knows what syncing says, which only a shared team needs

        return bool(self.offline_since) and not passes(self._company.trouble)

    def _excuse(self) -> None:
        """Gives back the seats of those who have left the team: their machines can wish for nothing any more."""
        circle = self._circle
        people = circle.ws.team.people
        for who in circle.stage.here:
            # Who leaves the team by a shell of the machine that leads is in its own round still.
            if who in people and people[who].left and who not in self.mine:
                circle.do("leave", who)

    def _fulfil(self) -> None:
        """Does what is wished for, as far as it still makes sense where the session stands."""
        circle = self._circle
        for each in self._company.wishes(circle.session.id):
            meant = wish.command(each, circle.stage, self._movers())
            if meant:
                circle.do(meant.verb, meant.who)

    def _repeat(self) -> None:
        pending = self._pending()
        self._wished = {each.by: each for each in pending}
        if self._circle.ws.around.monotonic() - self._told >= _AGAIN:
            for each in pending:
                self._say(each)

    def _movers(self) -> tuple[str, ...]:
        scene = self._circle.scene()
        return scene.movers if scene else ()

    def _pending(self) -> list[Wish]:
        stage = self._circle.stage
        return [each for each in self._wished.values() if not _is_shown(each, stage)]

    def _say(self, asked: Wish) -> None:
        self._told = self._circle.ws.around.monotonic()
        self._company.tell_wish(asked)


def _is_shown(asked: Wish, stage: Stage) -> bool:
    if asked.want == wish.JOIN:
        return asked.by in stage.here
    if asked.want == wish.LEAVE:
        return asked.by not in stage.here
    return asked.place != stage.place
