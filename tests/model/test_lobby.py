"""What is shown before the start."""

from dataclasses import replace

from ritual.model.lobby import Lobby, lobby, reason
from ritual.model.order import Reason
from ritual.model.room import Memory, Room
from ritual.model.session import Session
from ritual.model.stage import Seat, Stage
from tests.model import rooms
from tests.model.rooms import ENERGY, note, question, room, step, team


def shown(where: Room, stage: Stage | None = None) -> Lobby:
    seats = tuple(Seat(c) for c in sorted(where.team.people))
    return lobby(Session("lot", "", "", where.ritual, where.pool, stage or Stage(seats=seats)), where, "en")


def test_everybody_has_a_row_and_one_of_them_a_reason() -> None:
    where = room(names="abc", memory=Memory({"a": 1, "b": 2}), ahead={"checkin": {"b": "x"}})
    people = {row.name: row.note for row in shown(where).people}
    assert sorted(people) == ["A", "B", "C"]
    assert list(people.values()).count("opens: longest wait") == 1
    ahead = {row.name: row.note for row in shown(replace(where, lot="z", memory=Memory({"b": 1}))).people}
    assert ahead["B"] == "wrote ahead"


def test_who_is_away_says_until_when_and_a_guest_is_named_as_one() -> None:
    away = team("abcd", a={"away": "2026-11-25"}, b={"away": "yes"}, c={"away": "9999-99-99"})
    stage = Stage(seats=tuple(Seat(c, c not in "abc") for c in ("a", "b", "c", "d", "~Kim")))
    notes = {row.name: row.note for row in shown(room(step("question", order="open"), team=away), stage).people}
    assert notes == {"A": "back Wed 25 Nov", "B": "away", "C": "away", "D": "", "Kim": "guest"}


def test_without_a_team_guest_is_said_of_nobody_and_nothing_is_kept() -> None:
    where = room(step("question", order="open", keep="record"), team=team(""))
    found = shown(where, Stage(seats=(Seat("~Ana", True), Seat("~Bo", True))))
    assert [row.note for row in found.people] == ["", ""]
    assert found.keeping.kept == ()


def test_every_kind_of_step_says_how_it_is_counted() -> None:
    where = room(
        step(seconds=12),
        step("gratitude"),
        step("actions", seconds=90, whole=True),
        step("wins", order="open"),
        step("checkout", order="together", scale=ENERGY),
        step("question", seconds=60, whole=True),
        names="ab",
        notes=(note("n", "b", "a"),),
        promises=("p", "q"),
    )
    details = [row.detail for row in shown(where).steps]
    assert details == ["2 × 12 s", "1 note", "2 promises", "open floor", "all together", "everybody"]
    silent = room(step("gratitude", silent=60), names="ab")
    assert [row.detail for row in shown(silent).steps] == ["a silent minute first"]


def test_a_step_switched_off_stays_in_the_list() -> None:
    where = room(step(), step("question"), names="ab")
    stage = Stage(seats=(Seat("a"),), switched={"question": False})
    assert [(row.step, row.on) for row in shown(where, stage).steps] == [("checkin", True), ("question", False)]


def test_the_question_is_shown_beforehand() -> None:
    pool = {"checkin": (rooms.question("u"), question("v"))}
    stage = Stage(seats=(Seat("a"),), deals={"checkin": {"": "u"}})
    found = shown(room(step(deck="light"), pool=pool), stage)
    assert found.think_ahead == "u?"
    assert found.can_redraw
    assert (
        shown(room(step(deck="light", deal=True), pool=pool)).think_ahead == "A question for each, dealt at the start."
    )
    assert shown(room(step())).think_ahead == "checkin?"
    assert shown(room(step("wins"))).think_ahead == ""


def test_what_is_kept_and_what_isnt_is_said_before_the_start() -> None:
    where = room(
        step(scale=ENERGY),
        step("gratitude", keep="record", silent=60),
        step("wins", keep="record"),
        step("question", "hand", keep="record"),
        step("question", "change", yields="action", keep="record"),
    )
    found = shown(where).keeping
    assert found.kept == ("thanks", "wins", "what is written down in “Hand”", "promises")
    assert found.lost == ("energy", "what is said in “Checkin”", "who passed")


def test_every_reason_is_one_line_about_one_person() -> None:
    codes = ["longest-wait", "lot", "popcorn", "lead-first", "together", "fixed"]
    assert len({reason(Reason(code)) for code in codes}) == len(codes)


def test_a_jar_that_a_guest_keeps_shut_says_so() -> None:
    where = room(step("gratitude"), names="ab", notes=(note("n", "b", "a"),))
    stage = Stage(seats=(Seat("a"), Seat("b"), Seat("~Kim")))
    assert [(row.detail, row.on) for row in shown(where, stage).steps] == [("shut while a guest is here", False)]
    opened = replace(stage, switched={"gratitude": True})
    assert [(row.detail, row.on) for row in shown(where, opened).steps] == [("1 note", True)]
