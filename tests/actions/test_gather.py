"""What the rules of a session look at, as the record has it."""

from pathlib import Path

from ritual.actions import gather, history
from ritual.actions import mine as erasing
from ritual.actions.leading import prepare
from ritual.actions.recap import step_lines
from ritual.actions.settings import BANNED, change
from ritual.model.entry import ACTION, ANSWER, WIN, put
from tests.actions.teams import ANA, BO, DAI, FOUNDED, adopted, begun, changed, founded, led, stands, step, thanked


def test_the_weekday_is_that_of_the_team_s_zone(tmp_path: Path) -> None:
    _, ws = founded(tmp_path, "2026-11-23T23:30:00Z")
    assert prepare(ws, "standup").room().weekday == "tue"
    assert [row.step for row in prepare(ws, "standup").lobby().steps] == ["energy", "hand"]


def test_banned_questions_are_never_drawn(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    adopted(ws, step(deck="light"))
    every = [question.id for question in prepare(ws, "own").session.pool["checkin"]]
    ws.write(*(change(ws.record, ws.pen(), ws.new_id(), BANNED + each, True) for each in every[1:]))
    assert [question.id for question in prepare(ws, "own").session.pool["checkin"]] == every[:1]


def test_a_deck_that_isnt_there_leaves_the_prompt(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    adopted(ws, step(deck="nowhere"))
    scene = begun(ws, "own").scene()
    assert scene
    assert scene.prompt == "checkin?"


def test_who_opened_and_who_is_new_is_remembered_over_sessions(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    changed(ws, DAI, joined="2026-11-24T08:00:00Z")
    openers = []
    for _ in range(6):
        circle = begun(ws)
        openers.append(circle.stage.current)
        while circle.scene():
            led(circle, "next")
        machine.later(days=7)
    assert DAI not in openers[:5]
    memory = prepare(ws, "standup").room().memory
    assert memory.newcomers == frozenset()
    assert memory.opened[openers[-1]] == 1
    assert len(set(openers)) > 2


def test_of_the_past_only_closed_sessions_count(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    first = begun(ws)
    machine.later(60)
    second = led(begun(ws, "weekly"), "close")
    assert [held.id for held in history.held(ws)] == [second.session.id]
    assert [left.id for left in history.unclosed(ws)] == [first.session.id]
    assert [opening.ritual for opening in history.rounds(ws)] == ["weekly"]
    machine.later(days=200)
    assert history.held(ws) == ()
    assert history.unclosed(ws) == ()


def test_what_somebody_wants_erased_is_hidden_in_the_round_too(tmp_path: Path) -> None:
    """Its author's machine may be away for days: until then nobody sees it any more."""
    _, ws = founded(tmp_path)
    adopted(ws, step("wins"), step("actions"), step("question", "hand", order="open", keep="record"))
    pen = ws.pen()._replace(author=BO, device="bos")
    win = put(ws.new_id(), pen, WIN, {"by": BO, "with": [ANA], "words": "a win with Ana"})
    promise = put(ws.new_id(), pen, ACTION, {"by": ANA, "words": "promised for Ana", "state": "open"})
    other = put(ws.new_id(), pen, ACTION, {"by": BO, "words": "promised by Bo", "state": "open"})
    ws.write(win, promise, other)
    circle = begun(ws, "own")
    assert [line.words for line in step_lines(circle)] == ["a win with Ana"]
    erasing.remove(ws, stands(ws, win.id))
    circle.refresh()
    assert step_lines(circle) == ()
    assert circle.room().promises == (promise.id, other.id)
    led(circle, "skip")
    assert circle.stage.queue == (promise.id, other.id)
    erasing.remove(ws, stands(ws, promise.id))
    assert [each.id for each in gather.promises(ws)] == [other.id]
    scene = circle.scene()
    assert scene and scene.promise is None
    led(circle, "skip")
    noted = {"session": circle.session.id, "ritual": "own", "step": "hand", "by": ANA, "words": "noted for Ana"}
    answer = put(ws.new_id(), pen, ANSWER, {**noted, "kept": True, "line": True})
    ws.write(answer)
    circle.refresh()
    assert [line.words for line in step_lines(circle)] == ["noted for Ana"]
    erasing.remove(ws, stands(ws, answer.id))
    circle.refresh()
    assert step_lines(circle) == ()
    led(circle, "close")
    assert answer.id not in circle.stage.kept


def test_notes_that_wait_are_there_and_open_ones_are_not(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    sealed = thanked(ws, BO, ANA, "sealed")
    thanked(ws, BO, ANA, "open", now=True)
    assert [note.id for note in gather.notes(ws)] == [sealed.id]
    assert ws.team.founded == FOUNDED
