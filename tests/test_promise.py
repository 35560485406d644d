"""The promise of what is kept and what isn't: real sessions with unmistakable words, then a look at every byte.

The numbers are those of the promise: what each step keeps, that passing can't be found, counts only where a team wants
them, that every answer looks the same, that nothing on a screen is for one person, that nobody looks a check-in up,
sealed notes, and noted words.
"""

import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from ritual.actions.circle import Circle
from ritual.actions.counting import count
from ritual.actions.insights import of_span, usual
from ritual.actions.leading import drop, prepare, prepare_passing, resume
from ritual.actions.look import overview
from ritual.actions.recap import of_circle, of_period
from ritual.actions.recap_page import page
from ritual.actions.settings import COUNTS, change
from ritual.actions.workspace import Workspace, passing_workspace
from ritual.cli.main import main
from ritual.cli.shell import Streams
from ritual.model.chart import Row
from ritual.model.entry import ANSWER, MARK, SESSION, STAGE, put
from ritual.model.recap_text import FORMATS, as_markdown, as_text
from ritual.model.span import Span
from ritual.model.stage import to_data
from ritual.model.team import Team
from ritual.store.query import Query
from tests.actions.teams import (
    ANA,
    BO,
    CHRIS,
    DAI,
    INES,
    PEOPLE,
    TEAM,
    Machine,
    adopted,
    begun,
    changed,
    done,
    founded,
    led,
    stands,
    step,
    thanked,
    to,
    to_turn,
    wrote_ahead,
)

SECRET = "quincunx"
KEPT = "marmalade"
ID = re.compile("[0-9a-z]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
POINT = re.compile(rb'"point": ?\d')
LOOKS = (
    [],
    ["log", "--json"],
    ["log", SECRET],
    ["log", "--kind", "answer"],
    *(["recap", what, "--format", form] for what in ("last", "today", "week") for form in FORMATS),
    *(["recap", what, "--format", "html"] for what in ("last", "quarter")),
    ["recap", "quarter"],
    ["waiting"],
    ["log", "--csv"],
    ["log", "--format", "markdown"],
    ["mine"],
    ["mine", "--json"],
    ["mine", "--csv"],
    ["remind", "--within", "24h"],
    ["insights"],
    ["insights", "--json"],
    ["doctor"],
)


def ritual(machine: Machine, *argv: str, stdin: str = "") -> str:
    """Everything that a command says."""
    streams = Streams(BytesIO(stdin.encode()), StringIO(), StringIO())
    main(argv, machine.around(), streams)
    return f"{streams.stdout.getvalue()}{streams.stderr.getvalue()}"  # type: ignore[attr-defined]


def everything_said(machine: Machine, ws: Workspace) -> str:
    """All that ritual shows outside a round, in every form."""
    period = of_period(ws, "All", "2000", "2100")
    return "\n".join([*(ritual(machine, *argv) for argv in LOOKS), repr(overview(ws)), repr(period)])


def is_nowhere(words: str, machine: Machine, ws: Workspace) -> bool:
    """Whether no byte of any file and nothing that ritual says has the words, before and after the record is closed."""
    said = everything_said(machine, ws)
    told = ws.record.log(Query(words=words))
    while_open = machine.bytes()
    ws.record.close()
    shown = [words.encode() in written for written in (said.encode(), while_open, machine.bytes())]
    return not told and not any(shown) and not POINT.search(while_open)


# 1 What a step doesn't keep is gone when the session closes, however it came to be said and however the session ended.


def to_the_end(circle: Circle) -> None:
    while circle.scene():
        led(circle, "next")


def ended_early(circle: Circle) -> None:
    led(circle, "next", "close")


def skipped(circle: Circle) -> None:
    led(circle, "skip", "close")


def later_and_back(circle: Circle) -> None:
    led(circle, "later", "next", "back")
    done(circle.say(f"and {SECRET} again"))
    led(circle, "close")


def left_out(circle: Circle) -> None:
    led(to_turn(circle, BO), "leave-out", "next", "close")


def said_instead(circle: Circle) -> None:
    done(to_turn(circle, BO).say("something else"))
    led(circle, "close")


def left_the_room(circle: Circle) -> None:
    led(circle, f"leave {BO}", "join ~Kim")
    done(to_turn(circle, "~Kim").say(SECRET))
    led(circle, "close")


def taken_back(circle: Circle) -> None:
    done(circle.say(f"{SECRET} said twice"))
    done(circle.take_back())
    led(circle, "close")


def paused_for_days(circle: Circle) -> None:
    led(circle, "pause")
    led(resume(circle.ws, circle.session.id), "resume", "close")


def dropped(circle: Circle) -> None:
    drop(circle.ws, circle.session.id)


ENDINGS = (
    to_the_end,
    ended_early,
    skipped,
    later_and_back,
    left_out,
    said_instead,
    left_the_room,
    taken_back,
    paused_for_days,
)


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_a_checkin_was_answered_is_gone_at_closing(tmp_path: Path, ending: Callable[[Circle], None]) -> None:
    machine, ws = founded(tmp_path)
    ritual(machine, "checkin", "--mood", "2", f"{SECRET} typed ahead")
    wrote_ahead(ws, BO, f"{SECRET} from another machine", point=1)
    wrote_ahead(ws, CHRIS, f"{SECRET} noted", hand=ANA)
    circle = begun(ws)
    for point in (2, 3):
        done(circle.say(f"{SECRET} is how I am"))
        done(circle.point(point))
        led(circle, "next")
    assert SECRET.encode() in machine.bytes()
    assert ws.record.log(Query(words=SECRET)) == []
    ending(circle)
    assert ws.record.entries(ANSWER) == []
    assert is_nowhere(SECRET, machine, ws)


def test_a_session_that_is_deleted_takes_its_answers_along_and_lets_those_written_ahead_wait(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    early = wrote_ahead(ws, BO, "early words")
    circle = begun(ws)
    done(to_turn(circle, CHRIS).say(SECRET))
    dropped(circle)
    assert [answer.id for answer in ws.record.entries(ANSWER)] == [early.id]
    assert is_nowhere(SECRET, machine, ws)


def test_what_a_step_keeps_stays_beside_it(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = begun(ws)
    done(circle.say(SECRET))
    done(to(circle, "hand").say(f"Chris: {KEPT}"))
    led(circle, "close")
    assert f"Chris: {KEPT}" in everything_said(machine, ws)
    assert is_nowhere(SECRET, machine, ws)


def test_fingers_at_the_end_are_gone_too(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, "2026-11-26T13:00:00Z")
    circle = to(begun(ws, "weekly"), "checkout")
    led(circle, "next")
    for point in (1, 5, 5):
        done(circle.point(point))
    assert POINT.search(machine.bytes())
    led(circle, "close")
    assert ws.record.entries(ANSWER) == []
    assert not POINT.search(machine.bytes())


def test_a_killed_session_holds_its_answers_only_until_it_is_closed(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = begun(ws)
    done(circle.say(SECRET))
    led(circle, "next")
    other = Machine(tmp_path / "other")
    shutil.copytree(machine.home, other.home)
    other.drawn = machine.drawn
    again = other.open()
    assert SECRET.encode() in other.bytes()
    led(resume(again, circle.session.id), "close")
    assert is_nowhere(SECRET, other, again)


FILES = (
    ["export", "-o", "taken.jsonl"],
    ["backup", "taken.db"],
    ["mine", "-o", "mine.md"],
    ["mine", "-o", "mine.csv"],
    *(["recap", what, "-o", f"{what}.{ending}"] for what in ("today", "quarter") for ending in ("html", "md", "json")),
    ["insights", "-o", "insights.csv"],
    ["schedule", "--ics", "-o", "team.ics"],
)


@pytest.mark.parametrize("when", ["before", "during", "after"])
def test_no_file_that_is_made_holds_what_a_round_forgets_or_who_was_there(tmp_path: Path, when: str) -> None:
    machine, ws = founded(tmp_path)
    wrote_ahead(ws, ANA, f"{SECRET} ahead", point=1)
    wrote_ahead(ws, BO, f"{SECRET} from another machine", point=1)
    thanked(ws, BO, "dai", "a sealed pomegranate")
    made = {}

    def make() -> None:
        for argv in FILES:
            ritual(machine, *argv, *(["--force"] if argv[0] == "backup" else []))
            made[argv[-1]] = (machine.cwd / argv[-1]).read_bytes()

    if when == "before":
        make()
    circle = begun(ws)
    done(circle.say(f"{SECRET} is how I am"))
    done(circle.point(2))
    led(circle, "join ~Zebulon", f"leave {DAI}")
    if when == "during":
        make()
    led(circle, "next", "close")
    if when == "after":
        make()
    assert len(made) == len(FILES)
    for name, written in made.items():
        for gone in (SECRET, "Zebulon"):
            assert gone.encode() not in written, (name, gone)
        assert not POINT.search(written), name
        assert name == "taken.db" or b"pomegranate" not in written, name
    ws.record.close()


def test_another_process_with_the_record_open_holds_nothing_back(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = begun(ws)
    beside = machine.open()
    done(circle.say(SECRET))
    assert beside.record.entries(ANSWER)
    led(circle, "close")
    assert not ws.record.pending_erasure()
    assert is_nowhere(SECRET, machine, ws)


def test_the_plain_dialogue_keeps_the_same_promise(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    typed = f"2 {SECRET}\n\n{SECRET} too\nskip\nChris: {KEPT}\n\n"
    said = ritual(machine, "start", "standup", "--plain", stdin=typed)
    assert f"Chris: {KEPT}" in said
    assert KEPT in everything_said(machine, ws)
    assert is_nowhere(SECRET, machine, ws)


def test_a_round_without_a_team_never_reaches_a_disk(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    machine.home.mkdir()
    circle = led(prepare_passing(passing_workspace(machine.around()), "standup", ["Ana", "Bo"]), "open")
    done(circle.say(SECRET))
    done(to(circle, "hand").say(f"Bo: {KEPT}"))
    led(circle, "close")
    assert KEPT in repr(of_circle(circle))
    assert SECRET not in repr(of_circle(circle))
    said = ritual(machine, "start", "standup", "--plain", "--with", "Ana, Bo", stdin=f"{SECRET}\n\n{KEPT}\n")
    assert KEPT in said
    assert machine.bytes() == b""


# 2 Passing, being skipped and being absent look the same afterwards.


def spoke(circle: Circle, who: str) -> None:
    to_turn(circle, who)
    done(circle.say(SECRET))
    done(circle.point(1))


def passed(circle: Circle, who: str) -> None:
    to_turn(circle, who)


def called_no_more(circle: Circle, who: str) -> None:
    led(to_turn(circle, who), "skip")


def gone(circle: Circle, who: str) -> None:
    led(circle, f"leave {who}")


def after(folder: Path, act: Callable[[Circle, str], None], who: str) -> tuple[Machine, Workspace, Circle]:
    """A standup in which one person did this, led to its end."""
    machine, ws = founded(folder)
    circle = begun(ws)
    act(circle, who)
    machine.later(84)
    done(to(circle, "hand").say(f"Chris: {KEPT}"))
    machine.later(60)
    to_the_end(circle)
    return machine, ws, circle


def in_the_middle(folder: Path) -> str:
    """Somebody who neither opens nor closes the round that `after` leads, and doesn't lead it."""
    _, ws = founded(folder)
    return next(who for who in begun(ws).stage.queue[1:-1] if who not in (ANA, CHRIS))


def test_nobody_can_find_out_afterwards_who_passed(tmp_path: Path) -> None:
    who = in_the_middle(tmp_path / "before")
    stages, recaps = [], []
    for n, act in enumerate((spoke, passed, called_no_more, gone)):
        _, ws, circle = after(tmp_path / str(n), act, who)
        recap = of_circle(circle)
        stages.append({**to_data(circle.stage), "kept": len(circle.stage.kept), "written": "", "spent": {}})
        recaps.append([page(ws, recap), *(ID.sub("", write(recap, ws.zone)) for write in FORMATS.values())])
        for session in ws.record.entries(SESSION):
            assert who not in repr(session)
    assert recaps == recaps[:1] * 4
    assert stages == stages[:1] * 4


def traces(machine: Machine, ws: Workspace) -> list[tuple[object, ...]]:
    """Every row of the log after the team was founded, without ids: what somebody finds who looks into the file."""
    ws.record.close()
    (path,) = machine.home.rglob("record.db")
    rows = "SELECT op, rev, author, device IS NULL, body IS NULL, entry = id FROM event"
    after = "WHERE seq > (SELECT max(seq) FROM entry WHERE kind = 'setting') ORDER BY seq"
    with closing(sqlite3.connect(path)) as db:
        return db.execute(f"{rows} {after}").fetchall()


def took_back(circle: Circle, who: str) -> None:
    spoke(circle, who)
    done(circle.take_back())
    done(circle.take_back())


def went_back(circle: Circle, who: str) -> None:
    led(to_turn(circle, who), "next", "back", "next", "back")


def test_not_even_the_rows_of_the_log_tell_who_passed(tmp_path: Path) -> None:
    who = in_the_middle(tmp_path / "before")
    acts = (spoke, passed, called_no_more, gone, took_back, went_back)
    found = [traces(*after(tmp_path / str(n), act, who)[:2]) for n, act in enumerate(acts)]
    assert found == found[:1] * len(acts)
    assert len(found[0]) == 3


def test_a_deleted_session_leaves_no_row_of_what_was_said_in_it(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = begun(ws)
    spoke(circle, BO)
    drop(ws, circle.session.id)
    assert traces(machine, ws) == []


def test_whoever_was_never_in_the_circle_is_missing_only_from_the_number_of_heads(tmp_path: Path) -> None:
    who = in_the_middle(tmp_path / "before")
    _, _, there = after(tmp_path / "there", passed, who)
    machine, ws = founded(tmp_path / "away")
    circle = led(prepare(ws, "standup", absent=[who]), "open")
    machine.later(84)
    done(to(circle, "hand").say(f"Chris: {KEPT}"))
    machine.later(60)
    to_the_end(circle)
    assert (circle.stage.heads, there.stage.heads) == (4, 5)
    for write in (as_text, as_markdown):
        assert write(of_circle(circle), ws.zone) == write(of_circle(there), ws.zone)
    assert who not in repr(circle.stage)


def test_what_stays_of_a_session_names_nobody_but_who_led_opened_and_closed(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    wrote_ahead(ws, DAI, SECRET)
    circle = led(prepare(ws, "standup", absent=[INES]), "open", "join ~Zebulon", f"join {INES}", f"leave {BO}")
    done(to_turn(circle, "~Zebulon").say(SECRET))
    to_the_end(circle)
    assert b"Zebulon" not in machine.bytes()
    stage = circle.stage
    left = [entry for kind in (SESSION, STAGE, MARK, ANSWER) for entry in ws.record.entries(kind)]
    named = {found[0] for found in ID.finditer(repr([entry.data for entry in left]))} & {p.id for p in PEOPLE}
    assert named <= {stage.leader, stage.first, stage.last}
    assert {entry.author for entry in left} == {ANA}


def test_nothing_of_the_turns_is_left_in_the_files_though_nobody_said_a_word(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = led(prepare(ws, "standup"), "join ~Zebulon", "open", "later", "next", "back", "leave ~Zebulon")
    assert b"Zebulon" in machine.bytes()
    to_the_end(circle)
    assert is_nowhere("Zebulon", machine, ws)


def test_no_output_says_or_counts_who_spoke(tmp_path: Path) -> None:
    machine, ws, _ = after(tmp_path, spoke, BO)
    said = everything_said(machine, ws)
    assert not re.search(r"spoke|passed|answered|skipped|absent", said)
    for person in PEOPLE:
        if person.id not in (ANA, CHRIS):
            assert person.name not in said


# 3 Points are counted only where the team wants it, and then without names.


def test_points_are_counted_only_where_the_team_wants_it(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    for wanted in (False, True):
        ws.write(change(ws.record, ws.pen(), ws.new_id(), COUNTS, wanted))
        circle = begun(ws)
        for point in (2, 2, 5):
            done(circle.point(point))
            led(circle, "next")
        led(circle, "close")
        assert circle.stage.counts == ({"energy": (0, 2, 0, 0, 1)} if wanted else {})


def pictures(machine: Machine, what: str = "") -> str:
    """Everything that the pictures of a span say, in every form."""
    spans = [what] if what else []
    return "".join(ritual(machine, "insights", *spans, *form) for form in PICTURES)


PICTURES: tuple[list[str], ...] = ([], ["--plain"], ["--json"], ["--csv"], ["--format", "markdown"])


def rounds(folder: Path, *given: Sequence[int], team: Team = TEAM) -> tuple[Machine, Workspace]:
    """A team that counts, after one standup a week in which people gave these numbers in turn, 0 for none."""
    machine, ws = founded(folder, team=team)
    count(ws)
    for points in given:
        circle = begun(ws)
        for point in points:
            if point:
                done(circle.point(point))
            led(circle, "next")
        led(circle, "close")
        machine.later(days=7)
    return machine, ws


def test_a_number_of_one_or_two_people_isnt_even_in_the_file(tmp_path: Path) -> None:
    for n, given in enumerate(([4], [0, 2], [1, 1, 0])):
        machine, ws = rounds(tmp_path / str(n), given)
        assert ws.record.entries(STAGE)[0].data["counts"] == {}
        ws.record.close()
        assert b'"counts":{"energy"' not in machine.bytes()


def test_a_team_of_two_never_has_a_picture_of_numbers_thanks_wins_or_promises(tmp_path: Path) -> None:
    two = TEAM._replace(people={person.id: person for person in PEOPLE[:2]})
    machine, ws = rounds(tmp_path, *[[1, 5]] * 6, team=two)
    for _ in range(9):
        thanked(ws, BO, ANA, KEPT, now=True)
        ritual(machine, "win", KEPT)
    drawn = [json.loads(line) for line in ritual(machine, "insights", "--json").splitlines()][1:]
    assert {chart["chart"] for chart in drawn if chart["rows"]} == {"minutes-by-ritual", "minutes"}


def numbers(ws: Workspace, span: Span) -> list[tuple[Row, ...]]:
    """The rows of every picture of numbers."""
    return [chart.rows for chart in of_span(ws, span).charts if chart.unit == "tenths"]


def test_no_picture_tells_how_many_gave_a_number(tmp_path: Path) -> None:
    _, once = rounds(tmp_path / "once", [2, 2, 4, 4, 5])
    machine, twice = founded(tmp_path / "twice")
    count(twice)
    for _ in range(2):
        circle = begun(twice)
        for point in (2, 2, 4, 4, 5):
            done(circle.point(point))
            led(circle, "next")
        led(circle, "close")
    machine.later(days=7)
    span = usual(machine.now().date())
    assert numbers(once, span) == numbers(twice, span)
    assert numbers(once, span)[0][0].told == "40 % 2 low, 40 % 4 good, 20 % 5 full"


def test_a_pass_can_not_be_seen_in_any_picture(tmp_path: Path) -> None:
    who = in_the_middle(tmp_path / "before")
    said = []
    for n, act in enumerate((spoke, passed, gone)):
        machine, ws = founded(tmp_path / str(n))
        count(ws)
        circle = begun(ws)
        for person in circle.stage.queue:
            to_turn(circle, person)
            if person != who:
                done(circle.point(3 if person == ANA else 4))
        if act is gone:
            led(circle, f"leave {who}")
        elif act is spoke:
            done(to_turn(circle, who).say(SECRET))
        to_the_end(circle)
        machine.later(days=7)
        said.append(pictures(machine))
    assert said == said[:1] * 3


def test_everybody_alike_is_nobody_shown(tmp_path: Path) -> None:
    machine, _ = rounds(tmp_path, *[[1, 1, 1, 1, 1]] * 3)
    assert "Too few numbers in whole weeks" in pictures(machine)
    assert "100 %" not in pictures(machine)


def test_moving_a_span_never_uncovers_a_week_that_is_pooled(tmp_path: Path) -> None:
    _, ws = rounds(tmp_path, [1, 2, 2], [4, 5, 5], [2, 3, 3, 3, 4])
    whole = numbers(ws, usual(ws.now().date()))[0]
    assert [row.label for row in whole] == ["Weeks 48 to 49", "Week 50"]
    days = [date(2026, 11, 24) + timedelta(days=n) for n in range(24)]
    spans = [Span(first, last) for first in days for last in days if first < last]
    shown = {row for span in spans if span.start <= ws.now().date() for rows in numbers(ws, span) for row in rows}
    assert shown == set(whole)


def test_the_week_at_hand_shows_no_numbers(tmp_path: Path) -> None:
    machine, ws = rounds(tmp_path, [1, 2, 2, 4, 5])
    before = [row for row in pictures(machine).splitlines() if "%" in row]
    circle = begun(ws)
    for point in (1, 1, 1, 1, 2):
        done(circle.point(point))
        led(circle, "next")
    led(circle, "close")
    assert [row for row in pictures(machine).splitlines() if "%" in row] == before


def test_a_round_that_closes_late_changes_no_week_that_was_shown(tmp_path: Path) -> None:
    machine, ws = rounds(tmp_path, [1, 2, 2, 4, 5])
    machine.until("2026-11-27T08:29:00Z")
    late = begun(ws)
    for point in (1, 1, 1, 1, 2):
        done(late.point(point))
        led(late, "next")
    machine.until("2026-12-02T08:29:00Z")
    before = [row for row in pictures(machine).splitlines() if "%" in row]
    led(late, "close")
    assert [row for row in pictures(machine).splitlines() if "%" in row] == before


def test_no_picture_names_anybody(tmp_path: Path) -> None:
    machine, ws = rounds(tmp_path, *[[1, 2, 3, 4, 5]] * 3)
    for person in PEOPLE[1:]:
        thanked(ws, ANA, person.id, KEPT, now=True)
        thanked(ws, person.id, ANA, KEPT, now=True)
    said = pictures(machine)
    for person in PEOPLE:
        assert not re.search(rf"\b({person.name}|{person.name.split()[0]}|@?{person.handle})\b", said)
        assert person.id not in said
    assert KEPT not in said
    assert "heads" not in said


def test_whether_everybody_was_thanked_is_only_ever_said_as_yes(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    for person in PEOPLE:
        thanked(ws, CHRIS, person.id, KEPT, now=True)
    assert "thanked" not in pictures(machine)
    assert json.loads(ritual(machine, "insights", "--json").splitlines()[0])["coverage"] is None


def test_a_picture_refuses_to_be_of_one_person(tmp_path: Path) -> None:
    machine, _ = rounds(tmp_path, *[[1, 2, 3, 4, 5]] * 3)
    for argv in (["--by", "@bo"], ["--to", "@bo"], ["@bo"], ["bo"]):
        said = ritual(machine, "insights", *argv)
        assert said.startswith("ritual: ")
        assert "%" not in said


# 4 In the round every answer looks the same.


def scenes(folder: Path, answer: Callable[[Circle], object]) -> Iterator[str]:
    """What the round shows after somebody answered so, up to its end."""
    _, ws = founded(folder)
    circle = begun(ws)
    answer(circle)
    led(circle, "next")
    while scene := circle.scene():
        yield repr(scene)
        led(circle, "next")


def test_once_a_turn_is_over_nothing_shows_what_was_answered_or_whether(tmp_path: Path) -> None:
    answers: list[Callable[[Circle], object]] = [
        lambda circle: None,
        lambda circle: circle.point(1),
        lambda circle: circle.point(5),
        lambda circle: circle.say(SECRET),
    ]
    shown = [list(scenes(tmp_path / str(n), answer)) for n, answer in enumerate(answers)]
    assert shown == shown[:1] * len(answers)


def test_an_answer_ahead_looks_like_any_other_once_it_is_left_out(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    wrote_ahead(ws, BO, SECRET)
    circle = led(to_turn(begun(ws), BO), "leave-out", "next")
    while scene := circle.scene():
        assert SECRET not in repr(scene)
        assert not any(seat.ahead for seat in scene.seats)
        led(circle, "next")


def test_a_wish_is_told_to_whoever_leads_and_nowhere_else(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    said = ritual(machine, "checkin", "fine", "--wish", SECRET, "--tell")
    assert "everybody in the round sees this" in said
    circle = prepare(ws, "standup")
    assert circle.wishes() == (("Ana", SECRET),)
    assert SECRET not in repr(circle.lobby())
    led(circle, "open")
    while scene := circle.scene():
        assert SECRET not in repr(scene)
        led(circle, "next")
    assert is_nowhere(SECRET, machine, ws)


def test_a_wish_in_a_step_that_keeps_goes_while_the_answer_stays(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    adopted(ws, step("question", keep="record"))
    wrote_ahead(ws, BO, KEPT, "question", ritual="own", kept=True, wish={"words": SECRET, "tell": True})
    led(begun(ws, "own"), "close")
    assert f"Bo: {KEPT}" in everything_said(machine, ws)
    assert is_nowhere(SECRET, machine, ws)


# 5 Nothing on a screen is for one person.


def test_today_looks_the_same_whoever_sits_at_the_screen(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    thanked(ws, ANA, BO, SECRET)
    wrote_ahead(ws, ANA, SECRET)
    ws.record.set_meta("me", BO)
    as_bo = machine.open()
    assert overview(ws).leader == "Ana"
    assert replace(overview(as_bo), leader="Ana") == overview(ws)
    assert SECRET not in repr(overview(ws))
    for each in (ws, as_bo):
        assert SECRET not in repr(prepare(each, "standup").lobby())


# 6 Nobody looks up how somebody was.


def test_looking_up_the_checkins_of_others_is_refused_kindly(tmp_path: Path) -> None:
    machine, _ = founded(tmp_path)
    said = ritual(machine, "log", "--kind", "checkin", "--by", "@bo")
    assert "Check-ins aren't kept. To know how Bo is, ask Bo." in said


def test_what_one_person_said_isnt_totalled(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    for _ in range(3):
        thanked(ws, BO, ANA, KEPT, now=True)
    rows = ritual(machine, "log", "--by", "@bo").splitlines()
    assert [KEPT in row for row in rows] == [True] * 3


# 7 A sealed note isn't shown before its round.


def test_a_sealed_note_is_shown_to_nobody_but_its_giver_before_the_round(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    thanked(ws, BO, ANA, SECRET)
    thanked(ws, ANA, BO, KEPT)
    said = everything_said(machine, ws)
    assert SECRET not in said
    assert KEPT in ritual(machine, "log")
    assert KEPT not in repr(overview(ws)) + repr(of_period(ws, "All", "2000", "2100"))
    circle = begun(ws)
    assert SECRET not in repr(circle.lobby())
    while circle.stage.place.beat == 0:
        assert SECRET not in repr(circle.scene()) + repr(of_circle(circle)) + everything_said(machine, ws)
        led(circle, "next")
    assert SECRET in repr(circle.scene())
    led(circle, "close")
    assert f"Ana, from Bo: {SECRET}" in everything_said(machine, ws)


def test_a_note_that_was_put_back_stays_sealed(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    thanked(ws, BO, ANA, SECRET)
    circle = led(to(begun(ws), "jar"), "put-back")
    to_the_end(circle)
    assert SECRET not in everything_said(machine, ws) + repr(of_circle(circle))


def test_an_answer_that_waits_is_shown_to_nobody_before_its_turn(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    adopted(ws, step("question", keep="record"))
    wrote_ahead(ws, BO, SECRET, "question", ritual="own", kept=True)
    said = everything_said(machine, ws)
    circle = begun(ws, "own")
    while circle.stage.current != BO:
        said += repr(circle.scene()) + repr(of_circle(circle))
        led(circle, "next")
    assert SECRET not in said
    assert SECRET in repr(circle.scene())
    led(circle, "close")
    assert SECRET in everything_said(machine, ws)


# 8 Noted words are their speaker's.


def test_own_words_beat_noted_ones_and_these_are_gone(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    adopted(ws, step("question", keep="record"))
    wrote_ahead(ws, BO, SECRET, "question", hand=ANA, ritual="own", kept=True)
    wrote_ahead(ws, BO, KEPT, "question", ritual="own", kept=True)
    wrote_ahead(ws, BO, f"{SECRET} again", "question", hand=ANA, ritual="own", kept=True)
    led(begun(ws, "own"), "close")
    assert f"Bo: {KEPT}" in everything_said(machine, ws)
    assert is_nowhere(SECRET, machine, ws)


def test_the_log_says_who_noted_a_line_and_the_recap_of_the_round_needs_not(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = to(begun(ws), "hand")
    done(circle.say(f"Bo: {KEPT}"))
    led(circle, "close")
    assert f"Bo: {KEPT}" in ritual(machine, "recap")
    assert f"Bo, noted by Ana: {KEPT}" in ritual(machine, "log")


@pytest.mark.parametrize("kind", ["answer", "thanks", "win", "promise", "parked"])
def test_a_line_erased_in_the_recap_is_in_no_byte_any_more(tmp_path: Path, kind: str) -> None:
    machine, ws = founded(tmp_path, "2026-11-26T13:00:00Z")
    thanked(ws, BO, CHRIS, KEPT)
    circle = begun(ws, "weekly")
    led(to(circle, "jar"), "next")
    if kind == "parked":
        written = done(circle.park(SECRET))
    elif kind == "answer":
        circle = to(begun(led(circle, "close").ws), "hand")
        written = done(circle.say(f"Bo: {SECRET}"))
    else:
        place = {"thanks": "jar", "win": "wins", "promise": "change"}[kind]
        circle = to(begun(led(circle, "close").ws, "weekly"), place)
        led(circle, *["next"] * circle.stage.is_quiet)
        written = done(circle.say(f"Bo: {SECRET}"))
    led(circle, "close")
    assert SECRET in repr(of_circle(circle))
    assert SECRET in everything_said(machine, ws)
    assert circle.erase(written.id)
    assert SECRET not in repr(of_circle(circle))
    assert is_nowhere(SECRET, machine, ws)


def test_whom_a_line_is_about_has_it_hidden_at_once(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    circle = to(begun(ws), "hand")
    written = done(circle.say(f"Bo: {SECRET}"))
    led(circle, "close")
    asked = {"kind": "ask-erase", "on": written.id, "by": BO}
    ws.write(put(ws.new_id(), ws.pen()._replace(author=BO), MARK, asked))
    assert stands(ws, written.id)
    assert SECRET not in everything_said(machine, ws) + repr(of_circle(circle))


def test_quiet_praise_is_never_on_a_screen_of_the_round(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    changed(ws, CHRIS, praise="quiet")
    thanked(ws, BO, CHRIS, SECRET)
    circle = begun(ws)
    while scene := circle.scene():
        assert SECRET not in repr(scene)
        led(circle, "next")
    assert f"Chris, from Bo: {SECRET}" in everything_said(machine, ws)


# What is said about the rounds to come is about the team: no reasons, and nobody who hasn't done something.

AHEAD = (
    ["schedule"],
    ["schedule", "--json"],
    ["schedule", "--csv"],
    ["schedule", "--ics"],
    ["rota"],
    ["rota", "--json"],
    ["rota", "--csv"],
    ["remind", "--again", "--within", "12h"],
    ["remind", "--again", "--within", "12h", "--json"],
    ["schedule", "off"],
    *(["--lang", "de", *words] for words in (["schedule"], ["rota"], ["remind", "--again", "--within", "12h"])),
)


def said_ahead(machine: Machine) -> list[str]:
    return [ritual(machine, *argv) for argv in AHEAD]


@pytest.mark.parametrize("answered", [(), (BO,), (BO, CHRIS, DAI, INES, ANA)])
def test_what_is_said_of_rounds_to_come_is_the_same_whoever_answered(tmp_path: Path, answered: tuple[str, ...]) -> None:
    machine, ws = founded(tmp_path)
    ritual(machine, "rota", "standup", "--on")
    before = said_ahead(machine)
    for who in answered:
        wrote_ahead(ws, who, SECRET, point=2)
    assert said_ahead(machine) == before
    assert SECRET not in "".join(before)


def test_what_is_said_of_rounds_to_come_is_the_same_whoever_passed(tmp_path: Path) -> None:
    who = in_the_middle(tmp_path / "before")
    found = []
    for n, act in enumerate((spoke, passed, called_no_more, gone)):
        machine, _, _ = after(tmp_path / str(n), act, who)
        ritual(machine, "rota", "standup", "--on")
        found.append(said_ahead(machine))
    assert found == found[:1] * 4


def test_the_rota_and_reminders_give_no_absence_away(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    ritual(machine, "rota", "standup", "--on")
    first = ritual(machine, "rota", "-n", "1").split("  ")[-1]
    leader = next(p for p in PEOPLE if first.startswith(p.name.split()[0]))
    changed(ws, leader.id, away="yes")
    for argv in (["rota"], ["rota", "--json"], ["remind", "--again"], ["schedule", "--ics"]):
        said = ritual(machine, *argv)
        assert not re.search(
            r"away|absent|\bill\b|leave|holiday|isn't there|nobody|instead|because", said, re.IGNORECASE
        )
        assert leader.name.split()[0] not in said
    assert re.search(r"leads: by lot\.$", ritual(machine, "rota", "-n", "1"), re.MULTILINE)
