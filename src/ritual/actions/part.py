"""This machine's part in a session that several machines share: it leads, or it asks whoever leads.

What decides is in the record: the winning stage names the machine that leads. A wish is repeated until that stage shows
it; a beat says that this machine is here, and the lack of them that somebody else may take over.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ritual.actions.company import Company
from ritual.model import presence, wish
from ritual.model import stage as stages
from ritual.model.command import Why
from ritual.model.entry import STAGE, erase
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
        self._circle = circle
        self._company = company
        self.mine = (circle.ws.me, *speaks)
        self._wished: dict[str, Wish] = {}
        self._beaten = self._told = float("-inf")
        self._led = False
        self._leader = ""
        self._heard = self._now()
        self._seen: frozenset[str] = frozenset()
        self._took = ""

    def attend(self) -> None:
        """Called a few times a second: says what is due, hears what was said."""
        circle = self._circle
        if not circle.is_open or circle.session.is_closed:
            return
        self._give_up()
        self._listen()
        self._beat()
        if circle.leads:
            self._fulfil()
        else:
            self._repeat()
            if self._is_handed_over():
                self.take()

    def ask(self, verb: str, who: str) -> Why | None:
        """Asks whoever leads for what this machine may ask for, now and until the stage shows it."""
        circle, stage = self._circle, self._circle.stage
        scene = circle.scene()
        movers = scene.movers if scene else ()
        by = who if verb in ("join", "leave") else next((each for each in movers if each in self.mine), "")
        if verb not in _WISHES or (who and by == who and who not in self.mine):
            return Why("not-leading")
        asked = Wish(circle.session.id, by, _WISHES[verb], stage.place, who)
        if not by or wish.command(asked, stage, movers) is None:
            return Why("not-now")
        self._wished[by] = asked
        self._say(asked)
        return None

    def take(self) -> Why | None:
        """Leads the round on from here; it holds once the log has it."""
        taken = self._circle.take()
        if isinstance(taken, Why):
            return taken
        self._took = taken.id
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
    def is_taking(self) -> bool:
        """Whether this machine has taken over and the others can't know it yet."""
        return bool(self._took) and self._circle.leads and not self._circle.ws.record.place(self._took)

    @property
    def here(self) -> frozenset[str]:
        """Everybody who is at a machine of this session now, this one included."""
        return presence.here(self._company.beats(), self._circle.session.id, self._now()) | frozenset(self.mine)

    @property
    def at_own_machines(self) -> frozenset[str]:
        """Those of the others who sit at a machine of their own: whoever is to lead needs one."""
        now, session = self._now(), self._circle.session.id
        return presence.at_own_machines(self._company.beats(), session, now) - {self._circle.ws.me}

    @property
    def away(self) -> frozenset[str]:
        """Those who were here and aren't heard any more."""
        return self._seen - self.here

    @property
    def is_leaderless(self) -> bool:
        """Whether somebody may take over: the one who leads isn't heard, though everything else would be."""
        is_known = self._leader == self._leading_device() and not self._circle.leads
        return is_known and self._company.is_live and self._now() - self._heard > presence.PATIENCE

    @property
    def offline_since(self) -> datetime | None:
        """Since when nothing comes from the others, None where something does, or is about to."""
        return self._company.offline_since

    @property
    def is_cut_off(self) -> bool:
        """Whether somebody has to do something before anything comes from the others again."""
        from ritual.actions.sync_words import passes  # knows what syncing says, which only a shared team needs

        return bool(self.offline_since) and not passes(self._company.trouble)

    def _give_up(self) -> None:
        """Takes a take-over back that the log has after the session's end, or not yet."""
        ws, won = self._circle.ws, self._circle.session.winner
        if not self._took or not self._circle.leads or won is None:
            return
        others = [e for e in ws.record.entries(STAGE, session=self._circle.session.id) if e.device != won.device]
        ends = [ws.record.place(e.id) for e in others if stages.from_data(e.data).state == stages.CLOSED]
        mine = ws.record.place(self._took)
        if any(end and not (mine and mine < end) for end in ends):
            ws.write(erase(ws.new_id(), ws.pen(), won))
            self._circle.refresh()

    def _is_handed_over(self) -> bool:
        """Whether the one who leads has named me; another machine of mine that leads doesn't."""
        won = self._circle.session.winner
        return won is not None and self._circle.stage.leader == self._circle.ws.me != won.author

    def _now(self) -> float:
        return self._circle.ws.around.monotonic()

    def _listen(self) -> None:
        """Notes who is here, how long the stage stands, and whether the machine that leads is heard; without a stream
        nobody's silence counts."""
        self._seen |= self.here
        leader = self._leading_device()
        if self._circle.leads or leader != self._leader or not self._company.is_live:
            self._leader, self._heard = leader, self._now()
        beats = [b for b in self._company.beats() if b.device == leader and b.session == self._circle.session.id]
        self._heard = max((self._heard, *(b.at for b in beats)))
        for each in beats:
            self._circle.stands_since(each.rev, each.at - each.elapsed)

    def _leading_device(self) -> str:
        winner = self._circle.session.winner
        return winner.device if winner else ""

    def _beat(self) -> None:
        leads = self._circle.leads
        every = presence.LEADER_EVERY if leads else presence.OTHERS_EVERY
        if leads != self._led:
            # What was said before lasts for as long as it did then.
            self._led, self._beaten = leads, float("-inf")
        # What is said before there is a way to the others is lost, and the next beat far.
        if self._company.is_live and self._now() - self._beaten >= every:
            self._beaten = self._now()
            rev = won.rev if leads and (won := self._circle.session.winner) else 0
            elapsed = self._circle.elapsed() if leads else 0.0
            self._company.tell_beat(self._circle.session.id, self.mine[1:], leads, rev, elapsed)

    def _fulfil(self) -> None:
        """Does what is wished for, as far as it still makes sense where the session stands."""
        circle = self._circle
        for each in self._company.wishes(circle.session.id):
            scene = circle.scene()
            meant = wish.command(each, circle.stage, scene.movers if scene else ())
            if meant:
                circle.do(meant.verb, meant.who)

    def _repeat(self) -> None:
        pending = self._pending()
        self._wished = {each.by: each for each in pending}
        if self._now() - self._told >= _AGAIN:
            for each in pending:
                self._say(each)

    def _pending(self) -> list[Wish]:
        stage = self._circle.stage
        return [each for each in self._wished.values() if not _is_shown(each, stage)]

    def _say(self, asked: Wish) -> None:
        self._told = self._now()
        self._company.tell_wish(asked)


def _is_shown(asked: Wish, stage: Stage) -> bool:
    if asked.want == wish.JOIN:
        return asked.by in stage.here
    if asked.want == wish.LEAVE:
        return asked.by not in stage.here
    return asked.place != stage.place
