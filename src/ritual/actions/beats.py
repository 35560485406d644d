"""The beats of one session: this machine says that it is there, and knows by those of the others who else is."""

from ritual.actions.company import Company
from ritual.actions.folded import Folded
from ritual.model import presence


class Beats:
    """Who is at a session, and whether its leader is heard. `mine` are those who sit at this machine, me first."""

    def __init__(self, held: Folded, company: Company, mine: tuple[str, ...]) -> None:
        self._held = held
        self._company = company
        self._mine = mine
        self._beaten = float("-inf")
        self._led = False
        self._leader = ""
        self._heard = self._now()
        self._seen: frozenset[str] = frozenset()

    @property
    def here(self) -> frozenset[str]:
        """Everybody who is at a machine of this session now, this one included."""
        return presence.here(self._company.beats(), self._held.session.id, self._now()) | frozenset(self._mine)

    @property
    def at_own_machines(self) -> frozenset[str]:
        """Those of the others who sit at a machine of their own: whoever is to lead needs one."""
        now, session = self._now(), self._held.session.id
        return presence.at_own_machines(self._company.beats(), session, now) - {self._held.ws.me}

    @property
    def away(self) -> frozenset[str]:
        """Those who were here and aren't heard any more."""
        return self._seen - self.here

    @property
    def is_leaderless(self) -> bool:
        """Whether somebody may take over: the one who leads isn't heard, though everything else would be."""
        is_known = self._leader == self._leading_device() and not self._held.is_led_here
        return is_known and self._company.is_live and self._now() - self._heard > presence.PATIENCE

    def listen(self) -> None:
        """Notes who is here, how long the stage stands, and whether the machine that leads is heard; without a stream
        nobody's silence counts."""
        self._seen |= self.here
        leader = self._leading_device()
        if self._held.is_led_here or leader != self._leader or not self._company.is_live:
            self._leader, self._heard = leader, self._now()
        beats = [b for b in self._company.beats() if b.device == leader and b.session == self._held.session.id]
        self._heard = max((self._heard, *(b.at for b in beats)))
        for each in beats:
            self._held.stands_since(each.rev, each.at - each.elapsed)

    def beat(self) -> None:
        """Says that this machine is here, as often as that is due."""
        leads = self._held.is_led_here
        every = presence.LEADER_EVERY if leads else presence.OTHERS_EVERY
        if leads != self._led:
            # What was said before lasts for as long as it did then.
            self._led, self._beaten = leads, float("-inf")
        # What is said before there is a way to the others is lost, and the next beat far.
        if self._company.is_live and self._now() - self._beaten >= every:
            self._beaten = self._now()
            rev = won.rev if leads and (won := self._held.session.winner) else 0
            elapsed = self._held.elapsed() if leads else 0.0
            self._company.tell_beat(self._held.session.id, self._mine[1:], leads, rev, elapsed)

    def _leading_device(self) -> str:
        winner = self._held.session.winner
        return winner.device if winner else ""

    def _now(self) -> float:
        return self._held.ws.around.monotonic()
