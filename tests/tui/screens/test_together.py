"""A round that several machines share, on the screens of one of them; the others are moved by hand."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from ritual.actions.circle import Circle
from ritual.actions.going_on import going_on, take_part
from ritual.actions.leading import drop, prepare
from ritual.errors import SyncTrouble
from ritual.model.entry import ANSWER
from ritual.model.reading import text
from ritual.tui.app import Opening
from ritual.tui.following import Following
from ritual.tui.screens.ask import Ask
from ritual.tui.screens.circle import CirclePage
from ritual.tui.screens.home import Home
from ritual.tui.screens.pick import Pick
from ritual.tui.screens.recap import RecapPage
from ritual.tui.screens.resume import Resume
from tests.actions.teams import ANA, BO, CHRIS, DAI, ENERGY, adopted, led, step, to_turn
from tests.actions.together import Mate, Table
from tests.tui.stand import Stand, stand

HOME = Opening()


class Hands:
    """The test's hand on a machine's clock, as the stand wants it."""

    def __init__(self, mate: Mate) -> None:
        self._mate = mate

    def go_on(self, seconds: float) -> None:
        self._mate.table.later(seconds)


@pytest.fixture(autouse=True)
def _nobody_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table carries what is said; there is no endpoint."""

    async def tend(_self: Following) -> None:
        return

    monkeypatch.setattr(Following, "tend", tend)


@asynccontextmanager
async def at_the_machine_of(
    mate: Mate,
    opening: Opening = HOME,
    size: tuple[int, int] = (100, 30),
) -> AsyncIterator[Stand]:
    async with stand(mate.ws, mate.around(), Hands(mate), opening, size) as at:  # type: ignore[arg-type]
        yield at


async def moment(at: Stand, table: Table, *circles: Circle) -> None:
    """A moment passes, for everybody."""
    for _ in range(2):
        at.app.following.attend()
        for circle in circles:
            circle.attend()
        table.spread()
    at.app.following.attend()
    await at.tick()


def opened(table: Table, ritual: str = "standup") -> Circle:
    circle = led(prepare(table[0].ws, ritual), "open")
    circle.attend()
    table.spread()
    return circle


async def test_home_shows_a_round_that_goes_on_and_enter_joins_it(tmp_path: Path) -> None:
    table = Table(tmp_path)
    async with at_the_machine_of(table[1]) as at:
        assert "open the round" in at.text()
        assert "leads" not in at.text(), "whoever opens it leads, and nobody is asked to"
        ana = opened(table)
        await at.tick()
        assert "Ana Ruiz leads. 1 here." in at.text()
        assert "join the round" in at.text()
        chris = take_part(table[2].ws, ana.session.id)
        chris.attend()
        await at.tick()
        assert "Ana Ruiz leads. 2 here." in at.text()
        await at.press("enter")
        assert isinstance(at.app.screen, CirclePage)
        await moment(at, table, ana, chris)
        assert "Ana Ruiz leads. 3 here" in at.text()


async def test_who_takes_part_has_the_keys_of_an_own_turn_and_no_others(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = opened(table)
    to_turn(ana, CHRIS)
    table.spread()
    async with at_the_machine_of(table[1]) as at:
        await at.press("enter")
        turn = ana.stage.place.turn
        await at.press("enter", "left", "s", "e", "a")
        await moment(at, table, ana)
        assert ana.stage.place.turn == turn
        assert "I am done" not in at.text()
        await at.press("4")
        assert "Yours: 4 good" in at.text()
        to_turn(ana, BO)
        await moment(at, table, ana)
        assert "It is your turn. Enter when you are done" in at.text()
        assert "I am done" in at.text()
        await at.press("w")
        assert isinstance(at.app.screen, Ask)
        await at.type("almost there")
        await at.press("enter")
        await moment(at, table, ana)
        assert "almost there" in at.text()
        scene = ana.scene()
        assert scene
        assert (scene.point, scene.words) == (4, "almost there")
        await at.press("enter")
        await moment(at, table, ana)
        assert ana.stage.current != BO
        ana.do("close")
        table.spread()
        await at.tick()
        assert isinstance(at.app.screen, RecapPage)


async def test_what_is_typed_when_the_round_moves_on_stays_in_its_step(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = opened(table)
    async with at_the_machine_of(table[1]) as at:
        await at.press("enter", "w")
        await at.type("begun before")
        led(ana, "skip")
        await moment_behind(at, table, ana)
        await at.press("enter")
        table.spread()
        ana.attend()
        answer = ana.session.answer("energy", BO)
        assert answer
        assert text(answer.data, "words") == "begun before"


async def moment_behind(at: Stand, table: Table, *circles: Circle) -> None:
    table.spread()
    for circle in circles:
        circle.attend()
    at.app.following.attend()
    await at.settle()


async def test_a_leader_who_types_still_answers_the_others(tmp_path: Path) -> None:
    table = Table(tmp_path)
    async with at_the_machine_of(table[0], Opening("standup")) as at:
        await at.press("enter")
        table.spread()
        found = going_on(table[1].ws)
        assert found
        bo = take_part(table[1].ws, found.id)
        page = at.app.screen
        assert isinstance(page, CirclePage)
        to_turn(page.circle, BO)
        table.spread()
        bo.attend()
        await at.press("t")
        assert isinstance(at.app.screen, Ask)
        bo.do("next")
        at.app.following.attend()
        assert page.circle.stage.current != BO


async def test_nobody_is_handed_a_round_who_has_no_machine(tmp_path: Path) -> None:
    table = Table(tmp_path)
    async with at_the_machine_of(table[0], Opening("standup")) as at:
        await at.press("enter")
        table.spread()
        found = going_on(table[1].ws)
        assert found
        bo = take_part(table[1].ws, found.id, ("~Kim", DAI))
        await moment(at, table, bo)
        assert "You lead. 4 here" in at.text()
        await at.press("h")
        panel = at.text().partition("Who leads from now on?")[2]
        assert "Bo" in panel
        assert "Kim" not in panel
        assert "Dai" not in panel


async def test_what_was_said_gives_way_to_news_about_the_round(tmp_path: Path) -> None:
    table = Table(tmp_path)
    opened(table)
    async with at_the_machine_of(table[1]) as at:
        await at.press("enter", "b")
        await at.type("go easy on me")
        await at.press("enter")
        assert "Whoever leads can look it up" in at.text()
        table[1].is_cut_off = True
        await at.tick()
        assert "Offline since" in at.text()


async def test_at_an_own_machine_the_help_is_about_oneself(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = opened(table)
    async with at_the_machine_of(table[1], size=(100, 44)) as at:
        await at.press("enter", "question_mark")
        assert "Write your answer down" in at.text()
        assert "Lead the round on" in at.text()
        assert "One turn back" not in at.text()
        await at.press("escape", "ctrl+p")
        await at.type("answer")
        assert "Write your answer down" in at.text()
        await at.press("escape")
        ana.do("hand-over", BO)
        await moment(at, table, ana)
        await at.press("question_mark")
        assert "Write down what the speaker says" in at.text()
        assert "Lead the round on" not in at.text()


async def test_nothing_moves_when_somebody_is_away_or_an_answer_comes(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = opened(table)
    async with at_the_machine_of(table[1], size=(80, 24)) as at:
        await at.press("enter")
        to_turn(ana, CHRIS)
        chris = take_part(table[2].ws, ana.session.id)
        await moment(at, table, ana, chris)
        before = at.lines()
        table[2].is_cut_off = True
        for _ in range(6):
            table.later(10)
            await moment(at, table, ana)
        await at.tick()
        assert "away" in at.text()
        await at.press("4")
        after = at.lines()
        assert "Yours: 4 good" in at.text()
        asked = next(y for y, line in enumerate(before) if "Energy, 1 to 5" in line)
        assert before[asked] == after[asked]
        table[2].is_cut_off = False
        table.later(21)
        await moment(at, table, ana, chris)
        await at.tick()
        assert "away" not in at.text()


async def test_handing_over_and_leading_on(tmp_path: Path) -> None:
    table = Table(tmp_path)
    async with at_the_machine_of(table[0], Opening("standup")) as at:
        await at.press("enter")
        table.spread()
        found = going_on(table[1].ws)
        assert found
        bo = take_part(table[1].ws, found.id)
        await moment(at, table, bo)
        assert "You lead. 2 here" in at.text()
        await at.press("h")
        assert isinstance(at.app.screen, Pick)
        await at.press("escape", "h", "enter")
        assert "You lead until Bo Andersen's machine takes over." in at.text()
        await moment(at, table, bo)
        assert bo.leads
        assert "I am done" in at.text()
        assert "lead on" not in at.text()
        table[1].is_cut_off = True
        table.later(21)
        await at.tick()
        at.app.following.attend()
        await at.tick()
        assert "Bo Andersen isn't heard any more." in at.text()
        await at.press("m")
        assert "Taking over." in at.text()
        table.spread()
        await at.tick()
        assert "You lead." in at.text()


async def test_without_a_network_the_line_above_the_keys_says_so(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = opened(table)
    async with at_the_machine_of(table[1]) as at:
        await at.press("enter")
        table[1].is_cut_off = True
        await at.tick()
        assert "Offline since" in at.text()
        assert "Ana Ruiz leads." not in at.text()
        table[1].trouble = SyncTrouble("No.", "Ask.", "token-invalid")
        await at.tick()
        assert "Cut off since" in at.text()
        table[1].is_cut_off = False
        ana.do("pause")
        await moment(at, table)
        assert "Ana Ruiz has left for a moment. The round waits." in at.text()


async def test_a_together_step_shows_ones_own_and_says_that_it_is_hidden(tmp_path: Path) -> None:
    table = Table(tmp_path)
    adopted(table[0].ws, step("checkin", order="together", scale=ENERGY))
    table.spread()
    ana = opened(table, "own")
    async with at_the_machine_of(table[1]) as at:
        await at.press("enter", "5")
        assert at.lines()[-1].index("1-5 energy") < at.lines()[-1].index("w ")
        await at.press("w")
        assert "hidden until the reveal" in at.text()
        await at.type("rested")
        await at.press("enter")
        assert "Yours: “rested”" in at.text()
        assert "Hidden until the reveal." in at.text()
        led(ana, "next")
        await moment(at, table, ana)
        assert "Hidden until the reveal." not in at.text()


async def test_fingers_are_each_ones_own(tmp_path: Path) -> None:
    table = Table(tmp_path)
    adopted(table[0].ws, step("checkout", order="together", scale=ENERGY))
    table.spread()
    ana = opened(table, "own")
    led(ana, "next")
    table.spread()
    async with at_the_machine_of(table[1]) as at:
        await at.press("enter", "5", "4")
        table.spread()
        ana.attend()
        assert [(a.by, a.data["point"]) for a in ana.session.answers.values()] == [(BO, 4)]


async def test_thanks_and_wishes_are_written_in_ones_own_name(tmp_path: Path) -> None:
    table = Table(tmp_path)
    adopted(table[0].ws, step("gratitude", silent=60))
    table.spread()
    ana = opened(table, "own")
    async with at_the_machine_of(table[1]) as at:
        await at.press("enter", "w")
        assert isinstance(at.app.screen, Ask)
        await at.type("Ana: the notes")
        await at.press("enter", "b")
        await at.type("go easy on me")
        await at.press("enter")
        assert "Whoever leads can look it up" in at.text()
        table.spread()
        ana.attend()
        assert ana.wishes() == (("Bo", "go easy on me"),)
        assert [(note.by, note.data["to"]) for note in ana.room().notes] == [(BO, [ANA])]


async def test_leaving_a_round_that_another_leads_lets_it_go_on(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = opened(table)
    async with at_the_machine_of(table[1]) as at:
        await at.press("enter")
        await moment(at, table, ana)
        assert ana.part
        assert BO in ana.part.beats.here
        await at.press("q")
        assert "The others go on, and you can come back." in at.text()
        await at.press("enter")
        assert isinstance(at.app.screen, Home)
        ana.attend()
        assert BO not in ana.part.beats.here
        assert ana.stage.state == "running"
        assert "join the round" in at.text()


async def test_a_round_that_was_deleted_lets_everybody_go(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = opened(table)
    async with at_the_machine_of(table[1]) as at:
        await at.press("enter", "w")
        assert isinstance(at.app.screen, Ask)
        drop(table[0].ws, ana.session.id)
        await moment_behind(at, table)
        assert isinstance(at.app.screen, Home)
        assert "The round isn't here any more." in at.text()
        assert "join the round" not in at.text()


async def test_of_two_who_opened_at_once_the_later_one_comes_over(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table[1].is_cut_off = True
    ana = opened(table)
    table.later(5)
    async with at_the_machine_of(table[1], Opening("standup")) as at:
        await at.press("enter")
        assert "join the other round" not in at.text()
        table[1].is_cut_off = False
        await moment(at, table, ana)
        assert "join the other round" in at.text()
        assert "Ana Ruiz has opened this round too." in at.text()
        await at.press("r")
        page = at.app.screen
        assert isinstance(page, CirclePage)
        assert page.circle.session.id == ana.session.id
        await moment(at, table, ana)
        assert "Ana Ruiz leads." in at.text()


async def test_join_in_waits_for_a_round_and_goes_straight_in(tmp_path: Path) -> None:
    table = Table(tmp_path)
    async with at_the_machine_of(table[1], Opening(joins=True, speaks=("~Kim",))) as at:
        assert "As soon as somebody opens one, you are in it." in at.text()
        ana = opened(table)
        await at.tick()
        await at.settle()
        assert isinstance(at.app.screen, CirclePage)
        await moment(at, table, ana)
        assert "~Kim" in ana.stage.here
        assert table[1].ws.record.entries(ANSWER) == []


async def test_a_team_is_followed_even_when_a_stopped_round_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, called = Table(tmp_path), asyncio.Event()

    async def tend(_self: Following) -> None:
        called.set()

    monkeypatch.setattr(Following, "tend", tend)
    opened(table)
    async with at_the_machine_of(table[0]) as at:
        await asyncio.wait_for(called.wait(), 10)
        assert isinstance(at.app.screen, Resume)


async def test_what_is_not_kept_goes_while_the_recap_is_shown(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = opened(table)
    bo = take_part(table[1].ws, ana.session.id)
    bo.say("said by Bo")
    table.spread()
    async with at_the_machine_of(table[0]) as at:
        assert isinstance(at.app.screen, Resume)
        await at.press("c")
        assert isinstance(at.app.screen, RecapPage)
        assert table[0].ws.record.entries(ANSWER)
        table[0].engine.sync()
        at.app.following.attend()
        assert table[0].ws.record.entries(ANSWER) == []


async def test_a_round_that_was_taken_over_meanwhile_is_not_gone_on_with(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = opened(table)
    bo = take_part(table[1].ws, ana.session.id)
    async with at_the_machine_of(table[0]) as at:
        assert isinstance(at.app.screen, Resume)
        bo.attend()
        table.later(21)
        bo.attend()
        assert bo.part
        assert bo.part.succession.take() is None
        table.spread()
        await at.tick()
        assert isinstance(at.app.screen, Home)
        assert "Bo Andersen leads." in at.text()
