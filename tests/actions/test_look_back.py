"""Looking back for all to see: pages, days and months of the record, without what is for one person alone."""

from datetime import date, timedelta
from pathlib import Path

from ritual.actions.held import held_round
from ritual.actions.leading import prepare
from ritual.actions.look_back import OLDEST, LookBack, Sought
from ritual.actions.mine import ASKED, remove
from ritual.actions.workspace import Workspace
from ritual.model.entry import ANSWER, KUDOS, MARK, SESSION, WIN, put
from ritual.model.span import month_of
from tests.tui.stand import a_team
from tests.tui.teams import Clock, by, promise, thank, who, win

TODAY = date(2026, 11, 24)


def words(past: LookBack, sought: Sought = Sought()) -> list[str]:  # noqa: B008  a Sought is immutable
    """What is found, newest first; both ways of reading say the same."""
    found = [row.line.words for row in past.older(sought, None, 100)]
    assert [row.line.words for row in past.newer(sought, OLDEST, 100)] == found
    return found


def a_round(ws: Workspace, clock: Clock) -> str:
    """A round that was held; its id."""
    circle = prepare(ws, "standup")
    circle.do("open")
    circle.park("who owns the certificates?")
    clock.go_on(60)
    circle.do("close")
    return circle.session.id


def test_everything_people_wrote_is_there_but_what_is_for_one_alone(home: Path) -> None:
    ws, _, clock = a_team(home)
    a_round(ws, clock)
    clock.go_on(60)
    for n, write in enumerate((win, promise)):
        write(ws, "Bo", f"words {n}")
        clock.go_on(60)
    thank(ws, "Ana", "Bo", "opened", now=True)
    thank(ws, "Bo", "Ana", "sealed by me")
    ahead = {"session": None, "ritual": "standup", "step": "x", "by": ws.me, "words": "ahead", "kept": True}
    ws.write(put(ws.new_id(), ws.pen(), ANSWER, ahead))
    asked = thank(ws, "Chris", "Dai", "asked away", now=True)
    ws.write(put(ws.new_id(), by(ws, "Chris"), MARK, {"kind": ASKED, "on": asked}))
    past = LookBack(ws)
    assert words(past) == ["opened", "words 1", "words 0", "who owns the certificates?", "Standup"]
    assert past.tally(TODAY - timedelta(days=1), 3) == [0, 5, 0]
    assert past.tally(TODAY, 2) == [5, 0]
    assert past.one(asked) is None
    assert past.one("nowhere") is None


def test_it_is_found_by_kind_person_days_and_words(home: Path) -> None:
    ws, _, clock = a_team(home)
    win(ws, "Bo", "search is fast")
    clock.go_on(24 * 3600)
    thank(ws, "Ana", "Bo", "the review", now=True)
    clock.go_on(60)
    thank(ws, "Bo", "Ana", "the search", now=True)
    past = LookBack(ws)
    assert words(past, Sought(kinds=(KUDOS,))) == ["the search", "the review"]
    assert words(past, Sought(by=who(ws, "Bo"))) == ["the review", "search is fast"]
    assert words(past, Sought(to=who(ws, "Bo"))) == ["the search"]
    assert words(past, Sought(words="sea")) == ["the search", "search is fast"]
    day = past.older(Sought(words="fast"), None, 1)[0].day
    assert words(past, Sought(days=month_of(day))) == words(past)
    assert past.count(Sought((KUDOS, WIN))) == 3
    assert past.count(Sought((KUDOS, WIN)), before=past.older(Sought(), None, 1)[0].place) == 2
    assert Sought(to="x").is_about_somebody
    assert not Sought(words="x").is_about_somebody


def test_it_follows_the_record(home: Path) -> None:
    ws, _, _ = a_team(home)
    past = LookBack(ws)
    assert words(past) == []
    noted = win(ws, "Bo", "search is fast")
    assert words(past) == ["search is fast"]
    assert past.one(noted)
    entry = ws.record.entry(noted)
    assert entry
    remove(ws, entry)
    assert words(past) == []


def test_months_with_thanks_or_wins_are_found_on_either_side(home: Path) -> None:
    ws, _, clock = a_team(home)
    past = LookBack(ws)
    assert past.month() is None
    win(ws, "Bo", "in November")
    clock.go_on(24 * 3600 * 70)
    promise(ws, "Bo", "in between, and no reason for a month")
    clock.go_on(24 * 3600 * 30)
    win(ws, "Bo", "in March")
    assert past.month() == date(2027, 3, 1)
    first, after = past.ends(month_of(date(2027, 3, 1)))
    assert past.month(first) == date(2026, 11, 1)
    assert past.month_after(after) is None
    assert past.month_after(past.ends(month_of(TODAY))[1]) == date(2027, 3, 1)


def test_a_round_that_was_held_has_steps_and_lines_without_what_was_asked_away(home: Path) -> None:
    ws, _, clock = a_team(home)
    session = a_round(ws, clock)
    found = held_round(ws, session)
    assert found
    assert [step.title for step in found.steps] == ["Check-in"]
    assert [step.kept for step in found.steps] == [False]
    assert [line.words for line in found.recap.lines] == ["who owns the certificates?"]
    (row,) = LookBack(ws).older(Sought(kinds=(SESSION,)), None, 5)
    assert row.line.words == "Standup"
    parked = ws.record.entry(found.recap.lines[0].id)
    assert parked
    remove(ws, parked)
    again = held_round(ws, session)
    assert again
    assert again.recap.sections == ()


def test_a_round_that_runs_is_none_yet(home: Path) -> None:
    ws, _, _ = a_team(home)
    circle = prepare(ws, "standup")
    circle.do("open")
    assert held_round(ws, circle.session.id) is None
