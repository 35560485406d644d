"""What the circle shows at one moment, and what it never shows."""

from ritual.model.entry import ACTION, ANSWER, Entry
from ritual.model.room import Memory, Room
from ritual.model.scene import Scene, scene
from ritual.model.session import Session
from ritual.model.stage import Stage
from tests.model.rooms import ENERGY, led, lobby, note, question, room, step, team


def shown(stage: Stage, where: Room, *things: Entry, said: tuple[Entry, ...] = ()) -> Scene:
    answers = {(str(a.data["step"]), a.by): a for a in said}
    session = Session("lot", "2026-11-24T09:30:00Z", "UTC", where.ritual, where.pool, stage, None, answers)
    found = scene(session, where, "en", things)
    assert found is not None
    return found


def answer(by: str, words: str = "", point: int | None = None, answer_id: str = "x") -> Entry:
    data = {"step": "checkin", "by": by, "words": words, "point": point}
    return Entry(answer_id, ANSWER, "2026-11-24T09:31:00Z", "UTC", 0, "a", "A", data)


def test_a_turn_shows_who_speaks_who_is_next_and_what_is_asked() -> None:
    where = room(step(scale=ENERGY, seconds=12), step("question", order="open"), names="abc")
    stage = led(where, "open", "next")
    found = shown(stage, where)
    queue = [c.upper() for c in stage.queue]
    assert (found.speaker, found.then) == (queue[1], queue[2])
    assert (found.number, found.of, found.phase) == (1, 2, "turn")
    assert (found.prompt, found.host, found.points) == ("checkin?", "Passing is fine.", ("empty", "low", "full"))
    assert (found.planned, found.turn_seconds, found.kept) == (36, 12, False)
    states = {seat.person: seat.state for seat in found.seats}
    assert [states[c] for c in stage.queue] == ["done", "now", "next"]


def test_an_answer_shows_only_in_the_turn_of_the_one_who_gave_it() -> None:
    where = room(step(scale=ENERGY), names="ab")
    stage = led(where, "open")
    said = answer(stage.current, "tired", 1)
    assert (shown(stage, where, said=(said,)).words, shown(stage, where, said=(said,)).point) == ("tired", 1)
    after = led(where, "next", start=stage)
    assert (shown(after, where, said=(said,)).words, shown(after, where, said=(said,)).point) == ("", 0)


def test_a_seat_looks_the_same_whoever_passed() -> None:
    where = room(names="ab")
    stage = led(where, "open", "next")
    assert shown(stage, where).seats == shown(stage, where, said=(answer(stage.queue[0], "tired"),)).seats


def test_what_was_written_ahead_is_marked_before_and_shown_in_its_turn() -> None:
    where = room(names="a", ahead={"checkin": {"a": "early"}})
    stage = led(where, "open")
    found = shown(stage, where, said=(answer("a", "fine", answer_id="early"),))
    assert found.ahead
    assert found.words == "fine"
    assert found.seats[0].ahead


def test_a_note_shows_its_words_only_in_the_second_beat() -> None:
    waiting = note("n", "b", "a", link="a41f9c")
    where = room(step("gratitude"), names="abc", notes=(waiting,))
    stage = led(where, "open")
    first, second = (shown(s, where, waiting).note for s in (stage, led(where, "next", start=stage)))
    assert first is not None
    assert second is not None
    assert (first.to, first.by, first.reader, first.words, first.link) == (("A",), "B", "C", "", "")
    assert (second.words, second.link, second.number, second.of) == ("words of n", "a41f9c", 1, 1)
    assert shown(stage, where, waiting).phase == "announced"


def test_a_note_for_all_names_nobody() -> None:
    waiting = note("n", "b", "", all=True)
    where = room(step("gratitude"), names="abc", notes=(waiting,))
    found = shown(led(where, "open"), where, waiting).note
    assert found is not None
    assert found.to == ()


def test_a_note_that_is_gone_meanwhile_shows_nothing() -> None:
    where = room(step("gratitude"), names="abc", notes=(note("n", "b", "a"),))
    assert shown(led(where, "open"), where).note is None


def test_a_promise_shows_its_owner() -> None:
    action = Entry("p", ACTION, "2026-11-20T09:00:00Z", "UTC", 0, "a", "A", {"by": "b", "words": "x"})
    where = room(step("actions"), names="ab", promises=("p",))
    found = shown(led(where, "open"), where, action)
    assert (found.phase, found.promise, found.owner, found.speaker) == ("promise", action, "B", "")
    assert found.settled == ""
    assert shown(led(where, "open"), where, action._replace(data={"words": "x"})).owner == ""


def test_silence_open_floor_and_fingers_call_nobody() -> None:
    where = room(
        step("question", silent=30, seconds=20),
        step("question", "hand", order="open"),
        step("checkout", order="together", scale=ENERGY),
        names="ab",
    )
    stage = led(where, "open")
    assert (shown(stage, where).phase, shown(stage, where).turn_seconds) == ("quiet", 30)
    assert shown(led(where, "skip", start=stage), where).phase == "open"
    assert shown(led(where, "skip", "skip", "next", start=stage), where).phase == "fingers"


def test_guests_and_those_who_left_keep_their_seats_on_screen() -> None:
    where = room(names="ab")
    found = shown(led(where, "open", "join ~Kim", "leave b"), where)
    seats = {seat.name: seat for seat in found.seats}
    assert seats["Kim"].guest
    assert seats["B"].state == "gone"


def test_without_a_team_nobody_is_called_a_guest_and_nothing_is_called_kept() -> None:
    where = room(step("question", keep="record"), team=team(""))
    found = shown(led(where, "join ~Ana", "join ~Bo", "open", start=Stage()), where)
    assert [seat.guest for seat in found.seats] == [False, False]
    assert not found.kept


def test_popcorn_lists_who_can_be_called() -> None:
    where = room(step(order="popcorn"), names="abc")
    assert len(shown(led(where, "open"), where).can_call) == 2
    assert shown(led(room(names="ab"), "open"), room(names="ab")).can_call == ()


def test_a_question_of_a_deck_stands_in_the_place_of_the_prompt() -> None:
    pool = {"checkin": (question("u"), question("v"))}
    where = room(step(deck="light"), names="ab", pool=pool)
    found = shown(led(where, "open"), where)
    assert found.prompt == "u?"
    assert found.can_redraw


def test_no_scene_before_the_first_step() -> None:
    session = Session("lot", "", "", room().ritual, {}, lobby())
    assert scene(session, room(memory=Memory()), "en") is None
