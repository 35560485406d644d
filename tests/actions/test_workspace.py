"""A team opened on this machine: what it knows, and what it leaves alone."""

from pathlib import Path

import pytest

from ritual.actions.desk import DEVICE
from ritual.actions.workspace import open_workspace, passing_workspace
from ritual.files.places import config_file
from ritual.model.entry import replace
from ritual.words import speaking
from tests.actions.teams import ANA, BO, TEAM, Machine, changed, founded, stands, thanked


def test_it_knows_the_team_who_sits_here_and_what_this_person_has_set(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    path = Path(config_file(machine.around().env))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("plain = true\n", encoding="utf-8")
    again = open_workspace(machine.around())
    assert again.team == TEAM
    assert (again.me, again.device, again.lang, again.zone) == (ANA, ws.record.meta(DEVICE), "en", "Europe/Madrid")
    assert again.config.plain


def test_the_zone_is_that_of_the_machine_where_the_team_has_none(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path, team=TEAM._replace(zone=""))
    assert ws.zone == "UTC"
    assert open_workspace(machine.around(zone="Asia/Tokyo")).zone == "Asia/Tokyo"


def test_changes_of_another_process_show_at_once(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    assert ws.team.person(BO).name == "Bo Andersen"
    changed(machine.open(), BO, name="Bo Bergström")
    assert ws.team.person(BO).name == "Bo Bergström"


def test_writing_says_whether_somebody_was_faster(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    note = thanked(ws, BO, ANA, "one")
    change = [replace(ws.new_id(), ws.pen(), note, {**note.data, "words": words}) for words in ("two", "three")]
    assert machine.open().write(change[0])
    assert not ws.write(change[1])
    assert stands(ws, note.id).data["words"] == "two"


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_passing_round_has_no_people_no_file_and_my_language(tmp_path: Path, lang: str) -> None:
    machine = Machine(tmp_path)
    with speaking(lang):
        ws = passing_workspace(machine.around(zone="Europe/Berlin"))
        assert (ws.lang, ws.zone, ws.team.members, ws.me) == (lang, "Europe/Berlin", (), "")
    assert not machine.home.exists()
