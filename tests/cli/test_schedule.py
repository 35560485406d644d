"""The rounds to come: with everybody's clock, days off, the rota and who is away; and as a calendar file."""

import json
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.shells import Typing, alone

PEOPLE = "Ana Ruiz @ana Europe/Madrid lead\nBo Lind @bo Europe/London\nKim @kim Asia/Tokyo\nLee @lee\n"


@pytest.fixture
def apart(tmp_path: Path) -> Typing:
    """A team in several zones, on a Tuesday a minute before the standup."""
    shell = alone(tmp_path)
    shell.give("init", "Platform", "--people", "-", "--me", "@ana", stdin=PEOPLE)
    return shell


def test_two_weeks_of_rounds_with_everybodys_clock(apart: Typing) -> None:
    lines = apart.give("schedule").splitlines()
    assert lines[:3] == [
        "Tue 24 Nov 09:30  Standup",
        "                  08:30 Bo · 09:30 Ana and Lee · 17:30 Kim",
        "Wed 25 Nov 09:30  Standup",
    ]
    assert lines[-1] == "Mon 7 Dec 09:30   Standup"
    assert len([line for line in lines if "Bo" in line]) == 2


def test_clocks_are_said_again_when_they_change(apart: Typing) -> None:
    lines = apart.give("schedule", "25 mar to 30 mar").splitlines()
    assert [line.strip() for line in lines if "Kim" in line] == [
        "08:30 Bo · 09:30 Ana and Lee · 17:30 Kim",
        "13:00 Bo · 14:00 Ana and Lee · 22:00 Kim",
        "08:30 Bo · 09:30 Ana and Lee · 16:30 Kim",
    ]
    assert lines[0] == "Thu 25 Mar 2027 09:30  Standup"


def test_another_day_somewhere_is_named(apart: Typing) -> None:
    apart.give("members", "change", "@kim", "--zone", "Pacific/Honolulu")
    assert "Mon 23 Nov 22:30 Kim" in apart.give("schedule", "today")


def test_who_is_away_is_said_without_a_reason(apart: Typing) -> None:
    apart.give("members", "away", "@bo", "25 nov to 26 nov")
    lines = apart.give("schedule", "24 nov to 27 nov").splitlines()
    at = lines.index("Wed 25 Nov 09:30  Standup")
    assert lines[at + 1].strip() == "Away: Bo."
    assert len([line for line in lines if "Away" in line]) == 3


def test_everybody_in_one_place_needs_no_clocks(shell: Typing) -> None:
    assert shell.give("schedule", "tomorrow") == "Wed 25 Nov 09:30  Standup\n"


def test_days_off_stand_between_the_rounds(shell: Typing) -> None:
    added = shell.run("schedule", "off", "add", "24 dec to 1 jan", "Winter", "break")
    assert (added.out, added.err) == (
        "No rounds: Thu 24 Dec 2026 to Fri 1 Jan 2027, Winter break.\n",
        "“24 dec to 1 jan” is Thu 24 Dec 2026 to Fri 1 Jan 2027.\n",
    )
    shell.give("schedule", "off", "add", "5", "jan", "2027")
    shell.give("schedule", "off", "add", "2027-01-11 to 2027-01-12")
    assert shell.give("schedule", "23 dec to 12 jan").splitlines() == [
        "Wed 23 Dec 09:30      Standup",
        "Thu 24 Dec            No rounds up to Fri 1 Jan: Winter break.",
        "Mon 4 Jan 2027 09:30  Standup",
        "Tue 5 Jan             No rounds.",
        "Wed 6 Jan 2027 09:30  Standup",
        "Thu 7 Jan 2027 09:30  Standup",
        "Thu 7 Jan 2027 14:00  Weekly",
        "Fri 8 Jan 2027 09:30  Standup",
        "Mon 11 Jan            No rounds up to Tue 12 Jan.",
    ]


def test_every_command_skips_a_day_off(shell: Typing) -> None:
    shell.give("schedule", "off", "add", "today to tomorrow")
    assert "Standup at Thu 26 Nov 09:30" in shell.give()
    assert "“Standup”, Thu 26 Nov 09:30" in shell.run("checkin", "--mood", "4").err
    assert "at the earliest in “Standup”, Thu 26 Nov 09:30" in shell.run("kudos", "@bo", "thank you").err
    assert shell.give("remind", "--within", "20h") == ""
    assert shell.give("schedule", "off", "remove", "today").startswith("Rounds are held again: Tue 24 Nov 2026 to")
    assert "Standup at 09:30" in shell.give()


def test_a_note_opens_by_itself_only_after_a_round_that_could_be_held(shell: Typing) -> None:
    shell.give("schedule", "off", "add", "today to 29 nov")
    shell.give("kudos", "@bo", "thank you", "--team", "Platform")
    shell.machine.later(days=5)
    assert "[sealed]" in shell.give("log")
    shell.machine.later(days=2, hours=1)
    assert "[sealed]" not in shell.give("log")


def test_days_off_are_listed_and_taken_back(shell: Typing) -> None:
    assert shell.run("schedule", "off").err == "No days off are listed.\n"
    shell.give("schedule", "off", "add", "3 october", "Unity", "--yearly")
    shell.give("schedule", "off", "add", "1 dec")
    assert shell.give("schedule", "off", "list").splitlines() == [
        "Tue 1 Dec 2026",
        "Sun 3 Oct 2027, Unity, every year",
    ]
    shell.machine.later(days=30)
    assert shell.give("schedule", "off").splitlines() == ["Sun 3 Oct 2027, Unity, every year"]
    assert json.loads(shell.give("schedule", "off", "--json")) == {
        "v": 1,
        "type": "off",
        "first": "2027-10-03",
        "last": "2027-10-03",
        "title": "Unity",
        "yearly": True,
    }
    assert shell.run("schedule", "off", "remove", "3 oct 2029").code == 0
    assert shell.run("schedule", "off", "remove", "3 oct 2029").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("someday",),
        ("off", "add"),
        ("off", "remove"),
        ("off", "ad", "today"),
        ("off", "add", "someday"),
        ("off", "add", "2026-12-10 to 2026-12-01"),
        ("today", "--ics"),
        ("-o", "x.ics"),
    ],
)
def test_what_is_no_time_is_refused(shell: Typing, words: tuple[str, ...]) -> None:
    ran = shell.run("schedule", *words)
    assert (ran.code, ran.out) == (2, "")


def test_no_round_is_said(shell: Typing) -> None:
    ran = shell.run("schedule", "saturday to sunday")
    assert ran.out == ""
    assert ran.err.splitlines()[-1] == "No round is planned in these days."


def test_the_same_as_json(apart: Typing) -> None:
    apart.give("schedule", "off", "add", "26 nov", "Feast")
    apart.give("members", "away", "@kim", "25 nov to 25 nov")
    apart.give("rituals", "adopt", "retro")
    apart.give("rota", "standup", "--on", "@bo", "@ana")
    found = [json.loads(line) for line in apart.give("schedule", "24 nov to 26 nov", "--json").splitlines()]
    assert [each["type"] for each in found] == ["round", "round", "off"]
    assert found[2] == {"v": 1, "type": "off", "first": "2026-11-26", "last": "2026-11-26", "title": "Feast"}
    assert found[1] == {
        "v": 1,
        "type": "round",
        "ritual": "standup",
        "title": "Standup",
        "at": "2026-11-25T08:30:00Z",
        "zone": "Europe/Madrid",
        "local": [
            {"time": "2026-11-25T08:30", "zone": "Europe/London", "people": ["bo"]},
            {"time": "2026-11-25T09:30", "zone": "Europe/Madrid", "people": ["ana", "lee"]},
            {"time": "2026-11-25T17:30", "zone": "Asia/Tokyo", "people": ["kim"]},
        ],
        "leads": "ana",
        "reason": "longest",
        "away": ["kim"],
    }


def test_the_calendar_goes_to_stdout_or_into_a_file_and_names_nobody(apart: Typing) -> None:
    apart.give("members", "away", "@bo", "25 nov to 26 nov")
    apart.give("rota", "standup", "--on")
    apart.give("rituals", "adopt", "retro")
    text = apart.give("schedule", "--ics")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    found = Calendar.from_ical(text)
    assert [str(each["SUMMARY"]) for each in found.walk("VEVENT")] == ["Standup", "Weekly"]
    assert not any(name.casefold() in text.casefold() for name in ("Ana", "Ruiz", "Bo Lind", "Kim", "Lee"))
    assert "Away" not in text
    path = apart.machine.cwd / "team.ics"
    assert apart.give("schedule", "--ics", "-o", str(path)) == f"The calendar is in {path}.\n"
    assert path.read_bytes().decode() == text


def test_it_is_german_too(shell: Typing) -> None:
    shell.give("schedule", "off", "add", "24. dez bis 1. jan", "Betriebsferien")
    assert shell.give("--lang", "de", "schedule", "23. dez bis 4. jan").splitlines() == [
        "Mi 23. Dez 09:30      Standup",
        "Do 24. Dez            Keine Runden bis Fr 1. Jan: Betriebsferien.",
        "Mo 4. Jan 2027 09:30  Standup",
    ]
