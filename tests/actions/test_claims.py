"""Answers written ahead: the session claims them, shows them in their turn, and leaves nothing of them."""

from pathlib import Path

from ritual.actions import claims, gather
from ritual.actions.leading import drop, prepare, resume
from ritual.model.entry import ANSWER, MARK, put
from tests.actions.teams import (
    ANA,
    BO,
    CHRIS,
    adopted,
    begun,
    done,
    founded,
    led,
    stands,
    step,
    thanked,
    to_turn,
    wrote_ahead,
)
from tests.actions.together import Table


def test_opening_claims_what_was_written_ahead_and_its_turn_shows_it(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    early = wrote_ahead(ws, BO, "tired but glad", point=2)
    assert [row.note for row in prepare(ws, "standup").lobby().people if row.person == BO] == ["wrote ahead"]
    circle = begun(ws)
    assert [a.id for a in claims.claimed_by(ws, circle.session.id)] == [early.id]
    assert claims.waiting(ws) == []
    to_turn(circle, BO)
    scene = circle.scene()
    assert scene
    assert (scene.words, scene.point, scene.ahead) == ("tired but glad", 2, True)


def test_what_is_said_now_takes_the_place_of_what_was_written_ahead(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    wrote_ahead(ws, BO, "tired")
    circle = to_turn(begun(ws), BO)
    done(circle.say("awake by now"))
    scene = circle.scene()
    assert scene
    assert (scene.words, scene.ahead) == ("awake by now", False)
    done(circle.take_back())
    scene = circle.scene()
    assert scene
    assert (scene.words, scene.ahead) == ("tired", True)


def test_closing_erases_everything_written_ahead_shown_or_not(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    for who in (ANA, BO, CHRIS):
        wrote_ahead(ws, who, "early words")
    circle = to_turn(begun(ws), BO)
    done(circle.say("said now"))
    to_turn(circle, CHRIS)
    led(circle, "leave-out")
    scene = circle.scene()
    assert scene
    assert (scene.words, scene.ahead) == ("", False)
    led(circle, "close")
    assert ws.record.entries(ANSWER) == []
    assert ws.record.entries(MARK) == []


def test_only_the_newest_counts_and_the_older_ones_go_with_it(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    wrote_ahead(ws, BO, "older")
    machine.later(60)
    newest = wrote_ahead(ws, BO, "newer")
    machine.later(60)
    circle = begun(ws)
    assert circle.stage.claimed["energy"] == {BO: newest.id}
    led(circle, "close")
    assert ws.record.entries(ANSWER) == []


def test_own_words_beat_noted_ones_though_these_are_newer(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    own = wrote_ahead(ws, BO, "own")
    machine.later(60)
    wrote_ahead(ws, BO, "noted", hand=ANA)
    assert gather.ahead(ws, prepare(ws, "standup").ritual) == {"energy": {BO: own.id}}


def test_an_answer_waits_thirty_six_hours_and_is_erased_at_the_next_opening(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    wrote_ahead(ws, BO, "the yellow submarine")
    machine.later(hours=36)
    assert [answer.data["words"] for answer in gather.waiting_ahead(ws)] == ["the yellow submarine"]
    machine.later(1)
    assert gather.waiting_ahead(ws) == []
    assert b"yellow submarine" in machine.bytes()
    begun(ws)
    assert b"yellow submarine" not in machine.bytes()


def test_an_answer_for_another_ritual_waits_for_that_one(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    weekly = wrote_ahead(ws, BO, "a good week", "opening", ritual="weekly")
    led(begun(ws), "close")
    assert [answer.id for answer in gather.waiting_ahead(ws, "weekly")] == [weekly.id]
    assert gather.waiting_ahead(ws, "standup") == []


def test_the_answer_of_somebody_absent_waits_for_the_next_session(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    wrote_ahead(ws, BO, "on the way")
    led(led(prepare(ws, "standup", absent=[BO]), "open"), "close")
    machine.later(hours=24)
    assert begun(ws).stage.claimed["energy"].keys() == {BO}


def test_two_sessions_never_claim_the_same_answer(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    wrote_ahead(ws, BO, "once")
    first = begun(ws)
    assert begun(ws).stage.claimed == {}
    drop(ws, first.session.id)
    assert begun(ws).stage.claimed["energy"].keys() == {BO}


def test_an_answer_to_a_step_that_keeps_stays_and_is_never_claimed_again(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    adopted(ws, step("question", keep="record"))
    early = wrote_ahead(ws, BO, "ship it", "question", ritual="own", kept=True, wish={"words": "gently", "tell": True})
    circle = led(begun(ws, "own"), "close")
    assert circle.stage.kept == (early.id,)
    stays = stands(ws, early.id)
    assert (stays.author, stays.data["words"]) == (BO, "ship it")
    assert b"gently" not in machine.bytes()
    assert begun(ws, "own").stage.claimed == {}


def test_a_session_that_lasts_longer_than_answers_wait_still_shows_them(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    wrote_ahead(ws, BO, "patient words")
    circle = led(begun(ws), "pause")
    machine.asleep(hours=40)
    circle = to_turn(led(resume(machine.open(), circle.session.id), "resume"), BO)
    scene = circle.scene()
    assert scene
    assert scene.words == "patient words"
    led(circle, "close")
    assert b"patient words" not in machine.bytes()


def test_a_claim_on_anything_else_takes_it_from_nobody(tmp_path: Path) -> None:
    """What a session claims goes when it is over: a teammate's mark must not make a machine erase what it wrote."""
    table = Table(tmp_path)
    ana, bo = table[0].ws, table[1].ws
    adopted(ana, step("question", keep="record"), name="kept")
    kept = begun(ana, "kept")
    answer = done(kept.say("an answer that is kept"))
    led(kept, "close")
    kudos = thanked(ana, ANA, BO, "for the pump")
    over = led(begun(ana), "close")
    table.spread()
    for each in (answer.id, kudos.id, kept.session.id):
        claim = {"kind": claims.CLAIMED, "on": each, "by": BO, "session": over.session.id}
        bo.write(put(bo.new_id(), bo.pen(), MARK, claim))
    late = {"session": over.session.id, "ritual": "standup", "step": "energy", "by": BO, "words": "", "kept": False}
    bo.write(put(bo.new_id(), bo.pen(), ANSWER, late))
    table.spread()
    assert all(mate.ws.record.entry(each) for mate in table.mates for each in (answer.id, kudos.id, kept.session.id))
    assert ana.record.saying(claims.CLAIMED)
