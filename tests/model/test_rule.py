"""Recurrence rules: which days they name, and which are refused."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ritual.model.rule import Rule, parse_rule


def days(text: str, first: date, last: date) -> list[str]:
    return [f"{day:%a %d.%m.%y}" for day in parse_rule(text)[1].dates(first, last)]


def test_every_other_thursday_is_counted_from_a_fixed_monday() -> None:
    rule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;BYHOUR=14;BYMINUTE=30"
    assert parse_rule(rule)[0] == time(14, 30)
    assert days(rule, date(2024, 1, 1), date(2024, 2, 1)) == ["Thu 04.01.24", "Thu 18.01.24", "Thu 01.02.24"]


def test_dtstart_says_from_which_day_and_at_what_time() -> None:
    rule = "DTSTART:20261105T140000\nRRULE:FREQ=WEEKLY;INTERVAL=2"
    assert parse_rule(rule)[0] == time(14)
    assert days(rule, date(2026, 10, 1), date(2026, 12, 1)) == ["Thu 05.11.26", "Thu 19.11.26"]
    assert days(rule, date(2026, 10, 1), date(2026, 11, 1)) == []


def test_a_time_in_the_rule_beats_the_one_of_dtstart() -> None:
    assert parse_rule("dtstart=20261105T1430 freq=daily;byhour=9")[0] == time(9, 30)


def test_until_is_the_last_day() -> None:
    rule = "FREQ=DAILY;BYHOUR=9;UNTIL=20261102T235959Z"
    assert days(rule, date(2026, 11, 1), date(2026, 11, 9)) == ["Sun 01.11.26", "Mon 02.11.26"]


def test_the_last_friday_of_the_month() -> None:
    rule = "FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=15"
    assert days(rule, date(2026, 11, 1), date(2026, 12, 31)) == ["Fri 27.11.26", "Fri 25.12.26"]


def test_the_last_working_day_of_the_month() -> None:
    rule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;BYHOUR=15"
    assert days(rule, date(2026, 10, 1), date(2026, 10, 31)) == ["Fri 30.10.26"]


@settings(deadline=None)
@given(
    rule=st.sampled_from(
        [
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO;WKST=SU;BYHOUR=9",
            "FREQ=DAILY;INTERVAL=5;BYHOUR=9",
            "DTSTART:20240229T0900 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU",
        ]
    ),
    first=st.dates(date(2024, 3, 1), date(2034, 1, 1)),
)
def test_starting_late_finds_the_days_that_starting_early_finds(rule: str, first: date) -> None:
    every: Rule = parse_rule(rule)[1]
    last = first + timedelta(days=90)
    from_the_start = [day for day in every.dates(every.start, last) if day >= first]
    assert list(every.dates(first, last)) == from_the_start


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "doesn't say how often"),
        ("BYHOUR=9", "doesn't say how often"),
        ("FREQ=SECONDLY;BYHOUR=9", "FREQ can't be “SECONDLY”; it is like FREQ=WEEKLY"),
        ("FREQ=MINUTELY", "FREQ can't be “MINUTELY”"),
        ("FREQ=HOURLY", "FREQ can't be “HOURLY”"),
        ("FREQ=DAILY;INTERVAL=0;BYHOUR=9", "INTERVAL can't be “0”"),
        ("FREQ=DAILY;INTERVAL=99999999999999999999;BYHOUR=9", "INTERVAL can't be"),
        ("FREQ=DAILY;BYHOUR=9,10", "BYHOUR can't be “9,10”"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR can't be “24”"),
        ("FREQ=DAILY;BYDAI=MO", "“BYDAI” can't stand in a rule. Did you mean “BYDAY”"),
        ("FREQ=DAILY;COUNT=3", "“COUNT” can't stand in a rule. Did you mean “UNTIL”"),
        ("FREQ=DAILY;XX=1", "“XX” can't stand in a rule; it may have FREQ"),
        ("FREQ=DAILY;BYSECOND=1", "“BYSECOND” can't stand in a rule"),
        ("FREQ=WEEKLY;BYDAY=0MO;BYHOUR=9", "BYDAY can't be “0MO”"),
        ("FREQ=WEEKLY;BYDAY=TH", "doesn't say at what time, like BYHOUR=14"),
        ("FREQ=WEEKLY;BYHOUR=9", "doesn't say on which day"),
        ("FREQ=DAILY;BYDAY=MO;BYHOUR=9", "BYDAY can't stand beside FREQ=DAILY"),
        ("FREQ=WEEKLY;BYDAY=MO;BYMONTH=1;BYHOUR=9", "BYMONTH can't stand beside FREQ=WEEKLY"),
        ("DTSTART:20261105T0900 FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS chooses among days"),
        ("FREQ=DAILY;BYHOUR=9;UNTIL=20260230", "“20260230” isn't a day"),
        ("DTSTART:20260230T0900 FREQ=DAILY", "“20260230” isn't a day"),
        ("DTSTART;TZID=Asia/Kolkata:20261105T090000 FREQ=DAILY", "it is like DTSTART:20261105T140000"),
        ("DTSTART:00010101T090000 FREQ=DAILY", "isn't understood"),
    ],
)
def test_what_is_wrong_with_a_rule_is_told(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_rule(text)


PARTS = st.sampled_from(
    [
        "FREQ=DAILY FREQ=WEEKLY FREQ=MONTHLY FREQ=YEARLY",
        "INTERVAL=1 INTERVAL=7 INTERVAL=999",
        "BYDAY=MO BYDAY=+1MO BYDAY=-5SU,TU BYDAY=5FR,-1FR BYDAY=53FR",
        "BYMONTH=1 BYMONTH=02,12",
        "BYMONTHDAY=31 BYMONTHDAY=-31 BYMONTHDAY=1,-1",
        "BYSETPOS=1 BYSETPOS=-366 BYSETPOS=999",
        "UNTIL=20300101 WKST=SU",
    ]
).flatmap(lambda values: st.sampled_from(values.split()))


@settings(deadline=None)
@given(st.lists(PARTS, max_size=6))
def test_every_rule_is_refused_with_a_sentence_or_ends(parts: list[str]) -> None:
    text = ";".join(["FREQ=MONTHLY", *parts, "BYHOUR=9"])
    try:
        rule = parse_rule(text)[1]
    except ValueError as refused:
        assert str(refused).endswith(".")
        return
    first = date(2026, 11, 24)
    assert all(first <= day <= date(2027, 11, 24) for day in rule.dates(first, date(2027, 11, 24)))
