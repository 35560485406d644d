"""Who is at a session, as far as machines say so."""

from pathlib import Path

import pytest

from ritual.actions.going_on import going_on, take_part
from ritual.actions.leading import prepare
from tests.actions.teams import ANA, BO, CHRIS, led
from tests.actions.together import Round, Table, part


@pytest.fixture
def together(tmp_path: Path) -> Round:
    return Round(Table(tmp_path))


def test_everybody_sees_the_round_that_somebody_opened_and_who_is_there(tmp_path: Path) -> None:
    table = Table(tmp_path)
    assert going_on(table[1].ws) is None
    circle = led(prepare(table[0].ws, "standup"), "open")
    circle.attend()
    table.spread()
    found = going_on(table[1].ws)
    assert found
    assert (found.title, found.leader, found.here) == ("Standup", "Ana Ruiz", 1)
    assert going_on(table[0].ws) is None


def test_without_a_stream_nobodys_silence_counts(together: Round) -> None:
    bo = together.others[0]
    together.table[1].is_cut_off = True
    together.moment(60)
    assert not part(bo).beats.is_leaderless


def test_presence_wears_off_and_changes_nothing(together: Round) -> None:
    ana = together.ana
    together.moment()
    assert part(ana).beats.here == {ANA, BO, CHRIS}
    together.table[1].is_cut_off = True
    together.moment(46)
    assert part(ana).beats.away == {BO}
    scene = ana.scene()
    assert scene
    assert [seat.name for seat in scene.seats if seat.away] == ["Bo"]
    assert BO in ana.stage.here
    together.table[1].is_cut_off = False
    together.moment(25)
    assert not part(ana).beats.away


def test_whoever_comes_before_there_is_a_way_to_the_others_is_seen_once_there_is(tmp_path: Path) -> None:
    table = Table(tmp_path)
    found = Round(table)
    late = table[1]
    late.company.tell_gone()
    late.is_cut_off = True
    bo = take_part(late.ws, found.ana.session.id)
    bo.attend()
    assert BO not in part(found.ana).beats.here
    late.is_cut_off = False
    table.later(1)
    bo.attend()
    assert BO in part(found.ana).beats.here


def test_who_comes_later_shows_the_same_time(together: Round) -> None:
    ana = together.ana
    together.table.later(9)
    together.moment()
    late = together.joined(together.table[1])
    assert late.elapsed() == 0
    for _ in range(9):
        together.moment()
        late.attend()
    assert ana.elapsed() - 0.1 <= late.elapsed() <= ana.elapsed() + 0.1
    led(ana, "next")
    together.moment()
    late.attend()
    assert late.elapsed() <= ana.elapsed() + 0.1


def test_who_led_is_still_here_after_handing_over(together: Round) -> None:
    """The leader's beats come often and last shortly; the others' come seldom."""
    ana, (bo, _) = together.ana, together.others
    together.moment()
    led(ana, f"hand-over {BO}")
    together.moment()
    assert bo.leads
    for _ in range(6):
        together.moment(4)
        assert not part(bo).beats.away
