"""The team's pictures: what is in them, and when there is none."""

from datetime import date, timedelta

from ritual.model import insights
from ritual.model.insights import Round, coverage, planned, slots
from ritual.model.ritual import Ritual
from ritual.model.span import Span, month_of, year_of
from ritual.model.stage import Stage
from tests.model.rooms import step

TODAY = date(2026, 11, 24)
NOVEMBER = month_of(TODAY)
ROWS = slots(NOVEMBER, TODAY)
ROUNDS = [
    Round(date(2026, 11, 3), "Standup", 120, 90),
    Round(date(2026, 11, 4), "Standup", 60, 90),
    Round(date(2026, 11, 12), "Weekly", 600, 720),
]


def test_rows_are_whole_weeks_that_have_begun() -> None:
    assert [row.label for row in ROWS] == ["Week 44", "Week 45", "Week 46", "Week 47", "Week 48"]
    assert (ROWS[0].span.start, ROWS[-1].span.end_exclusive) == (date(2026, 10, 26), date(2026, 11, 30))


def test_moving_a_span_by_a_day_cuts_nothing_out() -> None:
    cut = [slots(Span(date(2026, 11, 2) + timedelta(days=n), date(2026, 11, 9)), TODAY) for n in range(7)]
    assert cut == cut[:1] * 7


def test_a_long_span_has_a_row_for_each_month() -> None:
    labels = [row.label for row in slots(year_of(TODAY), TODAY)]
    assert (labels[0], labels[-1], len(labels)) == ("January 2026", "November 2026", 11)


def test_a_span_that_lies_ahead_has_one_row() -> None:
    assert len(slots(year_of(date(2030, 1, 1)), TODAY)) == 1


def test_minutes_are_averages_by_ritual_and_sums_by_week() -> None:
    chart = insights.by_ritual(ROUNDS)
    assert [(row.label, row.values, row.told) for row in chart.rows] == [
        ("Standup", (1.5, 1.5), "1:30 of 1:30"),
        ("Weekly", (10, 12), "12:00 of 10:00"),
    ]
    assert chart.most == 12
    weeks = insights.by_time(ROUNDS, ROWS)
    assert [row.told for row in weeks.rows] == ["no round", "3:00 of 3:00", "12:00 of 10:00", "no round", "no round"]


def test_of_fewer_than_three_rounds_nothing_is_drawn() -> None:
    for chart in (insights.by_ritual(ROUNDS[:2]), insights.by_time(ROUNDS[:2], ROWS), insights.by_ritual([])):
        assert chart.rows == ()
        assert chart.quiet == "Fewer than three rounds were held in this time."


def test_rounds_that_took_no_time_are_no_scale_of_nothing() -> None:
    blank = [Round(TODAY, "Own", 0, 0)] * 3
    assert insights.by_ritual(blank).most > 0


def test_thanks_and_wins_are_counted_from_five_on_in_a_team_of_three() -> None:
    for picture in (insights.thanks, insights.wins):
        assert [row.told for row in picture([0, 3, 2, 0, 0], ROWS, 3).rows] == ["0", "3", "2", "0", "0"]
        assert picture([0, 3, 2, 0, 0], ROWS, 3).most == 4
        assert picture([0, 9, 2, 0, 0], ROWS, 3).most == 9
        assert picture([0, 2, 2, 0, 0], ROWS, 3).quiet == "Fewer than five were kept in this time."
        assert "about a person" in picture([0, 30, 20, 0, 0], ROWS, 2).quiet


def test_promises_are_done_still_open_or_dropped() -> None:
    states = ["done", "done", "open", "wanted", "dropped"]
    assert [(row.label, row.told) for row in insights.promises(states, 3).rows] == [
        ("done", "2 of 5"),
        ("still open", "2 of 5"),
        ("dropped", "1 of 5"),
    ]
    assert insights.promises(states[1:], 3).quiet == "Fewer than five promises were made in this time."
    assert "about a person" in insights.promises(states, 2).quiet


def test_coverage_is_said_only_when_complete_and_of_six() -> None:
    assert coverage("abcdef", "abcdefg", "All.") == "All."
    assert coverage("abcdef", "abcde", "All.") == ""
    assert coverage("abcde", "abcde", "All.") == ""


def test_what_was_planned_follows_people_notes_and_whole_steps() -> None:
    steps = (
        step("checkin", seconds=10),
        step("gratitude", seconds=20),
        step("actions", seconds=5),
        step("question", seconds=60, whole=True),
        step("wins", "open", seconds=7, order="open"),
        step("checkout", seconds=99),
    )
    ritual = Ritual("own", {}, {}, tuple(each._replace(order=each.order or "fair") for each in steps))
    stage = Stage(heads=4, spent={each.id: 1.0 for each in steps if each.id != "checkout"})
    assert planned(ritual, stage, 3) == 40 + 60 + 5 + 60 + 7
    assert planned(ritual, stage, 0) == 40 + 20 + 5 + 60 + 7
