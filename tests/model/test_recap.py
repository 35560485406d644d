"""The lines of a recap: the same for the same entries, in words that people say."""

from itertools import permutations

import pytest

from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, SESSION, WIN, Entry
from ritual.model.recap import Line, Recap, Section, sections
from ritual.model.ritual import Ritual
from ritual.model.team import Person, Team
from ritual.words import speaking
from tests.model.rooms import ENERGY, step
from tests.nasty import NASTY

PEOPLE = (Person("a", "ana", "Ana Ruiz"), Person("b", "bo", "Bo Andersen"), Person("c", "chris", "Chris Vega"))
TEAM = Team("t", "Platform", people={person.id: person for person in PEOPLE})
OWN = Ritual("standup", {"en": "Standup"}, {}, (step("question", "hand", title={"en": "A hand", "de": "Hilfe"}),))


def entry(
    sort: str, entry_id: str = "x", /, author: str = "", at: str = "2026-11-24T09:30:00Z", **data: object
) -> Entry:
    return Entry(entry_id, sort, at, "UTC", 0, author or str(data.get("by") or ""), "device", data)


def told(*entries: Entry, lang: str = "en", states: dict[str, str] | None = None) -> tuple[Section, ...]:
    return sections(entries, states or {}, [OWN], TEAM, lang)


def only(*entries: Entry, lang: str = "en", states: dict[str, str] | None = None) -> Line:
    (section,) = told(*entries, lang=lang, states=states)
    (line,) = section.lines
    return line


def test_thanks_say_for_whom_and_from_whom() -> None:
    line = only(entry(KUDOS, by="b", to=["a"], words="the notes", link="a41f9c"))
    assert (line.who, line.source, line.words, line.detail, line.link) == (
        "Ana",
        "from Bo",
        "the notes",
        "a41f9c",
        "a41f9c",
    )
    assert line.people == ("b", "a")
    assert only(entry(KUDOS, by="b", to=["a", "c"], words="x")).who == "Ana and Chris"
    assert only(entry(KUDOS, by="b", to=["a", "c"], all=True, words="x")).who == "everybody"
    assert only(entry(KUDOS, by="", to=["~Kim"], words="x"))[3:5] == ("Kim", "")


def test_wins_say_everybody_who_has_a_part_and_who_noted_them() -> None:
    shared = {"by": "a", "with": ["b"], "words": "search is fast", "link": "#12"}
    line = only(entry(WIN)._replace(data=shared))
    assert (line.who, line.source, line.detail, line.people) == ("Ana and Bo", "", "#12", ("a", "b"))
    assert only(entry(WIN, by="b", words="x")._replace(author="a")).source == "noted by Ana"
    assert only(entry(WIN, words="the team's")._replace(author="a"))[3:5] == ("", "")


@pytest.mark.parametrize(
    ("due", "said"),
    [("2026-11-27", "by Fri 27 Nov"), ("2027-01-04", "by Mon 4 Jan 2027"), ("soonish", "by soonish"), ("", "")],
)
def test_a_promise_says_its_day_as_people_do(due: str, said: str) -> None:
    line = only(entry(ACTION, by="b", words="fix it", due=due), states={"x": "open"})
    assert (line.detail, line.due, line.state) == (said, due, "open")


def test_a_promise_says_its_day_in_the_language_spoken() -> None:
    with speaking("de"):
        assert "27" in only(entry(ACTION, by="b", words="x", due="2026-11-27")).detail


@pytest.mark.parametrize(("state", "said"), [("done", "done"), ("dropped", "dropped"), ("wanted", "by Fri 27 Nov")])
def test_a_promise_says_what_became_of_it(state: str, said: str) -> None:
    line = only(entry(ACTION, by="", words="x", due="2026-11-27"), states={"x": state})
    assert (line.detail, line.state, line.who) == (said, state, "")


def test_answers_stand_under_the_title_of_their_step() -> None:
    answer = entry(ANSWER, by="c", ritual="standup", step="hand", words="a reviewer")
    assert [section.title for section in told(answer)] == ["A hand"]
    assert [section.title for section in told(answer, lang="de")] == ["Hilfe"]
    assert [section.title for section in told(answer._replace(data={"words": "x"}))] == ["Answers"]
    assert only(answer).who == "Chris"


@pytest.mark.parametrize(
    ("point", "words", "said"), [(2, "", "2 low"), (3, "gut", "3 full, gut"), (9, "", "9"), (None, "gut", "gut")]
)
def test_a_point_that_is_kept_says_what_it_means(point: int | None, words: str, said: str) -> None:
    own = Ritual("own", {"en": "Own"}, {}, (step(scale=ENERGY),))
    answer = entry(ANSWER, by="c", ritual="own", step="checkin", words=words, point=point)
    assert sections([answer], {}, [own], TEAM, "en")[0].lines[0].words == said


def test_only_parked_topics_of_all_marks_are_told() -> None:
    assert told(entry(MARK, kind="opened", on="n", by="a")) == ()
    assert only(entry(MARK, kind="parked", by="", words="the certificates")).words == "the certificates"
    assert told(entry(SESSION)) == ()


def test_sections_come_in_one_order_and_lines_by_time_whatever_came_first() -> None:
    entries = (
        entry(MARK, "m", kind="parked", words="later"),
        entry(ANSWER, "q", by="c", ritual="standup", step="hand", words="a hand"),
        entry(ACTION, "p", by="b", words="promise"),
        entry(WIN, "w", by="a", words="win"),
        entry(KUDOS, "k2", by="a", to=["b"], words="second")._replace(at="2026-11-24T09:31:00Z"),
        entry(KUDOS, "k1", by="a", to=["b"], words="first"),
    )
    found = {told(*some) for some in permutations(entries)}
    (one,) = found
    assert [section.kind for section in one] == ["thanks", "wins", "promises", "said", "parked"]
    assert [line.words for line in one[0].lines] == ["first", "second"]
    assert [line.id for line in Recap("", "", "", one).lines] == ["k1", "k2", "w", "p", "q", "m"]


def test_somebody_who_left_is_still_called_by_name() -> None:
    left = Team("t", "P", people={**TEAM.people, "d": Person("d", "dai", "Dai Ito", left=True)})
    (section,) = sections([entry(WIN, by="d", words="x")], {}, [], left, "en")
    assert section.lines[0].who == "Dai"


@pytest.mark.parametrize("nasty", NASTY)
def test_whatever_is_written_where_nothing_breaks(nasty: str) -> None:
    data: dict[str, object] = dict.fromkeys(("words", "link", "due", "step", "ritual", "by"), nasty)
    for kind in (KUDOS, WIN, ACTION, ANSWER, MARK):
        for section in told(entry(kind)._replace(data={**data, "to": [nasty], "kind": "parked", "with": nasty})):
            assert section.lines[0].id == "x"
