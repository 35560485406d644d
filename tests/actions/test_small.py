"""The small things a person can do: what they write, and what they refuse beside what the shell already tells."""

from datetime import timedelta
from pathlib import Path

import pytest

from ritual.actions import founding, kudos, mine, outlook, people, wins
from ritual.actions.choosing import open_desk
from ritual.actions.machine import fresh_id, machine_zone
from ritual.actions.rounds import next_jar
from ritual.actions.surroundings import outside
from ritual.actions.team_settings import team_from
from ritual.errors import NotFound, Refused, StoreTrouble
from ritual.model.entry import replace
from ritual.model.team import person_data
from tests.actions.teams import ANA, BO, CHRIS, TEAM, Machine, adopted, begun, changed, founded, stands, step


def test_thanks_need_words_and_somebody(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    with pytest.raises(Refused, match="no words"):
        kudos.thank(ws, [BO], " \n")
    with pytest.raises(Refused, match="nobody to thank"):
        kudos.thank(ws, [], "x")
    with pytest.raises(Refused, match="somebody else"):
        kudos.thank(ws, [BO, ANA], "x", by=ANA)
    done = kudos.thank(ws, [BO, BO, CHRIS], "x")
    assert (done.to, done.is_sealed) == ((BO, CHRIS), True)
    assert kudos.given_so_far(ws, 4) == 1


def test_a_win_needs_words(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    with pytest.raises(Refused, match="no words"):
        wins.log_win(ws, " ")
    assert stands(ws, wins.log_win(ws, "x", beside=[ANA, BO])).data["with"] == [BO]


def test_what_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    seen = stands(ws, wins.log_win(ws, "first"))
    ws.write(replace(ws.new_id(), ws.pen(), seen, {**seen.data, "words": "second"}))
    with pytest.raises(Refused, match="meanwhile"):
        mine.edit(ws, seen, {"words": "third"})
    assert stands(ws, seen.id).data["words"] == "second"


def test_near_names_are_listed_and_never_guessed(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    changed(ws, CHRIS, name="Bo Vega")
    with pytest.raises(NotFound) as error:
        people.person(ws.team, "@vega")
    assert error.value.hint == "Did you mean @chris (Bo Vega)?"
    with pytest.raises(NotFound) as error:
        people.person(ws.team, "@boo")
    assert error.value.hint == "There are @bo (Bo Andersen), @chris (Bo Vega); write the handle."
    with pytest.raises(NotFound) as error:
        people.person(ws.team, "@qqq")
    assert error.value.hint == "There is: @ana, @bo, @chris, @dai, @ines."
    with pytest.raises(NotFound) as error:
        people.person(TEAM._replace(people={}), "@ana")
    assert "members add" in error.value.hint


def test_of_two_people_with_one_handle_the_greater_id_shows_with_a_suffix() -> None:
    settings = {f"person/{p.id}": {**person_data(p), "handle": "same"} for p in TEAM.people.values()}
    handles = {p.id: p.handle for p in team_from(settings).people.values()}
    assert handles[ANA] == "same"
    assert sorted(handles.values()) == ["same", "same2", "same3", "same4", "same5"]


def test_the_next_round_is_the_soonest_that_opens_the_jar(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    adopted(ws, step("wins"), name="early", when="daily 09:29")
    adopted(ws, step("gratitude"), name="soon", when="daily 09:29", zone="Europe/Madrid")
    coming = next_jar(ws)
    assert coming is not None
    assert coming.title == "Standup"
    assert outlook.outlook(ws, [BO]).code == outlook.ROUND
    begun(ws, "standup", "close")
    later = next_jar(ws)
    assert later is not None
    assert (later.title, later.at) != (coming.title, coming.at), "a round that was held reads no more notes"


def test_a_team_is_founded_with_the_zone_of_its_first_people(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    from ritual.files.people import Listed

    team = founding.new_team(machine.around(zone="Asia/Tokyo"), "Sun", [Listed("Ana", "ana", "Europe/Madrid")], "en")
    assert team.zone == "Europe/Madrid"
    assert founding.new_team(machine.around(zone="Asia/Tokyo"), "Sun", [Listed("A", "a")], "en").zone == "Asia/Tokyo"


def test_without_a_team_nothing_opens_and_with_one_it_is_remembered(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    with pytest.raises(NotFound, match="no team yet"):
        open_desk(machine.around())
    with pytest.raises(NotFound) as error:
        open_desk(machine.around(), "Sun")
    assert error.value.hint == "`ritual init` makes one."
    founding.found(machine.around(), TEAM, "ana").record.close()
    state = machine.home / "state"
    (state / "last-team").unlink()
    state.rmdir()
    state.write_text("no folder")
    desk = open_desk(machine.around())
    assert (desk.team.name, desk.me) == ("Platform", ANA)
    desk.record.close()
    (machine.home / "data" / "teams" / TEAM.id / "record.db").write_bytes(b"broken" * 400)
    with pytest.raises(StoreTrouble):
        open_desk(machine.around())


def test_the_outside_is_this_process() -> None:
    around = outside()
    assert around.now().utcoffset() == timedelta(0)
    assert around.monotonic() <= around.monotonic()
    assert around.cwd == Path.cwd()


def test_a_fresh_id_is_a_random_uuid() -> None:
    from uuid import UUID

    ids = {fresh_id() for _ in range(50)}
    assert len(ids) == 50
    assert all(UUID(each).version == 4 and str(UUID(each)) == each for each in ids)


def test_the_machine_s_zone_is_named_by_tz_or_by_its_clock(tmp_path: Path) -> None:
    clock = tmp_path / "localtime"
    assert machine_zone({}, clock) == ""
    clock.symlink_to("/usr/share/zoneinfo/Europe/Madrid")
    assert machine_zone({}, clock) == "Europe/Madrid"
    assert machine_zone({"TZ": ":Asia/Tokyo"}, clock) == "Asia/Tokyo"
    assert machine_zone({"TZ": "/etc/localtime"}, clock) == "Europe/Madrid"
