"""Whatever people at several machines do in whatever order, cut off or not: in the end all see the same round."""

import tempfile
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.actions.circle import Circle
from ritual.actions.going_on import going_on, take_part
from ritual.actions.leading import prepare
from ritual.actions.saying import Written
from ritual.model.entry import ANSWER, STAGE
from ritual.model.reading import text
from ritual.model.stage import CLOSED
from tests.actions.teams import BO, CHRIS, adopted, led, step
from tests.actions.together import Table

MOVES = (
    "next",
    "next",
    "next",
    "back",
    "later",
    "skip",
    f"leave {BO}",
    f"join {BO}",
    f"hand-over {BO}",
    f"call {CHRIS}",
)
STEPS = (
    step("checkin"),
    step("question", "ideas", order="together", keep="record"),
    step("question", "pop", order="popcorn"),
    step("question", "hand", order="open", keep="record"),
)
KEPT = ("ideas", "hand")


class Course:
    """One course of a round at three machines."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.random = Random(seed)
        self.table = Table(folder)
        adopted(self.table[0].ws, *STEPS)
        self.table.spread()
        ana = led(prepare(self.table[0].ws, "own"), "open")
        self.table.spread()
        found = going_on(self.table[1].ws)
        assert found
        self.circles: list[Circle] = [ana, *(take_part(mate.ws, found.id) for mate in self.table.mates[1:])]
        self.said: dict[tuple[str, str], Written] = {}

    def live(self, moments: int) -> None:
        for n in range(moments):
            at = self.random.randrange(3)
            self._happen(at, self.random.randrange(10), n)
            if self.random.random() < 0.6:
                self.attend()
            self.table.later(self.random.choice((0.5, 0.5, 3, 25)))

    def attend(self) -> None:
        for circle in self.circles:
            circle.attend()
        for mate in self.table.mates:
            mate.sync()

    def rest(self) -> None:
        for mate in self.table.mates:
            mate.is_cut_off = False
        for _ in range(4):
            self.attend()
        for circle in self.circles:
            circle.attend()

    def _happen(self, at: int, what: int, n: int) -> None:
        circle, mate = self.circles[at], self.table[at]
        if what < 4:
            verb, _, who = self.random.choice(MOVES).partition(" ")
            circle.do(verb, who)
        elif what < 7:
            self._say(circle, f"words {n}")
        elif what == 7:
            mate.is_cut_off = not mate.is_cut_off
        elif what == 8 and circle.part and circle.part.beats.is_leaderless:
            circle.part.succession.take()
        elif what == 9 and self.random.random() < 0.15:
            self._close(circle)

    def _close(self, circle: Circle) -> None:
        """Whoever closes a round ends what is only here and isn't kept, even where another leads it on by then."""
        record, me = circle.ws.record, circle.ws.me
        only_here = {key for key, said in self.said.items() if said.by == me and not record.may_be_elsewhere(said.id)}
        if circle.do("close") is None:
            self.said = {key: said for key, said in self.said.items() if key not in only_here or key[0] in KEPT}

    def _say(self, circle: Circle, words: str) -> None:
        """What somebody writes for oneself must be there in the end, at every machine."""
        own = circle.own()
        where = circle.stage.place.step
        if not where:
            return
        written = circle.say(words, at=where)
        if isinstance(written, Written) and written.kind == ANSWER and written.by == circle.ws.me:
            key = (where, circle.ws.me) if not (own is None and where == "hand") else (where, written.id)
            self.said[key] = written


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32))
def test_in_the_end_all_see_the_same_round_and_nothing_said_is_lost(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        course = Course(seed, Path(folder))
        course.live(25)
        course.rest()
        stages = [circle.stage for circle in course.circles]
        assert len({(s.place, s.leader, s.state, s.term, s.here, s.queue, s.revealed) for s in stages}) == 1
        if stages[0].state == "closed":
            _nothing_is_left(course)
        else:
            assert sum(circle.leads for circle in course.circles) == 1
            _everything_is_there(course)


def _nothing_is_left(course: Course) -> None:
    session = course.circles[0].session.id
    for mate in course.table.mates:
        assert all(text(a.data, "step") in KEPT for a in mate.ws.record.entries(ANSWER, session=session))
        assert {text(e.data, "state") for e in mate.ws.record.entries(STAGE, session=session)} == {CLOSED}
        assert mate.record.standing()[:3] == (0, 0, 0)


def _everything_is_there(course: Course) -> None:
    said = {written.words for written in course.said.values()}
    for circle in course.circles:
        there = {text(answer.data, "words") for answer in circle.session.answers.values()}
        assert said <= there
