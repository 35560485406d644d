"""A round, led in the terminal."""

from pathlib import Path

import pytest

from ritual.actions.look import overview
from ritual.files.config import set_value
from ritual.files.places import drafts_dir
from ritual.model.reading import text
from ritual.model.scene import Scene
from ritual.tui.app import Opening
from ritual.tui.screens.ask import Ask
from ritual.tui.screens.circle import CirclePage
from ritual.tui.screens.home import Home
from ritual.tui.screens.pick import Pick
from ritual.tui.screens.recap import RecapPage
from tests.tui.stand import Stand, a_team, stand
from tests.tui.teams import promise, thank, win

STANDUP = Opening("standup")
WEEKLY = Opening("weekly")


def on(at: Stand) -> CirclePage:
    """The circle on screen."""
    page = at.app.screen
    assert isinstance(page, CirclePage)
    return page


def scene(at: Stand) -> Scene:
    """The moment on screen."""
    found = on(at).scene
    assert found is not None
    return found


async def test_enter_alone_leads_a_standup_from_home_to_the_recap_and_home_again(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "the rollback notes saved me an hour")
    async with stand(ws, around, clock) as at:
        await at.press("enter", "enter")
        assert "1 of 3" in at.lines()[0]
        await at.press(*["enter"] * 7)
        assert "2 of 3" in at.lines()[0]
        assert "the rollback notes" not in at.text()
        await at.press("enter")
        assert "the rollback notes" in at.text()
        await at.press("enter")
        assert "3 of 3" in at.lines()[0]
        await at.press("enter")
        assert isinstance(at.app.screen, RecapPage)
        assert "the rollback notes" in at.app.farewell
        await at.press("enter")
        assert isinstance(at.app.screen, Home)
    assert overview(ws).sessions == 1


async def test_a_key_that_is_held_counts_once(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter")
        await at.hold("enter", 5)
        assert on(at).circle.stage.place.turn == 0
        await at.press("enter")
        assert on(at).circle.stage.place.turn == 1


@pytest.mark.parametrize("theme", ["hearth", "quiet"])
async def test_a_question_is_whole_and_the_round_stays_in_sight_behind_it(home: Path, theme: str) -> None:
    ws, around, clock = a_team(home)
    set_value(around.env, "theme", theme)
    async with stand(ws, around, clock, STANDUP, (44, 24)) as at:
        await at.press("enter", "q")
        assert "goes on where it stopped." in " ".join(at.text().split())
        assert "1 of 2" in at.lines()[0]
        assert "Energy, 1 to 5" in at.text()


async def test_an_answer_shows_for_its_turn_only_and_is_gone_afterwards(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter")
        await at.press("4", "w")
        await at.type("a bit tired")
        await at.press("enter")
        assert "“a bit tired”" in at.text()
        assert scene(at).point == 4
        await at.press("enter")
        assert "tired" not in at.text()
        await at.press("left")
        assert "tired" in at.text()
        await at.press("0", "u", "u", "u")
        assert scene(at).point == 0
        assert "tired" not in at.text()
        await at.press("e", "enter")
        assert "tired" not in at.app.farewell
    assert not ws.record.entries("answer")


async def test_the_lines_of_time_fill_while_nobody_presses_anything(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter")
        clock.go_on(6)
        await at.tick()
        assert "0:06 of 1:24" in at.text()
        assert "━" * 28 + "─" * 28 in at.text()


async def test_later_skip_back_and_people_move_the_round(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter")
        first = on(at).circle.stage.current
        await at.press("l")
        assert on(at).circle.stage.queue[-1] == first
        await at.press("a", "space", "g")
        await at.type("Kim")
        await at.press("enter", "escape")
        assert "· Kim  guest" in at.text()
        assert "Ana  left" in at.text()
        await at.press("s")
        assert "A hand" in at.lines()[0]
        await at.press("left")
        assert "Check-in" in at.lines()[0]


async def test_the_open_floor_keeps_what_is_written_down_and_parks_what_is_not_for_now(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter", "s", "w")
        assert "Written down for “A hand”" in at.text()
        await at.type("Bo: the flaky test from Dai")
        await at.press("enter")
        assert "Bo  the flaky test from Dai" in at.text()
        await at.press("t")
        await at.type("staging certificates")
        await at.press("enter", "w", "escape", "t", "enter", "enter")
        assert "the flaky test from Dai" in at.text()
        assert "staging certificates" in at.app.farewell


async def test_a_note_can_change_its_reader_or_go_back_unseen(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "sealed words")
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter", "s")
        note = scene(at).note
        assert note and note.reader in at.text()
        await at.press("o")
        assert f"{note.reader} reads aloud" not in at.text()
        await at.press("k")
        assert "A hand" in at.lines()[0]
    assert len(ws.record.unopened()) == 1


async def test_what_thanks_stand_for_shows_quietly_once_the_note_is_open(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "the review", link="a41f9c  runbook: rollback", value="care")
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter", "s")
        assert "care" not in at.text()
        await at.press("enter")
        lines = [line.strip() for line in at.lines()]
        assert any(line.endswith("care") for line in lines)
        assert any(line.endswith("a41f9c runbook: rollback") for line in lines)


async def test_thanks_said_in_the_round_name_their_giver(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "sealed words")
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter", "s", "enter", "w")
        assert isinstance(at.app.screen, Pick)
        await at.press("down", "enter")
        assert "Bo thanks" in at.text()
        await at.type("Chris: staying late")
        await at.press("enter")
        await at.press("w", "escape", "w", "enter", "escape")
        await at.press("enter", "enter")
        assert "Chris, from Bo: staying late" in at.app.farewell


async def test_words_that_are_refused_are_offered_again(home: Path) -> None:
    ws, around, clock = a_team(home)
    thank(ws, "Ana", "Bo", "sealed words")
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter", "s", "enter", "w", "down", "enter")
        await at.type("staying late")
        await at.press("enter")
        assert "Say whom first" in at.text()
        assert not list(drafts_dir(around.env).glob("*"))
        await at.press("w", "down", "enter")
        assert "› staying late" in at.text()
        await at.press("home")
        await at.type("Chris: ")
        await at.press("enter", "w", "down", "enter")
        assert "staying late" not in at.text()
        await at.press("escape")
    assert [text(each.data, "words") for each in ws.record.entries("kudos")] == ["sealed words", "staying late"]


async def test_the_weekly_ritual_goes_from_promises_to_fingers(home: Path) -> None:
    ws, around, clock = a_team(home)
    first, second = promise(ws, "Bo", "write the runbook"), promise(ws, "Dai", "ask about the certificates")
    win(ws, "Ana", "search is fast")
    async with stand(ws, around, clock, WEEKLY) as at:
        await at.press("enter", "s")
        assert "write the runbook" in at.text()
        assert at.lines()[-1].startswith(" Enter still wanted   d done   x dropped   t park   ")
        await at.press("d", "left")
        assert "Bo   done" in at.text()
        assert at.lines()[-1].startswith(" Enter next    d done    x dropped    ")
        await at.press("d")
        assert "ask about the certificates" in at.text()
        await at.press("x")
        assert "search is fast" in at.text()
        await at.press("w")
        await at.type("Chris: a calm release")
        await at.press("enter")
        assert "a calm release" in at.text()
        await at.press("enter")
        assert "In silence" in at.text()
        await at.press("w", "enter")
        await at.type("Bo: the review")
        await at.press("enter", "enter")
        assert "For  Bo" in at.text()
        await at.press("enter", "enter")
        assert "One change" in at.lines()[0]
        await at.press("enter", "w")
        await at.type("Ana: fewer meetings, by friday")
        await at.press("enter")
        assert "Ana  fewer meetings  by Fri 27 Nov" in at.text()
        await at.press("s")
        assert "Checkout" in at.lines()[0]
        await at.press("enter", "4", "4", "5")
        assert "4 " in at.text()
        assert "● ●" in at.text()
        await at.press("enter")
        assert isinstance(at.app.screen, RecapPage)
    kinds = {text(mark.data, "on"): text(mark.data, "kind") for mark in ws.record.marks([first, second])}
    assert kinds == {first: "done", second: "dropped"}


async def test_leaving_asks_once_and_the_session_waits(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock) as at:
        await at.press("enter", "enter", "enter", "q", "escape")
        assert isinstance(at.app.screen, CirclePage)
        await at.press("q", "enter")
        assert isinstance(at.app.screen, Home)
    stopped = overview(ws).stopped
    assert stopped is not None


async def test_what_cant_be_done_now_is_neither_shown_nor_done(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter")
        before = on(at).circle.stage
        await at.press("left", "o", "k", "d", "x", "c", "p")
        assert on(at).circle.stage == before
        await at.press("u")
        assert "There is nothing to take back." in at.text()


async def test_letters_act_only_outside_a_line_of_text(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter", "w")
        before = on_below(at)
        await at.type("qesl")
        assert isinstance(at.app.screen, Ask)
        assert on_below(at) == before


def on_below(at: Stand) -> object:
    """The stage of the circle below what is in front."""
    return next(page.circle.stage for page in at.app.screen_stack if isinstance(page, CirclePage))


async def test_somebody_elses_move_on_the_same_machine_is_seen(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter")
        speaker = on(at).circle.stage.current
        from ritual.actions.leading import resume

        resume(ws, on(at).circle.session.id).do("next")
        await at.tick()
        assert on(at).circle.stage.current != speaker


async def test_a_promise_is_settled_where_it_was_seen_or_not_at_all(home: Path) -> None:
    ws, around, clock = a_team(home)
    first, second = promise(ws, "Bo", "write the runbook"), promise(ws, "Dai", "ask about the certificates")
    async with stand(ws, around, clock, WEEKLY) as at:
        await at.press("enter", "s")
        assert scene(at).promise
        from ritual.actions.leading import resume

        resume(ws, on(at).circle.session.id).do("next")
        await at.press("d")
        assert on(at).circle.stage.current == second
        assert "ask about the certificates" in at.text()
        assert "Another terminal moved this session meanwhile" in at.text()
    assert ws.record.marks([first, second]) == []


async def test_after_five_sessions_the_footer_shows_what_everybody_needs(home: Path) -> None:
    ws, around, clock = a_team(home)
    from ritual.actions.leading import prepare

    for _ in range(5):
        circle = prepare(ws, "standup")
        circle.do("open")
        circle.do("close")
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter", "enter")
        assert at.lines()[-1] == " Enter next    1-5 energy    t park    ← back    ? help"


async def test_a_short_footer_still_shows_what_the_open_floor_lives_from(home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text('footer = "short"\n')
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter")
        await at.press(*["enter"] * len(on(at).circle.stage.here))
        assert at.lines()[-1] == " Enter next    w write down    t park    ← back    ? help"


async def test_a_popcorn_step_lets_the_speaker_name_the_next(home: Path) -> None:
    folder = home / ".ritual" / "rituals"
    folder.mkdir(parents=True)
    (folder / "pop.toml").write_text(
        'title = "Pop"\npurpose = "x"\n[[step]]\nid = "one"\nkind = "checkin"\ntitle = "One"\nprompt = "How?"\n'
        'order = "popcorn"\nkeep = "nothing"\nseconds = 10\n'
    )
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, Opening("pop")) as at:
        await at.press("enter")
        assert "names who is next" in at.text()
        await at.press("c", "down", "enter")
        assert on(at).circle.stage.place.turn == 1
        seat = next(y for y, line in enumerate(at.lines()) if line.startswith("   · "))
        await at.pilot.click(offset=(6, seat))
        assert on(at).circle.stage.place.turn == 2
        await at.press("l")
        assert on(at).circle.stage.place.turn == 2


async def test_a_click_on_a_point_answers(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP) as at:
        await at.press("enter")
        row = next(y for y, line in enumerate(at.lines()) if "2 low" in line)
        await at.pilot.click(offset=(at.lines()[row].index("2 low"), row))
        assert scene(at).point == 2


async def test_at_120_by_40_everybody_sits_in_a_ring(home: Path) -> None:
    ws, around, clock = a_team(home)
    async with stand(ws, around, clock, STANDUP, size=(120, 40)) as at:
        await at.press("enter")
        assert "┃  ▶" in at.text()
        await at.pilot.resize_terminal(80, 24)
        await at.pilot.pause()
        assert "┃" not in at.text()
        assert "▶" in at.text()


async def test_nobody_is_lost_at_60_by_20_with_thirty_people(home: Path) -> None:
    listed = "\n".join(f"Person{i} Familyname{i}" for i in range(30))
    ws, around, clock = a_team(home, listed)
    async with stand(ws, around, clock, STANDUP, size=(60, 20)) as at:
        await at.press("enter")
        for _ in range(6):
            assert f"▶ {scene(at).speaker}" in at.text()
            assert all(len(line) <= 60 for line in at.lines())
            await at.press("enter")
