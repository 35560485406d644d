"""A session is a fold over a set of entries: whoever reads it, in whatever order it came, sees the same."""

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from ritual.model import session as sessions
from ritual.model import stage as stages
from ritual.model.command import Command
from ritual.model.entry import ANSWER, MARK, SESSION, STAGE, Entry
from ritual.model.reduce import reduce
from ritual.model.ritual import to_data
from ritual.model.session import Session, fold, is_visible, opening_data
from ritual.model.stage import CLOSED, Stage
from tests.model.rooms import lobby, question, room, step

ROOM = room(step("question", "ideas", order="together"), step(), step("question", "hand", order="open"), names="abc")
OPENING = Entry("S", SESSION, "2026-11-24T09:30:00Z", "UTC", 0, "a", "A", opening_data(to_data(ROOM.ritual), {}))
VERBS = ("next", "next", "next", "back", "later", "skip", "leave b", "join b", "close")


class Device:
    """One machine with its own view of the record: it has seen some entries and not others."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.seen: dict[tuple[str, int], Entry] = {("S", 0): OPENING}
        self.revealed: set[str] = set()

    def session(self) -> Session:
        found = fold("S", self.seen.values())
        assert found is not None
        self.revealed |= set(found.stage.revealed)
        return found

    def lead(self, verb: str) -> None:
        """Rule 1: only the winner's device applies commands."""
        seen = self.session()
        if seen.winner is None or seen.winner.device != self.name:
            return
        word, _, who = verb.partition(" ")
        outcome = reduce(seen.stage, Command(word, who), ROOM, 1.0)
        if isinstance(outcome, Stage):
            self._put(replace_stage(seen.winner, outcome))

    def take(self) -> None:
        """Rule 3: a copy one term further, unless the session is closed."""
        seen = self.session()
        taken = reduce(seen.stage, Command("take", self.name.lower()), ROOM)
        if isinstance(taken, Stage):
            rev = max((e.rev for e in self.seen.values() if e.id == f"stage-{self.name}"), default=-1) + 1
            self._put(stage_entry(self.name, rev, taken))

    def answer(self, rev: int, by: str, words: str) -> None:
        data = {"session": "S", "step": "checkin", "by": by, "words": words}
        self._put(Entry(f"answer-{self.name}-{by}", ANSWER, OPENING.at, "UTC", rev, self.name.lower(), self.name, data))

    def pull(self, other: "Device", chance: random.Random) -> None:
        for key, entry in other.seen.items():
            if chance.random() < 0.7:
                self.seen[key] = entry

    def _put(self, entry: Entry) -> None:
        self.seen[(entry.id, entry.rev)] = entry


def stage_entry(device: str, rev: int, stage: Stage) -> Entry:
    data = {"session": "S", **stages.to_data(stage)}
    return Entry(f"stage-{device}", STAGE, OPENING.at, "UTC", rev, device.lower(), device, data)


def replace_stage(before: Entry, stage: Stage) -> Entry:
    return stage_entry(before.device, before.rev + 1, stage)


def lived(seed: int) -> tuple[list[Entry], list[Device]]:
    """Three devices lead, answer, take over and hear of each other late; everything that was ever written."""
    chance = random.Random(seed)
    devices = [Device(name) for name in "ABC"]
    opened = reduce(lobby("abc"), Command("open"), ROOM)
    assert isinstance(opened, Stage)
    for device in devices:
        device.seen[("stage-A", 0)] = stage_entry("A", 0, opened)
    for turn in range(30):
        device = chance.choice(devices)
        match chance.randrange(6):
            case 0:
                device.take()
            case 1 | 2:
                device.lead(chance.choice(VERBS))
            case 3:
                device.answer(turn, chance.choice("abc"), f"{device.name}{turn}")
            case _:
                device.pull(chance.choice(devices), chance)
    every = [entry for device in devices for entry in device.seen.values()]
    return every, devices


def picture(entries: Iterable[Entry]) -> object:
    """Everything of a session that people see."""
    found = fold("S", entries)
    assert found is not None
    return found.stage, found.winner, dict(found.answers)


def agree(seed: int) -> None:
    """Whatever order and however often entries come, the picture is one; what was revealed anywhere stays so."""
    every, devices = lived(seed)
    chance = random.Random(seed + 1)
    first = picture(every)
    for _ in range(4):
        again = [*every, *chance.sample(every, len(every) // 2)]
        chance.shuffle(again)
        assert picture(again) == first
    found = fold("S", every)
    assert found is not None
    for device in devices:
        device.seen = {(entry.id, entry.rev): entry for entry in every}
        assert device.revealed <= set(device.session().stage.revealed)
    own = {e.by: e for e in every if e.kind == ANSWER and e.author == e.by}
    assert all(found.answers[("checkin", who)].author == who for who in own)
    assert found.winner is not None
    assert all(stages.from_data(e.data).term <= found.stage.term for e in every if e.kind == STAGE)


@pytest.mark.parametrize("seed", range(60))
def test_shuffled_and_doubled_entries_of_three_devices_give_one_picture(seed: int) -> None:
    agree(seed)


def _arrived_last(entries: Iterable[Entry]) -> Entry | None:
    return next(iter(reversed(list(entries))), None)


def _own_words_dont_count_more(answers: Iterable[Entry], ahead: Iterable[str] = ()) -> dict[sessions.Slot, Entry]:
    ordered = sorted(answers, key=lambda answer: (answer.rev, answer.id))
    return {(str(answer.data["step"]), answer.by): answer for answer in ordered}


def _last_answer_counts(answers: Iterable[Entry], ahead: Iterable[str] = ()) -> dict[sessions.Slot, Entry]:
    return {(str(answer.data["step"]), answer.by): answer for answer in answers}


def _winner_alone_reveals(won: Entry | None, entries: Iterable[Entry]) -> Stage:
    return stages.from_data(won.data) if won else Stage()


@pytest.mark.parametrize(
    ("rule", "without"),
    [
        ("winner", _arrived_last),
        ("winner", lambda entries: max(entries, key=lambda entry: entry.id, default=None)),
        ("slots", _own_words_dont_count_more),
        ("slots", _last_answer_counts),
        ("_stage", _winner_alone_reveals),
    ],
)
def test_each_rule_of_the_fold_is_needed(
    rule: str, without: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Switching one rule off is noticed by the very check that holds with all of them."""
    monkeypatch.setattr(sessions, rule, without)
    with pytest.raises(AssertionError):
        for seed in range(60):
            agree(seed)


def test_of_two_take_overs_at_once_every_screen_shows_the_same_one() -> None:
    stage = lobby("abc", state="running")
    both = [
        OPENING,
        stage_entry("B", 0, replace(stage, term=1, leader="b")),
        stage_entry("C", 0, replace(stage, term=1)),
    ]
    for entries in (both, both[::-1]):
        found = fold("S", entries)
        assert found is not None
        assert found.winner is not None
        assert found.winner.device == "C"


def test_a_session_that_was_never_opened_is_none() -> None:
    assert fold("S", []) is None
    assert fold("S", [OPENING._replace(kind=MARK)]) is None


def test_a_session_without_a_stage_stands_at_its_beginning() -> None:
    found = fold("S", [OPENING])
    assert found is not None
    assert found.stage == Stage()
    assert not found.is_closed


def test_a_closed_session_says_so() -> None:
    found = fold("S", [OPENING, stage_entry("A", 0, Stage(state=CLOSED))])
    assert found is not None
    assert found.is_closed


def test_what_was_written_ahead_counts_until_something_is_said() -> None:
    stage = lobby("abc", state="running", claimed={"checkin": {"b": "early"}})
    early = Entry("early", ANSWER, OPENING.at, "UTC", 3, "b", "B", {"session": None, "step": "checkin", "by": "b"})
    other = early._replace(id="unclaimed")
    now = early._replace(id="now", author="a", rev=0, data={**early.data, "session": "S"})
    entries = [OPENING, stage_entry("A", 0, stage), early, other]
    found, later = fold("S", entries), fold("S", [*entries, now])
    assert found is not None
    assert later is not None
    assert found.answer("checkin", "b") == early
    assert later.answer("checkin", "b") == now
    assert found.answer("checkin", "c") is None


@pytest.mark.parametrize("own", [{"by": ""}, {"by": "c", "line": True}])
def test_answers_by_nobody_in_particular_and_lines_of_the_open_floor_all_count(own: dict[str, object]) -> None:
    said = {"session": "S", "step": "hand", **own}
    lines = [Entry(n, ANSWER, OPENING.at, "UTC", 0, "a", "A", said) for n in "xy"]
    found = fold("S", [OPENING, *lines])
    assert found is not None
    assert len(found.answers) == 2


def test_together_answers_stay_hidden_until_the_reveal_except_to_their_author() -> None:
    said = Entry("x", ANSWER, OPENING.at, "UTC", 0, "b", "B", {"session": "S", "step": "ideas", "by": "b"})
    hidden = fold("S", [OPENING, said])
    shown = fold("S", [OPENING, said, stage_entry("A", 0, Stage(revealed=("ideas",)))])
    assert hidden is not None
    assert shown is not None
    assert [is_visible(hidden, said, who) for who in "ab"] == [False, True]
    assert is_visible(shown, said, "a")
    assert is_visible(hidden, said._replace(data={**said.data, "step": "checkin"}), "a")


def test_the_questions_drawn_travel_with_the_session() -> None:
    pool = {"checkin": (question("u"), question("v", "deep"))}
    opening = OPENING._replace(data=opening_data(to_data(ROOM.ritual), pool))
    found = fold("S", [opening])
    assert found is not None
    assert found.pool == pool
    assert found.ritual == ROOM.ritual
