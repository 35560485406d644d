"""Few lines out of many: spread over people, the same every time, and never more than asked for."""

from hypothesis import given
from hypothesis import strategies as st

from ritual.model.recap import Line
from ritual.model.spread import SAYS_MORE, spread

LONG = "x" * SAYS_MORE


def line(line_id: str, *people: str, words: str = LONG, link: str = "", at: str = "2026-11-24T09:30:00Z") -> Line:
    return Line(line_id, "kudos", at, "", "", words, people=people, link=link)


def ids(*groups: list[Line], most: int, lot: str = "lot") -> list[list[str]]:
    return [[each.id for each in few] for few in spread(groups, most, lot)]


def test_whoever_is_in_fewer_of_them_comes_first() -> None:
    (few,) = ids([line("1", "a", "b"), line("2", "a", "b"), line("3", "c", "d")], most=2)
    assert "3" in few
    first, second = ids([line("1", "a", "b")], [line("2", "a", "c"), line("3", "d", "e")], most=1)
    assert (first, second) == (["1"], ["3"])


def test_lines_that_say_more_or_bring_evidence_come_before_the_others() -> None:
    short, long = line("1", "a", words="thanks"), line("2", "b")
    assert ids([short, long], most=1) == [["2"]]
    evidence = line("3", "c", words="thanks", link="a41f9c")
    assert ids([short, evidence], most=1) == [["3"]]


def test_of_equals_the_lot_decides_and_another_lot_decides_otherwise() -> None:
    every = [line(str(n), f"a{n}") for n in range(20)]
    assert ids(every, most=3) == ids(every[::-1], most=3)
    assert len({str(ids(every, most=3, lot=str(lot))) for lot in range(5)}) > 1


def test_nobody_in_particular_is_never_met_before() -> None:
    assert ids([line("1", ""), line("2", ""), line("3")], most=3) == [["1", "2", "3"]]


LINES = st.builds(
    line,
    st.uuids().map(str),
    st.sampled_from("abcd"),
    st.sampled_from("abcd"),
    at=st.sampled_from(["2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z"]),
    words=st.sampled_from(["", "short", LONG]),
)


@given(st.lists(st.lists(LINES, max_size=6), max_size=4), st.integers(0, 4))
def test_it_is_at_most_so_many_of_each_group_in_the_order_of_time(groups: list[list[Line]], most: int) -> None:
    chosen = spread(groups, most, "lot")
    assert [len(few) for few in chosen] == [min(most, len(group)) for group in groups]
    for few, group in zip(chosen, groups, strict=True):
        assert list(few) == sorted(few, key=lambda each: (each.at, each.id))
        assert {each.id for each in few} <= {each.id for each in group}


@given(st.lists(LINES, min_size=8, max_size=12))
def test_nobody_is_in_a_third_line_while_somebody_is_in_none(lines: list[Line]) -> None:
    everybody = [line(str(n), who) for n, who in enumerate("abcd")]
    (few,) = spread([[*everybody, *lines]], 4, "lot")
    people = [who for each in few for who in each.people]
    assert len(set(people)) == 4 or max(map(people.count, people)) < 3
