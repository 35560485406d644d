"""What the first screen shows, and what stays sealed."""

from datetime import timedelta
from pathlib import Path

import pytest

from ritual.actions.founding import found
from ritual.actions.look import Overview, overview, sealed, sealed_ids
from ritual.actions.mine import remove
from ritual.actions.settings import RITUAL, change
from ritual.actions.wins import log_win
from ritual.actions.workspace import Workspace
from ritual.model.entry import MARK, put
from ritual.model.instant import iso
from tests.actions.teams import (
    ANA,
    BO,
    CHRIS,
    DAI,
    TEAM,
    Machine,
    adopted,
    begun,
    changed,
    done,
    founded,
    led,
    step,
    thanked,
    to,
    wrote_ahead,
)


def at(seen: Overview) -> list[tuple[str, str]]:
    return [(coming.name, iso(coming.at)[:16] if coming.at else "") for coming in seen.coming]


def test_today_at_a_glance(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    wrote_ahead(ws, DAI, "fine")
    thanked(ws, BO, ANA, "the review")
    thanked(ws, BO, ANA, "in the open", now=True)
    log_win(ws, "search is fast")
    seen = overview(ws)
    assert (seen.team, seen.heads, seen.zone, seen.leader) == ("Platform", 5, "Europe/Madrid", "Ana")
    assert seen.next == seen.coming[0]
    assert at(seen) == [("standup", "2026-11-24T08:30"), ("weekly", "2026-11-26T13:00")]
    # Five times 12 s, a note of 20 s, and a minute for who needs a hand.
    assert seen.coming[0].planned == 140
    assert (seen.ahead, seen.notes, seen.promises, seen.sessions) == (("Dai",), 1, 0, 0)
    assert seen.stopped is None
    assert seen.now == machine.time
    assert [(line.who, line.words) for section in seen.week for line in section.lines] == [
        ("Ana", "in the open"),
        ("Ana", "search is fast"),
    ]


def test_a_team_that_has_adopted_nothing_has_nothing_to_open(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    ws = found(machine.around(), TEAM, "")
    for name in ("standup", "weekly"):
        ws.write(change(ws.record, ws.pen(), ws.new_id(), RITUAL + name, None))
    seen = overview(ws)
    assert (seen.next, seen.leader, seen.coming) == (None, "", ())


def test_a_ritual_counts_as_the_next_some_minutes_after_its_time_unless_it_was_held(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    machine.later(minutes=15)
    assert at(overview(ws))[0] == ("standup", "2026-11-24T08:30")
    led(begun(ws), "close")
    assert at(overview(ws))[0] == ("standup", "2026-11-25T08:30")
    machine.later(minutes=10)
    assert at(overview(ws))[0] == ("standup", "2026-11-25T08:30")


def test_a_ritual_opened_a_little_early_was_that_day_s(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, "2026-11-24T08:10:00Z")
    led(begun(ws), "close")
    assert at(overview(ws))[0] == ("standup", "2026-11-25T08:30")
    machine.until("2026-11-25T08:25:00Z")
    assert at(overview(ws))[0] == ("standup", "2026-11-25T08:30")


def test_rituals_without_a_schedule_come_last(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    adopted(ws, step(), name="a-talk")
    adopted(ws, step(), name="once", when="mon 09:30", zone="Europe/Madrid")
    assert [coming.name for coming in overview(ws).coming] == ["standup", "weekly", "once", "a-talk"]
    assert overview(ws).coming[-1].at is None


def test_those_away_today_dont_count_in_what_is_planned_and_what_is_read(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    thanked(ws, ANA, BO, "for Bo alone")
    changed(ws, BO, away="yes")
    changed(ws, CHRIS, away="2026-11-24")
    seen = overview(ws)
    assert (seen.coming[0].planned, seen.notes) == (4 * 12 + 60, 0)


def test_a_session_that_stopped_is_told(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = begun(ws)
    machine.later(90)
    stopped = overview(ws).stopped
    assert stopped
    assert (stopped.id, stopped.ago) == (circle.session.id, 90)
    led(circle, "close")
    assert overview(ws).stopped is None
    assert overview(ws).sessions == 1


def test_promises_that_come_back_are_counted(tmp_path: Path) -> None:
    _, ws = founded(tmp_path, "2026-11-26T13:00:00Z")
    circle = to(begun(ws, "weekly"), "change")
    done(circle.say("Bo: one"))
    assert overview(ws).promises == 1


def sealed_words(ws: Workspace, show_to: str = "") -> list[object]:
    ids = sealed_ids(ws, show_to)
    return [note.data["words"] for note in sealed(ws) if note.id in ids]


def test_a_note_is_sealed_until_its_round_reads_it(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    thanked(ws, BO, ANA, "the review")
    thanked(ws, ANA, CHRIS, "the pairing")
    assert sealed_words(ws) == ["the review", "the pairing"]
    assert sealed_words(ws, ANA) == ["the review"]
    led(to(begun(ws), "jar"), "next", "next", "next", "close")
    assert sealed_words(ws) == []


def test_a_note_opens_by_itself_a_day_after_its_round_was_missed_and_is_still_read_aloud(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    thanked(ws, BO, ANA, "the review")
    machine.later(days=1)
    assert sealed_words(ws) == ["the review"]
    machine.later(60)
    assert sealed_words(ws) == []
    assert [line.words for section in overview(ws).week for line in section.lines] == ["the review"]
    assert "jar" in [row.step for row in begun(ws).lobby().steps]


def test_a_round_that_couldnt_read_a_note_lets_it_wait_for_the_next(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    thanked(ws, ANA, BO, "for Bo")
    changed(ws, BO, away="yes")
    machine.later(60)
    led(begun(ws), "close")
    machine.later(days=1)
    assert sealed_words(ws) == ["for Bo"]
    machine.later(days=1)
    assert sealed_words(ws) == []


@pytest.mark.parametrize(("days", "shown"), [(6, []), (8, ["the review"])])
def test_without_a_schedule_a_note_opens_after_a_week(tmp_path: Path, days: int, shown: list[str]) -> None:
    machine, ws = founded(tmp_path)
    for name in ("standup", "weekly"):
        ws.write(change(ws.record, ws.pen(), ws.new_id(), RITUAL + name, None))
    adopted(ws, step("gratitude"))
    thanked(ws, BO, ANA, "the review")
    machine.time += timedelta(days=days)
    seen = overview(ws).week
    assert [line.words for section in seen for line in section.lines] == ([] if days > 7 else shown)
    assert [note.data["words"] for note in ws.record.unopened() if note.id not in sealed_ids(ws)] == shown


def test_what_somebody_wants_erased_is_neither_shown_nor_read(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    note = thanked(ws, BO, ANA, "please not")
    assert overview(ws).notes == 1
    assert not remove(ws, note)
    assert overview(ws).notes == 0
    assert "jar" not in [row.step for row in begun(ws).lobby().steps]
    open_note = thanked(ws, BO, CHRIS, "neither this", now=True)
    asked = {"kind": "ask-erase", "on": open_note.id, "by": CHRIS}
    ws.write(put(ws.new_id(), ws.pen()._replace(author=CHRIS), MARK, asked))
    assert overview(ws).week == ()
