"""What the team's pictures are drawn from: real rounds, thanks, wins and promises over some weeks."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from ritual.actions.circle import Circle
from ritual.actions.counting import count
from ritual.actions.insights import of_span, usual, year
from ritual.actions.members import add
from ritual.actions.workspace import Workspace
from ritual.errors import Refused
from ritual.files.people import people
from ritual.model.chart import Chart
from ritual.model.entry import ACTION, KUDOS, MARK, WIN, put
from ritual.model.insights import Insights
from ritual.model.span import Span, month_of, week_of
from tests.actions.teams import ANA, BO, CHRIS, DAI, INES, PEOPLE, Machine, begun, done, founded, led, thanked

DAY = date(2026, 11, 24)


def seen(ws: Workspace, span: Span | None = None) -> Insights:
    """The pictures of the last twelve weeks, or of a span."""
    return of_span(ws, span or usual(ws.now().date()))


def chart(ws: Workspace, name: str, span: Span | None = None) -> Chart:
    """One picture."""
    return next(each for each in seen(ws, span).charts if each.name == name)


def told(ws: Workspace, name: str, span: Span | None = None) -> list[tuple[str, str]]:
    """The rows of one picture in words."""
    return [(row.label, row.told) for row in chart(ws, name, span).rows]


def rated(circle: Circle, points: Sequence[int]) -> None:
    """Everybody in turn gives a number, 0 for none, and the round is closed."""
    while circle.stage.current and circle.stage.place.step == "energy":
        turn = circle.stage.place.turn
        if turn < len(points) and points[turn]:
            done(circle.point(points[turn]))
        led(circle, "next")
    led(circle, "close")


def weeks_of_numbers(machine: Machine, ws: Workspace, *rounds: Sequence[int]) -> None:
    """One standup a week with these numbers."""
    for points in rounds:
        rated(begun(ws), points)
        machine.later(days=7)


def test_spans_that_are_usual() -> None:
    assert usual(DAY) == Span(date(2026, 9, 7), date(2026, 11, 30))
    assert year(DAY) == Span(date(2025, 12, 1), date(2026, 12, 1))


def test_a_new_team_is_told_that_there_is_little(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    found = seen(ws)
    assert all(each.quiet and not each.rows for each in found.charts)
    assert found.coverage == ""
    assert found.span == week_of(DAY)
    with pytest.raises(Refused):
        seen(ws, week_of(date(2026, 11, 10)))
    with pytest.raises(Refused):
        seen(ws, week_of(date(2026, 12, 10)))


def test_minutes_planned_and_real(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    for _ in range(3):
        thanked(ws, BO, ANA, "the notes")
        circle = begun(ws)
        for _ in PEOPLE:
            machine.later(10)
            led(circle, "next")
        machine.later(20)
        led(circle, "next")
        machine.later(20)
        led(circle, "next", "close")
    # Five turns of 12 seconds and a note of 20 were planned.
    assert told(ws, "minutes-by-ritual") == [("Standup", "1:30 of 1:20")]
    assert told(ws, "minutes") == [("Week 48", "4:30 of 4:00")]


def test_a_round_that_isnt_closed_or_began_before_isnt_among_them(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    for _ in range(3):
        led(begun(ws), "close")
    machine.later(days=7)
    begun(ws)
    assert chart(ws, "minutes", week_of(date(2026, 12, 1))).quiet
    assert not chart(ws, "minutes", Span(DAY, date(2026, 12, 2))).quiet


def test_thanks_and_wins_by_week_without_what_is_sealed_or_hidden(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    for _ in range(4):
        thanked(ws, BO, ANA, "open", now=True)
        ws.write(put(ws.new_id(), ws.pen(), WIN, {"by": ANA, "words": "won"}))
    machine.later(days=7)
    last = thanked(ws, ANA, BO, "open too", now=True)
    thanked(ws, ANA, BO, "sealed")
    ws.write(put(ws.new_id(), ws.pen(), WIN, {"by": BO, "with": [ANA], "words": "won"}))
    both = [("Week 48", "4"), ("Week 49", "1")]
    assert told(ws, "thanks") == told(ws, "wins") == both
    ws.write(put(ws.new_id(), ws.pen(), MARK, {"kind": "ask-erase", "on": last.id, "by": BO}))
    assert chart(ws, "thanks").quiet


def test_promises_by_what_became_of_each(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    made = [put(ws.new_id(), ws.pen(), ACTION, {"by": BO, "words": f"no {n}", "state": "open"}) for n in range(5)]
    ws.write(*made)
    for event, state in zip(made, ("done", "dropped", "done"), strict=False):
        ws.write(put(ws.new_id(), ws.pen(), MARK, {"kind": state, "on": event.id, "by": ANA}))
    assert told(ws, "promises") == [("done", "2 of 5"), ("still open", "2 of 5"), ("dropped", "1 of 5")]


def test_coverage_is_of_this_month_or_the_one_asked_for(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    add(ws, people("Jo Ek @jo")[0])
    jo = next(person.id for person in ws.team.members if person.handle == "jo")
    for who in (ANA, BO, CHRIS, DAI, INES):
        thanked(ws, CHRIS, who, "thank you", now=True)
    assert seen(ws).coverage == ""
    ws.write(put(ws.new_id(), ws.pen(), KUDOS, {"by": ANA, "to": [], "all": True, "words": "all", "now": True}))
    assert seen(ws).coverage == ""
    thanked(ws, BO, jo, "sealed")
    assert seen(ws).coverage == ""
    thanked(ws, BO, jo, "open", now=True)
    assert seen(ws).coverage == "Everyone was thanked this month."
    machine.later(days=30)
    assert seen(ws).coverage == ""
    assert seen(ws, month_of(DAY)).coverage == "Everyone was thanked in November."
    assert seen(ws, week_of(DAY)).coverage == ""


def test_numbers_are_pictures_only_where_the_team_counts(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    assert "doesn't count" in chart(ws, "points").quiet
    count(ws)
    assert "Too few numbers" in chart(ws, "points").quiet
    weeks_of_numbers(machine, ws, (1, 2, 2, 4, 5))
    assert told(ws, "points-energy") == [("Week 48", "20 % 1 empty, 40 % 2 low, 20 % 4 good, 20 % 5 full")]


def test_a_round_that_was_opened_in_another_year_counts_where_it_closed(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, "2026-12-30T08:29:00Z")
    count(ws)
    circle = begun(ws)
    machine.later(days=7)
    rated(circle, (1, 2, 2, 4, 5))
    machine.later(days=7)
    assert [label for label, _ in told(ws, "points-energy", week_of(date(2027, 1, 6)))] == ["Week 1"]


def test_counts_of_a_session_or_a_step_that_isnt_there_are_left_out(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    count(ws)
    weeks_of_numbers(machine, ws, (1, 2, 2, 4, 5))
    for session in ("nowhere", ws.record.openings()[0].id):
        data = {"session": session, "term": 9, "state": "closed", "counts": {"elsewhere": [5, 5, 5, 5, 5]}}
        ws.write(put(ws.new_id(), ws.pen(), "stage", data))
    assert chart(ws, "points").rows == ()
