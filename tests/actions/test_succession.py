"""Who leads a round on: handed over, taken over, and given back where the round was over before."""

from pathlib import Path

import pytest

from ritual.actions.going_on import going_on, take_part
from ritual.actions.leading import prepare
from ritual.model.entry import ANSWER
from ritual.model.reading import text
from ritual.model.stage import CLOSED, PAUSED, RUNNING
from tests.actions.teams import ANA, BO, CHRIS, done, led, refused
from tests.actions.together import Round, Table, part


@pytest.fixture
def together(tmp_path: Path) -> Round:
    return Round(Table(tmp_path))


def test_a_leader_hands_over_and_leads_until_the_other_machine_takes(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    together.table[1].is_cut_off = True
    led(ana, f"hand-over {BO}")
    together.moment()
    assert ana.leads
    led(ana, "next")
    together.table[1].is_cut_off = False
    together.moment()
    assert [circle.leads for circle in together.circles] == [False, True, False]
    assert together.agree()
    assert bo.stage.leader == BO
    led(bo, "next")
    together.moment()
    assert together.agree()


def test_somebody_takes_over_once_the_leader_is_silent_for_twenty_seconds(together: Round) -> None:
    _, (bo, chris) = together.ana, together.others
    together.table[0].is_cut_off = True
    together.moment(5)
    assert not part(bo).beats.is_leaderless
    together.moment(21)
    assert part(bo).beats.is_leaderless
    assert part(bo).succession.take() is None
    assert part(bo).succession.is_taking
    assert refused(bo.do("next")) == "taking-over"
    together.table.spread()
    assert not part(bo).succession.is_taking
    assert bo.do("next") is None
    together.table[0].is_cut_off = False
    together.moment()
    assert [circle.leads for circle in together.circles] == [False, True, False]
    assert together.agree()
    assert chris.stage.leader == BO


def test_two_who_take_over_at_once_agree_on_one(together: Round) -> None:
    together.table[0].is_cut_off = True
    together.moment(21)
    for circle in together.others:
        assert part(circle).succession.take() is None
    together.moment()
    assert sum(circle.leads for circle in together.others) == 1
    together.table[0].is_cut_off = False
    together.moment()
    assert together.agree()
    assert sum(circle.leads for circle in together.circles) == 1


def test_a_take_over_that_comes_after_the_end_is_taken_back(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    together.table[0].loses_messages = True
    together.moment(21)
    assert part(bo).succession.take() is None
    led(ana, "close")
    together.table[0].sync()
    together.moment()
    assert all(circle.session.is_closed for circle in together.circles)
    assert [c.stage.state for c in together.circles] == [CLOSED] * 3


def test_a_close_that_comes_after_a_take_over_closes_nothing(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    together.table[0].is_cut_off = True
    together.moment(21)
    assert part(bo).succession.take() is None
    together.moment()
    led(ana, "close")
    together.table[0].is_cut_off = False
    together.moment()
    assert [c.stage.state for c in together.circles] == [RUNNING] * 3
    assert [circle.leads for circle in together.circles] == [False, True, False]


def test_who_closes_without_a_network_takes_nothing_from_a_round_that_goes_on(together: Round) -> None:
    ana, (bo, chris) = together.ana, together.others
    for circle in together.circles:
        done(circle.say(f"said by {circle.ws.me}"))
    together.moment()
    together.table[0].is_cut_off = True
    done(ana.say("said since"))
    together.moment(21)
    assert part(bo).succession.take() is None
    together.moment()
    led(ana, "close")
    assert len(ana.ws.record.entries(ANSWER, session=ana.session.id)) == 3
    together.table[0].is_cut_off = False
    together.moment()
    for circle in together.circles:
        assert {a.by: text(a.data, "words") for a in circle.session.answers.values()} == {
            ANA: "said since",
            BO: f"said by {BO}",
            CHRIS: f"said by {CHRIS}",
        }
    led(bo, "close")
    together.moment()
    assert chris.session.is_closed
    for mate in together.table.mates:
        assert mate.ws.record.entries(ANSWER, session=ana.session.id) == []
        assert b"said " not in mate.bytes()


def test_a_leader_who_leaves_lets_the_round_wait(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    led(ana, "pause")
    part(ana).gone()
    together.table.spread()
    bo.attend()
    assert bo.stage.state == PAUSED
    together.table.later(21)
    bo.attend()
    assert part(bo).beats.is_leaderless
    assert part(bo).succession.take() is None
    assert bo.stage.state == RUNNING


def test_a_second_machine_of_the_leader_takes_part_and_steals_nothing(tmp_path: Path) -> None:
    table = Table(tmp_path, "ana bo ana")
    ana = led(prepare(table[0].ws, "standup"), "open")
    table.spread()
    found = going_on(table[2].ws)
    assert found
    second = take_part(table[2].ws, found.id)
    for _ in range(3):
        second.attend()
        table.spread()
        ana.attend()
    assert ana.leads
    assert not second.leads


def test_nobody_takes_over_what_was_moved_meanwhile_or_is_over(together: Round) -> None:
    ana, (bo, chris) = together.ana, together.others
    led(ana, "next")
    together.table.spread()
    assert refused(part(bo).succession.take()) == "led-elsewhere"
    led(ana, "close")
    together.moment()
    assert refused(part(chris).succession.take()) == "closed"


def test_who_took_over_leads_on_though_the_endpoint_was_put_back_from_a_copy_of_before(together: Round) -> None:
    table, (bo, _) = together.table, together.others
    led(together.ana, "next")
    together.moment()
    before = table.storage.copied()
    led(together.ana, f"hand-over {BO}")
    together.moment()
    led(bo, "next")
    together.moment()
    table.storage.put_back(before)
    together.moment()
    led(bo, "next")
    together.moment()
    assert together.agree()
