"""The jar: what a round reads aloud, and who reads it."""

from ritual.model.jar import due, quiet_notes, reader, receivers
from ritual.model.room import Memory
from ritual.model.stage import Seat, Stage
from tests.model.rooms import lobby, note, room, team


def test_oldest_first_and_at_most_as_many_as_the_step_says() -> None:
    notes = [note(n, "b", "a", f"2026-11-2{n}T09:00:00Z") for n in "3142"]
    assert [n.id for n in due(notes, "abc", team())] == ["1", "2", "3", "4"]
    assert [n.id for n in due(notes, "abc", team(), most=2)] == ["1", "2"]


def test_a_note_waits_for_a_round_with_its_receiver() -> None:
    waiting = note("n", "b", "d")
    assert due([waiting], "abc", team()) == ()
    assert due([note("m", "b", "cd")], "abc", team()) != ()


def test_a_note_for_all_thanks_everybody_but_its_giver() -> None:
    everybody = note("n", "b", "", all=True)
    assert receivers(everybody, team("abc")) == ("a", "c")
    assert due([everybody], "b", team("abc")) == ()


def test_quiet_praise_is_never_read_aloud() -> None:
    shy = team("abc", a={"praise": "quiet"})
    waiting = note("n", "b", "ac")
    assert due([waiting], "abc", shy) == ()
    assert quiet_notes([waiting], "abc", shy) == (waiting,)
    assert quiet_notes([waiting], "b", shy) == ()
    assert quiet_notes([note("m", "b", "c")], "abc", shy) == ()


def test_the_reader_is_neither_giver_nor_receiver() -> None:
    for n in range(30):
        assert reader(note(str(n), "b", "a"), lobby("abcd"), room(names="abcd")) in "cd"


def test_passing_the_reading_on_goes_round_those_who_can_read() -> None:
    stages = [lobby("abcd", passes=n) for n in range(4)]
    readers = [reader(note("n", "b", "a"), stage, room(names="abcd")) for stage in stages]
    assert sorted(readers[:2]) == ["c", "d"]
    assert readers[2:] == readers[:2]


def test_who_doesnt_read_and_newcomers_are_left_out_of_the_lot() -> None:
    where = room(team=team("abcde", c={"reads": False}), memory=Memory(newcomers=frozenset("d")))
    assert reader(note("n", "b", "a"), lobby(), where) == "e"
    assert reader(note("n", "b", "a"), lobby("abcd"), where) == "d"


def test_with_no_third_person_the_giver_reads() -> None:
    assert reader(note("n", "b", "a"), lobby("ab"), room(names="ab")) == "b"


def test_with_the_receiver_alone_the_one_who_leads_reads() -> None:
    assert reader(note("n", "b", "a"), Stage(seats=(Seat("a"),), leader="a"), room(names="ab")) == "a"
