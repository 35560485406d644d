"""An answer is written beside or in place of what stands there: what isn't said anew stays."""

from pathlib import Path

from ritual.actions.answering import answer_in_session
from ritual.model.entry import ANSWER
from tests.actions.teams import BO, begun, done, founded, to_turn
from tests.actions.together import Round, Table


def test_a_wish_stays_beside_what_is_answered_from_the_shell(tmp_path: Path) -> None:
    table = Table(tmp_path)
    together = Round(table)
    ana, bo = together.ana, together.others[0]
    step = bo.ritual.step(bo.stage.place.step)
    assert step
    done(bo.wish("five minutes after"))
    answer_in_session(bo.ws, bo.session, step, "almost done")
    bo.refresh()
    answer_in_session(bo.ws, bo.session, step, "", 4)
    together.moment()
    (answer,) = ana.ws.record.entries(ANSWER)
    assert (answer.data["words"], answer.data["point"]) == ("almost done", 4)
    assert ana.wishes() == (("Bo", "five minutes after"),)


def test_own_words_stand_beside_what_somebody_noted(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    circle = to_turn(begun(ws), BO)
    done(circle.say("noted"))
    ws.me = BO
    done(circle.say("mine"))
    assert [(each.author == BO, each.data["words"]) for each in ws.record.entries(ANSWER)] == [
        (False, "noted"),
        (True, "mine"),
    ]
