"""A round that several machines share: one leads, the others ask it, and what decides is in the record."""

from datetime import timedelta
from pathlib import Path

import pytest

from ritual.actions.circle import Circle
from ritual.actions.going_on import going_on, take_part
from ritual.actions.leading import prepare
from ritual.actions.log import log
from ritual.actions.look import sealed_ids
from ritual.actions.recap import of_circle, step_lines
from ritual.actions.settings import change
from ritual.actions.team_settings import PERSON, person_value
from ritual.actions.tidying import tidy
from ritual.errors import Refused
from ritual.files.drafts import in_session, save_draft
from ritual.model.entry import ACTION, ANSWER, STAGE
from ritual.model.reading import text
from ritual.store.query import Query
from tests.actions.teams import ANA, BO, CHRIS, adopted, done, led, refused, step, to_turn, wrote_ahead
from tests.actions.together import Mate, Round, Table, part


@pytest.fixture
def together(tmp_path: Path) -> Round:
    return Round(Table(tmp_path))


def says_left(circle: Circle, who: str, *, left: bool = True) -> None:
    """Somebody's machine says that a person has left the team, or is back in it."""
    ws = circle.ws
    told = person_value(ws.team.person(who)._replace(left=left))
    ws.write(change(ws.record, ws.pen(), ws.new_id(), PERSON + who, told))


def test_all_see_the_same_seats_turn_and_leader(together: Round) -> None:
    assert together.agree()
    assert [circle.leads for circle in together.circles] == [True, False, False]
    led(together.ana, "next")
    together.moment()
    assert together.agree()


def test_whoever_speaks_ends_the_turn_and_nobody_else_but_the_leader(together: Round) -> None:
    ana, (bo, chris) = together.ana, together.others
    to_turn(ana, BO)
    together.moment()
    assert refused(chris.do("next")) == "not-now"
    assert refused(bo.do("back")) == "not-leading"
    assert bo.do("next") is None
    assert part(bo).waits
    together.moment()
    assert ana.stage.current != BO
    assert together.agree()
    assert not part(bo).waits


def test_a_wish_that_got_lost_is_said_again_until_it_shows(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    to_turn(ana, BO)
    together.moment()
    together.table[1].loses_messages = True
    bo.do("next")
    together.moment()
    assert ana.stage.current == BO
    together.table[1].loses_messages = False
    together.moment(2.1)
    assert ana.stage.current != BO


def test_a_wish_that_comes_twice_is_fulfilled_once(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    to_turn(ana, BO)
    together.moment()
    turn = ana.stage.place.turn
    bo.do("next")
    bo.do("next")
    together.moment()
    assert ana.stage.place.turn in (turn + 1, -1, 0)
    together.moment(3)
    assert together.agree()


def test_a_wish_that_is_fulfilled_ends_no_turn_again_under_the_next_leader(together: Round) -> None:
    ana, (bo, chris) = together.ana, together.others
    to_turn(ana, BO)
    together.moment()
    assert bo.do("next") is None
    together.moment()
    assert ana.stage.current != BO
    led(ana, "back")
    together.moment(6)
    led(ana, f"hand-over {CHRIS}")
    together.moment()
    assert chris.leads
    assert chris.stage.current == BO
    assert together.agree()


def test_each_writes_at_an_own_machine_and_all_read_it_on_the_turn(together: Round) -> None:
    ana, (bo, chris) = together.ana, together.others
    done(bo.say("almost done"))
    done(bo.point(4))
    to_turn(ana, BO)
    together.moment()
    for circle in together.circles:
        scene = circle.scene()
        assert scene
        assert (scene.words, scene.point) == ("almost done", 4)
    assert text(bo.own().data, "words") == "almost done"  # type: ignore[union-attr]
    assert chris.own() is None


def test_what_the_leader_notes_gives_way_to_own_words(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    to_turn(ana, BO)
    done(ana.say("noted for Bo"))
    together.moment()
    done(bo.say("my own words"))
    together.moment()
    assert [scene.words for c in together.circles if (scene := c.scene())] == ["my own words"] * 3


def test_after_closing_and_one_sync_no_answer_is_anywhere(together: Round) -> None:
    ana, (bo, chris) = together.ana, together.others
    done(bo.say("unsaid by Bo"))
    done(chris.say("unsaid by Chris"))
    together.moment()
    led(ana, "close")
    together.moment()
    assert all(circle.session.is_closed for circle in together.circles)
    for mate in together.table.mates:
        assert mate.ws.record.entries(ANSWER, session=ana.session.id) == []
        assert len(mate.ws.record.entries(STAGE, session=ana.session.id)) == 1
        assert b"unsaid" not in mate.bytes()
        assert mate.record.standing()[:3] == (0, 0, 0)


def test_what_was_typed_elsewhere_and_never_sent_goes_with_the_round(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    save_draft(bo.ws.around.env, in_session(bo.session.id, "words", "energy"), "unspeakable")
    led(ana, "close")
    together.moment()
    assert b"unspeakable" not in together.table[1].bytes()


def test_where_no_admin_leads_each_machine_erases_its_own(tmp_path: Path) -> None:
    table = Table(tmp_path)
    bo = led(prepare(table[1].ws, "standup"), "open")
    table.spread()
    found = going_on(table[2].ws)
    assert found
    chris = take_part(table[2].ws, found.id)
    done(chris.say("unsaid by Chris"))
    table.spread()
    table[2].is_cut_off = True
    led(bo, "close")
    table.spread()
    assert [mate.ws.record.entries(ANSWER) == [] for mate in table.mates] == [True, True, False]
    table[2].is_cut_off = False
    table.spread()
    assert [mate.ws.record.entries(ANSWER) for mate in table.mates] == [[], [], []]
    assert all(mate.record.standing()[:3] == (0, 0, 0) for mate in table.mates)


def test_a_step_that_all_answer_together_stays_hidden_until_the_reveal(tmp_path: Path) -> None:
    table = Table(tmp_path)
    adopted(table[0].ws, step("question", "ideas", order="together", keep="record"), name="own")
    table.spread()
    found = Round(table, "own")
    ana, (bo, _) = found.ana, found.others
    done(bo.say("an idea of Bo"))
    done(ana.say("an idea of Ana"))
    found.moment()
    assert ana.stage.is_quiet
    for mate, mine in ((table[0], "Ana"), (table[1], "Bo"), (table[2], "")):
        shown = [row.line.words for row in log(mate.ws, Query(limit=9)) if row.entry.kind == ANSWER]
        assert shown == ([f"an idea of {mine}"] if mine else [])
        assert len(sealed_ids(mate.ws)) == 2
    led(ana, "next")
    found.moment()
    assert not sealed_ids(table[2].ws)
    to_turn(ana, BO)
    found.moment()
    assert [scene.words for c in found.circles if (scene := c.scene())] == ["an idea of Bo"] * 3


def test_promises_of_a_silence_are_shown_where_they_were_written_until_the_reveal(tmp_path: Path) -> None:
    table = Table(tmp_path)
    adopted(table[0].ws, step("question", "change", order="together", yields="action", keep="record"), name="own")
    table.spread()
    found = Round(table, "own")
    ana, (bo, _) = found.ana, found.others
    done(bo.say("Chris: tidy the runbook"))
    found.moment()
    assert [[line.words for line in step_lines(c)] for c in found.circles] == [[], ["tidy the runbook"], []]
    shown = [
        [row.line.words for row in log(mate.ws, Query(limit=9)) if row.entry.kind == ACTION] for mate in table.mates
    ]
    assert shown == [[], ["tidy the runbook"], ["tidy the runbook"]]
    led(ana, "next")
    found.moment()
    assert [[line.words for line in step_lines(c)] for c in found.circles] == [["tidy the runbook"]] * 3
    assert not sealed_ids(table[0].ws)


def test_what_never_left_the_machine_goes_when_the_round_is_closed_there(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table[0].is_cut_off = True
    ana = led(prepare(table[0].ws, "standup"), "open")
    done(ana.say("only here"))
    led(ana, "close")
    assert b"only here" not in table[0].bytes()
    table[0].is_cut_off = False
    table.spread()
    assert all(b"only here" not in mate.bytes() for mate in table.mates)


def test_without_any_network_nothing_is_left_after_half_a_day(together: Round) -> None:
    ana, mate = together.ana, together.table[0]
    done(ana.say("in the log"))
    together.moment()
    mate.is_cut_off = True
    led(ana, "close")
    assert not tidy(mate.ws)
    together.table.later(12 * 3600)
    assert tidy(mate.ws)
    assert b"in the log" not in mate.bytes()


def test_a_clock_that_is_days_fast_takes_no_answer_ahead_from_anybody_else(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana, bo = table[0], table[1]
    answer = wrote_ahead(bo.ws, BO, "the yellow submarine")
    table.spread()
    ana.later(hours=60)
    table.spread()
    assert all(mate.ws.record.entry(answer.id) for mate in table.mates)
    bo.later(hours=37)
    table.spread()
    assert not any(b"yellow submarine" in mate.bytes() for mate in table.mates)


def test_whoever_leaves_the_team_leaves_the_circle_and_the_turn_goes_on(together: Round) -> None:
    ana, (bo, chris) = together.ana, together.others
    to_turn(ana, BO)
    together.moment()
    says_left(chris, BO)
    together.moment()
    assert BO not in ana.stage.here
    assert ana.stage.current != BO
    assert together.agree()
    says_left(bo, BO, left=False)
    together.moment()
    assert bo.do("join", BO) is None
    together.moment()
    assert BO in ana.stage.here
    assert together.agree()


def test_whoever_leads_stays_in_the_own_round_and_leaves_it_once_another_leads(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    says_left(ana, ANA)
    together.moment()
    assert ANA in ana.stage.here
    assert ana.do("hand-over", BO) is None
    together.moment()
    together.moment()
    assert bo.leads
    assert ANA not in bo.stage.here
    assert together.agree()


def test_whoever_comes_late_gets_a_seat_and_whoever_leaves_leaves_it(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = led(prepare(table[0].ws, "standup", absent=[BO]), "open")
    table.spread()
    assert BO not in ana.stage.here
    found = going_on(table[1].ws)
    assert found
    bo = take_part(table[1].ws, found.id)
    ana.attend()
    assert BO in ana.stage.here
    table.spread()
    bo.attend()
    assert bo.do("leave", BO) is None
    ana.attend()
    assert BO not in ana.stage.here


def test_one_machine_may_speak_for_several_and_an_own_one_wins(together: Round) -> None:
    table, ana = together.table, together.ana
    found = going_on(table[1].ws)
    assert found
    for_dai = take_part(table[1].ws, found.id, speaks=["~Kim"])
    for_dai.attend()
    ana.attend()
    assert "~Kim" in ana.stage.here
    to_turn(ana, "~Kim")
    table.spread()
    for_dai.attend()
    done(for_dai.say("from the same room"))
    assert for_dai.do("next") is None
    ana.attend()
    assert ana.stage.current != "~Kim"
    table.spread()
    answer = ana.session.answer("energy", "~Kim")
    ana.refresh()
    answer = ana.session.answer("energy", "~Kim")
    assert answer and text(answer.data, "words") == "from the same room"


def test_a_stranger_speaks_for_nobody(together: Round) -> None:
    """A teammate who wants to end another's turn isn't heard."""
    from ritual.model.wish import DONE, Wish

    ana = together.ana
    to_turn(ana, BO)
    together.moment()
    together.table[2].company.tell_wish(Wish(ana.session.id, BO, DONE, ana.stage.place))
    ana.attend()
    assert ana.stage.current == BO


def test_two_openings_find_together(tmp_path: Path) -> None:
    from ritual.actions.going_on import give_way, rival

    table = Table(tmp_path)
    ana = led(prepare(table[0].ws, "standup"), "open")
    table[1].later(30)
    bo = led(prepare(table[1].ws, "standup"), "open")
    table.spread()
    for circle in (ana, bo):
        circle.attend()
    assert rival(ana) is None
    met = rival(bo)
    assert met and met.leader == "Ana Ruiz"
    joined = give_way(bo, met)
    table.spread()
    assert joined.session.id == ana.session.id
    assert going_on(table[2].ws).id == ana.session.id  # type: ignore[union-attr]
    assert not rival(joined)


def test_a_wish_to_come_or_go_is_said_until_it_shows(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = led(prepare(table[0].ws, "standup", absent=[BO]), "open")
    table.spread()
    found = going_on(table[1].ws)
    assert found
    table[1].loses_messages = True
    bo = take_part(table[1].ws, found.id)
    assert part(bo).waits
    table[1].loses_messages = False
    table.later(2.5)
    bo.attend()
    ana.attend()
    table.spread()
    bo.attend()
    assert not part(bo).waits
    bo.do("leave", BO)
    assert part(bo).waits
    ana.attend()
    table.spread()
    bo.attend()
    assert not part(bo).waits


def test_who_writes_thanks_at_an_own_machine_gives_them(tmp_path: Path) -> None:
    table = Table(tmp_path)
    adopted(table[0].ws, step("gratitude", silent=60), step("question", "hand", order="open", keep="record"))
    table.spread()
    found = Round(table, "own")
    ana, (bo, _) = found.ana, found.others
    done(bo.say("Ana: the rollback notes"))
    assert refused(bo.say("Ana, from Chris: the rollback notes")) == "not-yours"
    assert refused(bo.say("Bo: the rollback notes")) == "thanks-to-oneself"
    found.moment()
    led(ana, "skip")
    found.moment()
    done(bo.say("Chris: is what I say myself"))
    done(bo.say("and once more"))
    found.moment()
    said = [(a.by, text(a.data, "words")) for a in ana.session.answers.values()]
    assert sorted(said) == [(BO, "Chris: is what I say myself"), (BO, "and once more")]


def test_words_begun_in_a_step_stay_there(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    led(ana, "skip")
    together.moment()
    written = done(bo.say("from before", at="energy"))
    assert written.by == BO
    answer = bo.session.answer("energy", BO)
    assert answer and text(answer.data, "words") == "from before"
    assert refused(bo.wish("")) == "no-words"
    assert bo.do("join", CHRIS) is not None


def test_a_leader_behind_is_told_and_others_write_on(together: Round) -> None:
    ana, (bo, _) = together.ana, together.others
    led(ana, "next")
    together.table.spread()
    done(bo.point(3))
    beside = led_beside(together.table[0], ana)
    led(beside, "next")
    assert refused(ana.say("late")) == "led-elsewhere"
    led(beside, "next")
    assert refused(ana.point(3)) == "led-elsewhere"


def led_beside(mate: Mate, circle: Circle) -> Circle:
    """The same round at a second terminal of the machine that leads."""
    from ritual.actions.leading import resume

    return resume(mate.open(), circle.session.id)


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_clock_that_is_wrong_by_an_hour_changes_nothing(tmp_path: Path, hours: int) -> None:
    table = Table(tmp_path)
    table[1].time += timedelta(hours=hours)
    found = Round(table)
    ana, (bo, _) = found.ana, found.others
    to_turn(ana, BO)
    done(bo.say("unsaid by Bo"))
    found.moment()
    assert bo.elapsed() < 5
    assert bo.do("next") is None
    found.moment()
    assert ana.stage.current != BO
    assert found.agree()
    led(ana, "close")
    found.moment()
    assert [b"unsaid" in mate.bytes() for mate in table.mates] == [False] * 3


def test_a_seat_that_is_asked_for_ends_no_turn(tmp_path: Path) -> None:
    table = Table(tmp_path)
    ana = led(prepare(table[0].ws, "standup", absent=(BO,)), "open")
    table.spread()
    bo = take_part(table[1].ws, ana.session.id)
    assert part(bo).waits
    assert not part(bo).has_ended_turn


def test_in_the_recap_too_nobody_erases_what_others_wrote(tmp_path: Path) -> None:
    table = Table(tmp_path)
    adopted(table[0].ws, step("question", "hand", order="open", keep="record", yields="action"), name="own")
    table.spread()
    together = Round(table, "own")
    ana, (bo, _) = together.ana, together.others
    own, of_ana = done(bo.say("fewer meetings")), done(bo.say("Ana: the runbook"))
    together.moment()
    led(ana, "close")
    together.moment()
    with pytest.raises(Refused, match="Only whoever wrote it"):
        ana.erase(own.id)
    assert ana.erase(of_ana.id)
    assert [line.words for line in of_circle(ana).lines] == ["fewer meetings"]
    together.moment()
    assert [line.words for line in of_circle(bo).lines] == ["fewer meetings"]
    assert bo.erase(own.id)
    together.moment()
    assert all(mate.ws.record.entry(own.id) is None for mate in table.mates)
