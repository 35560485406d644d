"""The sample team: eight voices, three months of history, made in one go and the same every time."""

import tomllib
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from ritual.actions import demo_days, gather, history
from ritual.actions.demo import demo_surroundings, demo_workspace
from ritual.actions.demo_story import Said, Story, story
from ritual.actions.leading import prepare, resume
from ritual.actions.look import overview, sealed
from ritual.actions.recap import last_session, of_circle, of_period
from ritual.actions.workspace import Workspace
from ritual.errors import BadFile, StoreTrouble
from ritual.files.places import built_in
from ritual.model.entry import ACTION, ANSWER, KINDS, KUDOS, MARK, SESSION, STAGE, WIN
from ritual.model.instant import moment
from ritual.model.moments import zone_named
from ritual.model.reading import text, texts
from ritual.words import LANGUAGES
from tests.actions.teams import Machine

MONDAY, TUESDAY, SATURDAY = "2026-11-23T08:03:10Z", "2026-11-24T08:03:10Z", "2026-11-28T23:58:00Z"
THURSDAY_NIGHT = "2026-11-26T22:01:00Z"


def made(folder: Path, at: str = TUESDAY, lang: str = "en", zone: str = "Europe/Lisbon") -> Workspace:
    return demo_workspace(Machine(folder, at).around(zone=zone), False, lang)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return made(tmp_path)


def lines(told: Story) -> tuple[Said, ...]:
    today = (told.win_today, told.ahead)
    return (*told.thanks, *told.waiting, *told.wins, *told.hands, *told.parked, *told.promises, *today)


def test_it_lives_in_a_folder_of_its_own(tmp_path: Path, ws: Workspace) -> None:
    machine = Machine(tmp_path)
    files = [path.relative_to(machine.home).parts[:2] for path in machine.home.rglob("*") if path.is_file()]
    assert set(files) == {("state", "demo")}
    sample = demo_surroundings(machine.around({"RITUAL_TEAM": "Platform"}))
    assert "RITUAL_TEAM" not in sample.env
    assert sample.env["RITUAL_HOME"] == str(machine.home / "state" / "demo")


def test_eight_people_of_different_zones_with_a_lead_quiet_praise_and_somebody_away(ws: Workspace) -> None:
    people = ws.team.members
    assert len(people) == len({person.zone for person in people}) == 8
    assert [person.name for person in people if person.lead] == ["Inês Duarte"] == [ws.team.person(ws.me).name]
    assert [person.name for person in people if person.praise == "quiet"] == ["Mika Tanaka"]
    assert [person.away for person in people if person.away] == ["2026-12-01"]
    assert "sample" in ws.team.name


def test_three_months_of_rounds_as_closing_leaves_them(ws: Workspace) -> None:
    rounds = history.held(ws)
    assert 50 <= sum(r.ritual == "standup" for r in rounds) <= 57
    assert 10 <= sum(r.ritual == "weekly" for r in rounds) <= 12
    assert not history.unclosed(ws)
    assert all(not r.stage.seats and not r.stage.queues and r.stage.heads >= 6 for r in rounds)
    assert all(100 <= r.stage.total <= 900 for r in rounds)
    assert all(r.at < "2026-11-24" for r in rounds)
    kept = [each for r in rounds for each in r.stage.kept]
    assert all(ws.record.entry(each) for each in kept)
    assert len(set(kept)) > 100


def test_every_kind_of_entry_is_there_and_no_other(ws: Workspace) -> None:
    counts = {kind: len(ws.record.entries(kind)) for kind in KINDS}
    told = story("en")
    assert counts[KUDOS] == len(told.thanks) + len(told.waiting)
    assert counts[WIN] == len(told.wins) + 1
    assert counts[ACTION] == len(told.promises)
    assert counts[ANSWER] == len(told.hands) + 1
    assert counts[SESSION] == counts[STAGE] == len(history.held(ws))
    marks = Counter(text(mark.data, "kind") for mark in ws.record.entries(MARK))
    assert marks["opened"] == len(told.thanks)
    assert marks["parked"] == len(told.parked)


def test_something_waits_for_today(ws: Workspace) -> None:
    seen = overview(ws)
    assert seen.next is not None
    assert seen.next.name == "standup"
    assert seen.next.at is not None
    assert timedelta(0) < seen.next.at - ws.now() < timedelta(minutes=8)
    assert (seen.notes, seen.ahead, seen.leader, seen.stopped) == (3, ("Mika",), "Inês", None)
    assert len(sealed(ws)) == 3
    assert seen.promises == 3
    assert any("800 people" in line.words for section in seen.week for line in section.lines)


def test_recaps_read_as_of_any_team(ws: Workspace) -> None:
    last = last_session(ws)
    assert last is not None
    assert of_circle(resume(ws, last.id)).lines
    days = ("2026-09-01", "2026-10-01", "2026-11-01", "2026-12-01")
    lines = [line for since, until in pairwise(days) for line in of_period(ws, "month", since, until).lines]
    assert len(lines) > 110
    assert "?" not in {line.who for line in lines}


@pytest.mark.parametrize("at", ["2026-10-25T00:58:00Z", "2026-10-25T01:03:00Z", "2026-10-25T01:58:00Z"])
def test_in_the_night_in_which_clocks_go_back_the_round_is_yet_to_come(tmp_path: Path, at: str) -> None:
    ws = made(tmp_path, at)
    seen = overview(ws)
    assert seen.next
    assert seen.next.at
    assert timedelta(0) < seen.next.at - ws.now() < timedelta(minutes=68)


@pytest.mark.parametrize("at", [MONDAY, SATURDAY, THURSDAY_NIGHT])
def test_the_round_that_is_due_has_a_check_in_and_the_jar_on_any_day(tmp_path: Path, at: str) -> None:
    ws = made(tmp_path, at)
    seen = overview(ws)
    assert seen.next is not None
    assert seen.next.name == "standup"
    assert seen.notes == 3
    assert gather.waiting_ahead(ws, "standup")
    circle = prepare(ws, "standup")
    assert circle.do("open") is None
    assert len(history.held(ws)) > 60
    scene = circle.scene()
    assert scene is not None
    assert scene.step.kind == "checkin"
    assert scene.of == 3


def test_it_is_the_same_every_time_and_made_again_only_if_asked(tmp_path: Path) -> None:
    machine = Machine(tmp_path, TUESDAY)
    first = demo_workspace(machine.around(), False, "en")
    before = list(first.record.events())
    prepare(first, "standup").do("open")
    first.record.close()
    again = demo_workspace(machine.around(), False, "en")
    assert len(list(again.record.events())) > len(before)
    again.record.close()
    afresh = demo_workspace(machine.around(), True, "en")
    assert list(afresh.record.events()) == before


def test_each_language_has_a_team_of_its_own(tmp_path: Path) -> None:
    english, german = made(tmp_path), made(tmp_path, lang="de")
    assert english.team.id != german.team.id
    assert german.team.lang == german.lang == "de"
    assert made(tmp_path, lang="fr").team.id == english.team.id


def test_a_machine_without_a_zone_takes_the_team_s_own(tmp_path: Path) -> None:
    assert made(tmp_path, zone="").team.zone == story("en").zone


def test_a_sample_that_cannot_be_removed_is_told(tmp_path: Path) -> None:
    machine = Machine(tmp_path, TUESDAY)
    ws = demo_workspace(machine.around(), True, "en")
    folder = machine.home / "state" / "demo" / "data" / "teams" / ws.team.id
    ws.record.close()
    for path in sorted(folder.rglob("*")):
        path.unlink()
    folder.rmdir()
    folder.write_text("in the way")
    with pytest.raises(StoreTrouble, match="can't be made again"):
        demo_workspace(machine.around(), True, "en")


def test_a_ritual_of_one_s_own_that_is_wrong_is_told(tmp_path: Path) -> None:
    machine = Machine(tmp_path, TUESDAY)
    own = machine.home / "state" / "demo" / "config" / "rituals"
    own.mkdir(parents=True)
    (own / "standup.toml").write_text("nonsense = 1")
    with pytest.raises(BadFile, match="standup"):
        demo_workspace(machine.around(), False, "en")


@pytest.mark.parametrize("lang", LANGUAGES)
class TestStory:
    """What stands in the files of the sample team."""

    def test_there_are_enough_lines_and_none_is_said_twice(self, lang: str) -> None:
        words = [said.words for said in lines(story(lang))]
        assert len(words) >= 120
        assert len(words) == len(set(words))

    def test_everybody_speaks_and_nobody_is_unknown(self, lang: str) -> None:
        told = story(lang)
        handles = {member.handle for member in told.people}
        assert {said.by for said in lines(told)} == handles
        assert {handle for said in lines(told) for handle in said.to} == handles
        assert all(said.by not in said.to and all(text_ for text_ in said.words) for said in lines(told))
        assert set(told.play.answers) <= handles
        assert told.me in handles

    def test_nobody_speaks_or_is_thanked_before_joining(self, lang: str, tmp_path: Path) -> None:
        ws = made(tmp_path, lang=lang)
        joined = {person.id: person.joined for person in ws.team.members}
        for kind in (KUDOS, WIN, ACTION, ANSWER):
            for entry in ws.record.entries(kind):
                for who in (entry.by, *texts(entry.data, "to"), *texts(entry.data, "with")):
                    assert entry.at >= joined[who], entry

    def test_the_files_say_nothing_that_is_not_read(self, lang: str) -> None:
        raw = tomllib.loads((built_in("demo") / f"{lang}.toml").read_text("utf-8"))
        assert set(raw) == {"name", "zone", "me", "people", "thanks", "waiting", "wins", "win_today"} | {
            "hands",
            "parked",
            "promises",
            "ahead",
            "play",
        }
        assert all(zone_named(person["zone"]) for person in raw["people"])


def test_a_story_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="sample team"):
        story("en", tmp_path)


@pytest.mark.parametrize("now", [MONDAY, TUESDAY, SATURDAY, THURSDAY_NIGHT])
def test_the_weekly_round_is_on_the_day_of_a_standup(now: str) -> None:
    zone = zone_named("Europe/Lisbon")
    assert zone is not None
    due = demo_days.due(moment(now), zone)
    assert due.minute % 5 == 0
    days = demo_days.standups(due)
    assert all(weekly.date() in {day.date() for day in days} for weekly in demo_days.weeklies(days))
    assert sum(len(demo_days.share("abcdefg", n, 55)) for n in range(55)) == 7
