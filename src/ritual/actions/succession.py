"""Who leads a round on when its leader changes: what this machine takes over, and takes back where it came too late."""

from dataclasses import replace

from ritual.actions import staging
from ritual.actions.folded import STALE, Folded
from ritual.model.command import Command, Why
from ritual.model.entry import STAGE, erase
from ritual.model.instant import iso
from ritual.model.reduce import reduce
from ritual.model.stage import CLOSED, from_data


class Succession:
    """What this machine has taken over of one session. That holds once the log has it."""

    def __init__(self, held: Folded) -> None:
        self._held = held
        self._took = ""

    @property
    def is_taking(self) -> bool:
        """Whether this machine has taken over and the others can't know it yet."""
        return bool(self._took) and self._held.is_led_here and not self._held.ws.record.place(self._took)

    @property
    def is_handed_over(self) -> bool:
        """Whether the one who leads has named me; another machine of mine that leads doesn't."""
        won = self._held.session.winner
        return won is not None and self._held.stage.leader == self._held.ws.me != won.author

    def take(self) -> Why | None:
        """Leads the round on from here, by hand-over or because the one who led is gone; or says why not."""
        held, ws = self._held, self._held.ws
        if held.is_behind():
            return STALE
        outcome = reduce(held.stage, Command("take", ws.me), held.room(), held.elapsed())
        if isinstance(outcome, Why):
            return outcome
        taking = staging.staged(ws, held.session, replace(outcome, written=iso(ws.now())))
        ws.write(taking)
        held.refresh()
        self._took = taking.id
        return None

    def give_up(self) -> None:
        """Takes a take-over back that the log has after the session's end, or not yet."""
        ws, won = self._held.ws, self._held.session.winner
        if not self._took or not self._held.is_led_here or won is None:
            return
        others = [e for e in ws.record.entries(STAGE, session=self._held.session.id) if e.device != won.device]
        ends = [ws.record.place(e.id) for e in others if from_data(e.data).state == CLOSED]
        mine = ws.record.place(self._took)
        if any(end and not (mine and mine < end) for end in ends):
            ws.write(erase(ws.new_id(), ws.pen(), won))
            self._held.refresh()
