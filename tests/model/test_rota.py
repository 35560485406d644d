"""Who is asked to lead: fair, the same on every machine, never somebody who is away or new, and swaps hold."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.days_off import DaysOff
from ritual.model.memory import NEW_FOR, Held
from ritual.model.rota import (
    AGREED,
    ALONE,
    LISTED,
    LONGEST,
    LOT,
    Rota,
    Round,
    Turn,
    leads,
    rota_from,
    turns,
)
from ritual.model.stage import Stage
from ritual.model.team import Team
from tests.model.rooms import team

START = date(2026, 11, 25)
NAMES = "abcde"
PEOPLE = st.sampled_from(NAMES)


def rounds(count: int, start: date = START) -> list[Round]:
    days = [start + timedelta(days=n) for n in range(count)]
    return [Round(datetime(day.year, day.month, day.day, 9, tzinfo=UTC), day) for day in days]


def held(*leaders: str, ritual: str = "standup") -> list[Held]:
    return [Held(f"s{n}", f"2026-10-{n + 1:02}T09:00:00Z", ritual, Stage(leader=who)) for n, who in enumerate(leaders)]


def asked(rota: Rota, count: int, past: list[Held], where: Team) -> list[str]:
    return [turn.person for turn in turns(rota, rounds(count), "standup", past, where)]


def agreed(days: dict[int, str]) -> dict[str, str]:
    return {(START + timedelta(days=n)).isoformat(): who for n, who in days.items()}


def test_who_led_longest_ago_is_asked_first() -> None:
    assert asked(Rota(), 5, held(*"ebadc"), team()) == list("ebadc")
    assert asked(Rota(tuple("cab")), 4, held(*"ab"), team()) == list("cabc")
    assert asked(Rota(tuple("cab")), 4, held(*"ab", ritual="weekly"), team()) == list("cabc")


def test_the_reason_is_one_of_a_few_words() -> None:
    def reason(rota: Rota, *leaders: str, where: Team | None = None) -> str:
        return turns(rota, rounds(1), "standup", held(*leaders), where or team())[0].reason

    away = team(c={"away": "yes"}, d={"away": "yes"}, e={"away": "yes"}, a={"away": "yes"})
    assert reason(Rota()) == LOT
    assert reason(Rota(("c", "a"))) == LISTED
    assert reason(Rota(), "a") == reason(Rota(), "b", where=away) == LONGEST
    assert reason(Rota(("c",))) == ALONE
    assert reason(Rota((), agreed({0: "d"}))) == AGREED


def test_everybody_away_means_that_nobody_is_asked() -> None:
    nobody = turns(Rota(("a",)), rounds(1), "standup", [], team(a={"away": "yes"}))[0]
    assert (nobody.person, nobody.reason, leads(nobody, "A")) == ("", "", "")


def test_words_say_nothing_about_anybody_else() -> None:
    words = [leads(Turn(rounds(1)[0], "a", reason), "Ana") for reason in (LONGEST, LOT, LISTED, AGREED, ALONE)]
    assert words == [
        "Ana leads: longest since.",
        "Ana leads: by lot.",
        "Ana leads: next on the list.",
        "Ana leads: as agreed.",
        "Ana leads.",
    ]


def test_a_swap_is_honoured_and_who_agreed_isnt_asked_right_before() -> None:
    found = asked(Rota(tuple("abc"), agreed({2: "b"})), 6, held(*"abc"), team())
    assert found == list("acbacb")


@given(st.lists(PEOPLE, max_size=12), st.integers(1, 4))
def test_over_whole_turns_everybody_leads_alike(leaders: list[str], times: int) -> None:
    found = asked(Rota(), len(NAMES) * times, held(*leaders), team())
    assert set(Counter(found).values()) == {times}
    assert all(a != b for a, b in pairwise(found))


Leave = st.dictionaries(PEOPLE, st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4)


def with_leave(leave: dict[str, tuple[int, int]]) -> Team:
    spans = {
        who: DaysOff((START + timedelta(days=a)).isoformat(), (START + timedelta(days=a + n)).isoformat())
        for who, (a, n) in leave.items()
    }
    changed: dict[str, dict[str, object]] = {who: {"leave": (span,)} for who, span in spans.items()}
    return team(NAMES, **changed)


@given(st.lists(PEOPLE, max_size=9), Leave, st.dictionaries(st.integers(0, 11), PEOPLE, max_size=4))
def test_nobody_is_asked_who_is_away_and_swaps_with_those_who_are_there_hold(
    leaders: list[str], leave: dict[str, tuple[int, int]], swaps: dict[int, str]
) -> None:
    where = with_leave(leave)
    found = turns(Rota((), agreed(swaps)), rounds(12), "standup", held(*leaders), where)
    for n, turn in enumerate(found):
        there = [who for who in NAMES if not where.person(who).is_away(turn.round.day)]
        assert turn.person in there if there else turn.person == ""
        if swaps.get(n) in there:
            assert (turn.person, turn.reason) == (swaps[n], AGREED)
        else:
            assert turn.reason != AGREED


@given(st.lists(PEOPLE, max_size=9), Leave, st.dictionaries(st.integers(0, 11), PEOPLE, max_size=4), st.randoms())
def test_the_order_of_what_the_record_holds_changes_nothing(
    leaders: list[str], leave: dict[str, tuple[int, int]], swaps: dict[int, str], random: Random
) -> None:
    where = with_leave(leave)
    people = list(where.people.items())
    pairs = list(agreed(swaps).items())
    random.shuffle(people)
    random.shuffle(pairs)
    one = turns(Rota((), agreed(swaps)), rounds(12), "standup", held(*leaders), where)
    other = turns(Rota((), dict(pairs)), rounds(12), "standup", held(*leaders), where._replace(people=dict(people)))
    assert one == other


@given(st.lists(PEOPLE, max_size=9), st.dictionaries(st.integers(0, 5), PEOPLE, max_size=3), st.integers(1, 6))
def test_asking_for_more_rounds_changes_nothing_about_the_first(
    leaders: list[str], swaps: dict[int, str], count: int
) -> None:
    rota, past = Rota((), agreed(swaps)), held(*leaders)
    assert asked(rota, 20, past, team())[:count] == asked(rota, count + len(NAMES), past, team())[:count]


@given(st.integers(0, NEW_FOR), st.dictionaries(st.integers(0, 9), st.just("e"), max_size=3))
def test_a_newcomer_leads_in_none_of_the_first_rounds(seen: int, swaps: dict[int, str]) -> None:
    past = held(*"abcd"[:seen], *"a" * (seen - 4))
    where = team(e={"joined": "2026-09-30T00:00:00Z"})
    found = asked(Rota((), agreed(swaps)), 10, past, where)
    assert "e" not in found[: NEW_FOR - seen]
    assert "e" in found


def test_who_has_left_or_was_never_there_is_asked_no_more() -> None:
    assert set(asked(Rota(tuple("abx")), 3, [], team(b={"left": True}))) == {"a"}
    assert set(asked(Rota(tuple("xyz")), 5, [], team())) == set(NAMES)
    assert asked(Rota(("a",), agreed({0: "x"})), 1, [], team()) == ["a"]


def test_a_rota_is_read_out_of_settings_whatever_others_wrote() -> None:
    settings: dict[str, object] = {
        "rota/standup": {"on": True, "people": ["a", 3, "b"]},
        "rota/weekly": {"on": False},
        "rota/retro": "yes",
        "swap/standup/2026-12-03": "c",
        "swap/standup/2026-12-04": None,
        "swap/weekly/2026-12-03": "d",
    }
    assert rota_from(settings, "standup") == Rota(("a", "b"), {"2026-12-03": "c"})
    assert [rota_from(settings, name) for name in ("weekly", "retro", "kickoff")] == [None] * 3


@pytest.mark.parametrize("lang", ["de"])
def test_words_are_german_too(lang: str) -> None:
    from ritual.words import speaking

    with speaking(lang):
        assert leads(Turn(rounds(1)[0], "a", LONGEST), "Ana") == "Ana moderiert: am längsten her."
