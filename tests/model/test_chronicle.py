"""A long span as a story: what it says about the team, and which few lines it brings again."""

import pytest

from ritual.model.chronicle import chronicle, is_long
from ritual.model.recap import Line, Recap, Section
from ritual.model.recap_text import as_jsonl, as_markdown, as_text
from ritual.model.team import Person, Team
from ritual.words import speaking

QUARTER = Recap("Quarter 4, 2026", "2026-09-30T22:00:00Z", "2026-12-31T23:00:00Z", ())
ZONE = "Europe/Madrid"


def lines(kind: str, month: int, count: int, state: str = "", **more: str) -> list[Line]:
    return [
        Line(
            f"{kind}-{month}-{n}{state}",
            kind,
            f"2026-{month:02}-02T09:{n:02}:00Z",
            f"P{n}",
            "",
            f"{kind} {month} {n}",
            people=(f"g{n}", f"p{n}"),
            state=state,
            **more,
        )
        for n in range(count)
    ]


def quarter(
    thanks: list[Line] | None = None,
    wins: list[Line] | None = None,
    promises: list[Line] | None = None,
    **more: tuple[Line, ...],
) -> Recap:
    by_kind = {"thanks": thanks or (), "wins": wins or (), "promises": promises or (), **more}
    return QUARTER._replace(sections=tuple(Section(kind, kind, tuple(each)) for kind, each in by_kind.items() if each))


def team(*quiet: str) -> Team:
    people = [Person(each, each, each, praise="quiet" if each in quiet else "aloud") for each in ("p0", "p1", "g1")]
    return Team("t", "Platform", people={person.id: person for person in people})


TEAM = team()


def told(whole: Recap) -> str:
    return " ".join(chronicle(whole, TEAM, ZONE).told)


@pytest.mark.parametrize(
    ("until", "long"),
    [("2026-12-01T00:00:00Z", True), ("2026-11-01T01:00:00Z", False), ("2026-10-08T00:00:00Z", False)],
)
def test_a_month_and_less_is_listed_and_more_is_told(until: str, long: bool) -> None:
    assert is_long("2026-10-01T00:00:00Z", until) is long


def test_it_is_told_in_sentences_about_the_team() -> None:
    whole = quarter(
        lines("kudos", 10, 3),
        [*lines("win", 10, 2), *lines("win", 12, 1)],
        [*lines("action", 10, 3, "done"), *lines("action", 11, 1, "wanted"), *lines("action", 11, 2, "dropped")],
        arrivals=(Line("j", "person", "2026-10-05", "", "", "Jo Ek"),),
    )
    assert told(whole._replace(rounds=40, seconds=7200)) == (
        "40 rounds, 120 minutes together. 3 wins: 2 in October and 1 in December. Thanks were said 3 times. "
        "6 promises: 3 kept, 1 open and 2 dropped. New in the team: Jo Ek."
    )


def test_it_says_nothing_about_what_there_was_not() -> None:
    assert told(QUARTER) == ""
    assert told(quarter(lines("kudos", 10, 1))) == "Thanks were said once."
    assert told(quarter(wins=lines("win", 11, 1))) == "1 win in November."
    assert told(quarter(promises=lines("action", 11, 1, "open"))) == "1 promise: 1 open."
    assert "Nothing was kept." in as_text(chronicle(QUARTER, TEAM, ZONE), ZONE)


def test_wins_stand_by_month_and_promises_by_what_became_of_them() -> None:
    promises = [*lines("action", 10, 1, "dropped"), *lines("action", 11, 1, "open"), *lines("action", 11, 1, "done")]
    promises = [each._replace(detail="by Fri" if each.state == "open" else each.state) for each in promises]
    found = chronicle(quarter(wins=[*lines("win", 10, 2), *lines("win", 12, 1)], promises=promises), TEAM, ZONE)
    assert [(section.title, len(section.lines)) for section in found.sections] == [
        ("Wins in October", 2),
        ("Wins in December", 1),
        ("Promises kept", 1),
        ("Promises open", 1),
        ("Promises dropped", 1),
    ]
    assert [line.detail for line in found.lines[-3:]] == ["", "by Fri", ""]


def test_a_month_begins_in_the_team_s_zone_and_none_before_the_span() -> None:
    early = [Line("1", "win", "2026-10-31T23:30:00Z", "", "", "x"), Line("2", "win", "unreadable", "", "", "y")]
    found = chronicle(quarter(wins=early), TEAM, ZONE)
    assert [section.title for section in found.sections] == ["Wins in October", "Wins in November"]


def test_over_years_months_say_which() -> None:
    wins = [*lines("win", 12, 1), Line("1", "win", "2027-01-05T00:00:00Z", "", "", "x")]
    assert [section.title for section in chronicle(quarter(wins=wins), TEAM, ZONE).sections] == [
        "Wins in December 2026",
        "Wins in January 2027",
    ]


def test_thanks_are_few_spread_over_the_months_and_it_says_how_they_were_chosen() -> None:
    whole = quarter([*lines("kudos", 10, 9), *lines("kudos", 11, 9), *lines("kudos", 12, 1)])
    (section,) = chronicle(whole, TEAM, ZONE).sections
    assert [line.id.split("-")[1] for line in section.lines] == ["10", "10", "11", "11", "12"]
    assert section.note == "5 of 19. Chosen by lot among those that say enough, spread over people."
    assert section.note in as_markdown(chronicle(whole, TEAM, ZONE), ZONE)
    assert section.note in " ".join(as_text(chronicle(whole, TEAM, ZONE), ZONE).split())


def test_a_year_brings_some_of_every_month() -> None:
    thanks, wins = ([each for month in range(1, 13) for each in lines(kind, month, 20)] for kind in ("kudos", "win"))
    found = chronicle(quarter(thanks, wins)._replace(start="2025-12-31T23:00:00Z"), TEAM, ZONE)
    assert [len(section.lines) for section in found.sections] == [12, *[5] * 12]


def test_thanks_for_whoever_wants_no_praise_aloud_are_not_among_the_chosen() -> None:
    found = chronicle(quarter(lines("kudos", 10, 2)), team("p0", "g1"), ZONE)
    assert [line.words for line in found.lines] == ["kudos 10 1"]
    assert chronicle(quarter(lines("kudos", 10, 1)), team("p0"), ZONE).sections == ()


def test_how_lines_were_chosen_is_said_once() -> None:
    thanks, wins = ([each for month in (10, 11) for each in lines(kind, month, 30)] for kind in ("kudos", "win"))
    notes = [section.note for section in chronicle(quarter(thanks, wins), TEAM, ZONE).sections]
    assert notes == ["6 of 60. Chosen by lot among those that say enough, spread over people.", *["22 of 30."] * 2]
    assert chronicle(quarter(wins=wins), TEAM, ZONE).sections[0].note.startswith("22 of 30. Chosen")


def test_charts_show_every_month_between_the_first_and_the_last() -> None:
    wins, thanks = chronicle(quarter(lines("kudos", 10, 5), lines("win", 12, 6)), TEAM, ZONE).charts
    assert [(row.label, row.told) for row in wins.rows] == [("October", "0"), ("November", "0"), ("December", "6")]
    assert [row.values for row in thanks.rows] == [(5.0,), (0.0,), (0.0,)]
    assert (wins.most, thanks.most, wins.meaning) == (6.0, 5.0, "win")


def test_a_chart_is_drawn_only_where_it_is_about_nobody() -> None:
    several = quarter(wins=[*lines("win", 10, 4), *lines("win", 11, 2)])
    assert len(chronicle(several, TEAM, ZONE).charts) == 1
    assert chronicle(several, TEAM._replace(people={}), ZONE).charts == ()
    assert chronicle(quarter(wins=lines("win", 10, 9)), TEAM, ZONE).charts == ()
    assert chronicle(quarter(wins=[*lines("win", 10, 2), *lines("win", 11, 2)]), TEAM, ZONE).charts == ()


def test_the_same_record_gives_the_same_story_whatever_order_it_is_read_in() -> None:
    thanks, wins = lines("kudos", 10, 9), lines("win", 11, 9)
    assert chronicle(quarter(thanks, wins), TEAM, ZONE) == chronicle(quarter(thanks[::-1], wins[::-1]), TEAM, ZONE)


def test_answers_and_parked_topics_are_left_to_shorter_recaps() -> None:
    some = (Line("1", "answer", "2026-10-05", "", "", "x"),)
    assert chronicle(quarter(said=some, parked=some), TEAM, ZONE).sections == ()


def test_it_speaks_german() -> None:
    with speaking("de"):
        whole = quarter(lines("kudos", 10, 2), lines("win", 10, 1), lines("action", 10, 1, "done"))
        assert told(whole._replace(rounds=1, seconds=60)) == (
            "1 Runde, zusammen 1 Minute. 1 Erfolg im Oktober. 2-mal wurde gedankt. 1 Zusage: 1 eingehalten."
        )


def test_as_text_it_stands_in_paragraphs() -> None:
    found = chronicle(quarter(wins=lines("win", 10, 1)), TEAM, ZONE)
    assert as_text(found, ZONE) == ("Quarter 4, 2026\n\n1 win in October.\n\nWins in October\n  P0: win 10 0\n")
    assert '"told": ["1 win in October."]' in as_jsonl(found)
