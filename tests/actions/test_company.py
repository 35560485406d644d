"""What is heard of the others: newest beats and wishes, whatever else is said, and nothing of this machine's own."""

from pathlib import Path

from ritual.actions.company import Company, expect
from ritual.actions.following import follow
from ritual.actions.leading import prepare
from ritual.actions.workspace import Workspace
from ritual.model.presence import OTHERS_LAST
from ritual.model.wish import DONE, Wish
from tests.actions.teams import ANA, led
from tests.actions.together import Said, Table


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def beat(author: str, device: str, session: str = "s", ttl: int = 12) -> Said:
    return Said(author, device, {"kind": "beat", "beat": {"session": session, "speaks": [], "leads": False}}, ttl)


def test_the_newest_beat_of_each_machine_counts_and_wears_off() -> None:
    clock = Clock()
    company = Company("mine", clock)
    for said in (beat("a", "A"), beat("a", "A", "other"), beat("b", "B"), beat("me", "mine")):
        company.hear(said)
    assert [(b.device, b.session) for b in company.beats()] == [("A", "other"), ("B", "s")]
    clock.now = 12 + OTHERS_LAST + 1
    assert company.beats() == ()


def test_what_it_does_not_know_is_passed_over() -> None:
    company = Company("mine", Clock())
    for data in ({}, {"kind": "dance", "dance": {}}, {"kind": 7}, {"kind": "beat"}):
        company.hear(Said("a", "A", data, 5))
    assert [b.session for b in company.beats()] == [""]


def test_wishes_are_given_once_and_only_those_of_the_session() -> None:
    company = Company("mine", Clock())
    for author, session, place in (("a", "s", ["x", 0, 0]), ("b", "s", []), ("a", "t", [])):
        wished = {"session": session, "by": "a", "want": DONE, "place": place}
        company.hear(Said(author, author.upper(), {"kind": "wish", "wish": wished}, 5))
    assert [(w.by, w.place.step) for w in company.wishes("s")] == [("a", "x")]
    assert company.wishes("s") == []


def test_a_wish_counts_no_longer_than_it_says() -> None:
    clock = Clock()
    company = Company("mine", clock)
    for _ in range(2):
        company.hear(
            Said("a", "A", {"kind": "wish", "wish": {"session": "s", "by": "a", "want": DONE, "place": []}}, 5)
        )
        company.beats()
        clock.now += 3
    assert len(company.wishes("s")) == 1


def test_whoever_waits_is_woken_by_what_is_heard() -> None:
    company, woken = Company("mine", Clock()), []
    company.moved = lambda: woken.append(1)
    company.hear(beat("a", "A"))
    assert woken == [1]


def test_without_a_way_to_the_others_nothing_is_said_and_nothing_fails() -> None:
    company = Company("mine", Clock())
    company.tell_beat("s", (), leads=True)
    company.tell_wish(Wish("s", "a", DONE))
    company.tell_gone()
    assert not company.is_live
    assert company.offline_since is None
    assert company.trouble is None


def test_only_a_team_that_is_shared_expects_anybody(tmp_path: Path) -> None:
    table = Table(tmp_path, "ana")
    assert expect(table[0].ws) is table[0].company
    fresh = Workspace(table[0].around(), table[0].ws.record, ANA, table[0].ws.device)
    found = expect(fresh)
    assert found and expect(fresh) is found


def test_a_shared_team_whose_keys_are_gone_is_not_followed(tmp_path: Path) -> None:
    from ritual.actions.company import followed

    table = Table(tmp_path, "ana")
    ws = Workspace(table[0].around(), table[0].ws.record, ANA, table[0].ws.device)
    assert follow(ws) is None
    assert ws.company is None
    with followed(ws):
        assert ws.company is None


def test_a_round_of_before_is_no_rival_and_neither_is_another_ritual(tmp_path: Path) -> None:
    from ritual.actions.going_on import rival

    table = Table(tmp_path)
    led(prepare(table[1].ws, "weekly"), "open")
    led(prepare(table[2].ws, "standup"), "open")
    table.spread()
    table[0].later(11 * 60)
    ana = led(prepare(table[0].ws, "standup"), "open")
    assert rival(ana) is None
    table.spread()
    ana.say("I am alone")
    assert rival(ana) is None
