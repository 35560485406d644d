"""Which team is meant on this machine."""

from pathlib import Path

import pytest

from ritual.actions.choosing import open_desk
from ritual.actions.founding import found
from ritual.actions.surroundings import Surroundings
from ritual.actions.workspace import open_workspace
from ritual.errors import NotFound, StoreTrouble
from ritual.files.card import write_card
from ritual.files.last_team import remembered_team
from ritual.files.places import config_file, last_team, team_record
from tests.actions.teams import ANA, TEAM, Machine

OTHER = TEAM._replace(id="0e0e0000-0000-4000-8000-000000000000", name="Orchard")
NOWHERE = TEAM._replace(id="90000000-0000-4000-8000-000000000000", name="Nowhere")


def both(folder: Path) -> Machine:
    """A machine with two teams, of which Orchard was used last."""
    machine = Machine(folder)
    for team in (TEAM, OTHER):
        found(machine.around(), team, "ana").record.close()
    return machine


def opened(around: Surroundings, team: str = "") -> str:
    ws = open_workspace(around, team)
    name = ws.team.name
    ws.record.close()
    return name


def configured(machine: Machine, team: str) -> None:
    path = Path(config_file(machine.around().env))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'team = "{team}"\n', encoding="utf-8")


def test_without_any_wish_the_team_used_last_is_opened(tmp_path: Path) -> None:
    machine = both(tmp_path)
    assert opened(machine.around()) == "Orchard"
    assert opened(machine.around(), "platform") == "Platform"
    assert opened(machine.around()) == "Platform"


def test_the_card_of_the_folder_goes_before_the_team_used_last(tmp_path: Path) -> None:
    machine = both(tmp_path)
    write_card(tmp_path / "work" / ".ritual" / "team.toml", TEAM)
    inside = tmp_path / "work" / "deep"
    inside.mkdir()
    assert opened(machine.around(cwd=inside)) == "Platform"
    write_card(inside / ".ritual" / "team.toml", NOWHERE)
    assert opened(machine.around(cwd=inside)) == "Platform"


def test_the_config_goes_before_the_card(tmp_path: Path) -> None:
    machine = both(tmp_path)
    write_card(tmp_path / ".ritual" / "team.toml", TEAM)
    configured(machine, "Orchard")
    assert opened(machine.around()) == "Orchard"


def test_the_environment_goes_before_the_config_and_the_word_said_before_both(tmp_path: Path) -> None:
    machine = both(tmp_path)
    configured(machine, "Orchard")
    assert opened(machine.around({"RITUAL_TEAM": "Platform"})) == "Platform"
    assert opened(machine.around({"RITUAL_TEAM": "Platform"}), "ORCHARD") == "Orchard"
    assert opened(machine.around(), TEAM.id) == "Platform"


def test_the_only_team_is_meant_though_it_was_never_used(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    found(machine.around(), TEAM, "ana").record.close()
    Path(last_team(machine.around().env)).unlink()
    assert opened(machine.around()) == "Platform"
    assert remembered_team(machine.around().env) == TEAM.id


def test_of_several_teams_none_is_guessed(tmp_path: Path) -> None:
    machine = both(tmp_path)
    Path(last_team(machine.around().env)).unlink()
    with pytest.raises(NotFound) as told:
        opened(machine.around())
    assert told.value.hint == "--team names one: Orchard, Platform."


def test_a_team_that_isnt_here_is_named_with_those_that_are(tmp_path: Path) -> None:
    machine = both(tmp_path)
    with pytest.raises(NotFound) as told:
        opened(machine.around(), "Pltform")
    assert (told.value.sentence, told.value.hint) == (
        "No team here is called “Pltform”.",
        "There is: Orchard, Platform.",
    )


def test_without_any_team_the_hint_says_how_to_make_one(tmp_path: Path) -> None:
    around = Machine(tmp_path).around()
    with pytest.raises(NotFound) as told:
        opened(around)
    assert "ritual init" in told.value.hint
    with pytest.raises(NotFound) as named:
        opened(around, "Platform")
    assert named.value.hint == "`ritual init` makes one."


def test_a_card_of_a_team_that_isnt_here_says_how_to_join_it(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    write_card(tmp_path / ".ritual" / "team.toml", TEAM)
    with pytest.raises(NotFound) as told:
        opened(machine.around())
    assert "ritual init --me @you" in told.value.hint


def test_a_card_that_cant_be_read_is_no_card(tmp_path: Path) -> None:
    machine = both(tmp_path)
    card = tmp_path / ".ritual" / "team.toml"
    card.parent.mkdir()
    card.write_text("id = ", encoding="utf-8")
    assert opened(machine.around()) == "Orchard"


def test_a_record_that_cant_be_opened_is_a_trouble_of_its_own(tmp_path: Path) -> None:
    machine = both(tmp_path)
    Path(team_record(machine.around().env, OTHER.id)).write_bytes(b"not a record" * 100)
    with pytest.raises(StoreTrouble):
        opened(machine.around())


def test_a_record_that_cant_be_opened_keeps_nobody_from_the_other_team(tmp_path: Path) -> None:
    machine = both(tmp_path)
    Path(team_record(machine.around().env, OTHER.id)).write_bytes(b"not a record" * 100)
    assert opened(machine.around(), "Platform") == "Platform"
    with pytest.raises(NotFound) as told:
        opened(machine.around(), "Orchard")
    assert told.value.hint == f"There is: {OTHER.id}, Platform."


def test_a_state_folder_that_cant_be_written_costs_only_the_memory(tmp_path: Path) -> None:
    machine = both(tmp_path)
    remembered = Path(last_team(machine.around().env))
    remembered.unlink()
    remembered.mkdir()
    assert opened(machine.around(), "Platform") == "Platform"


def test_a_desk_is_the_same_team_without_the_files_around_it(tmp_path: Path) -> None:
    desk = open_desk(both(tmp_path).around(), "Platform")
    assert (desk.team.name, desk.me, desk.pen().author, desk.pen().at) == (
        "Platform",
        ANA,
        ANA,
        "2026-11-24T08:29:00Z",
    )
    assert desk.device
