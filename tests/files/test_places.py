"""Paths: one folder with RITUAL_HOME, the usual ones else, the platform's own as a last resort."""

import sys
from pathlib import Path

import pytest

from ritual.files import places
from tests.still import powerless

TEAM = "6f7f1f3e-0000-4000-8000-000000000001"


def test_ritual_home_puts_everything_below_one_folder(tmp_path: Path) -> None:
    env = {"RITUAL_HOME": str(tmp_path)}
    assert places.config_dir(env) == tmp_path / "config"
    assert places.config_file(env) == str(tmp_path / "config" / "config.toml")
    assert places.team_record(env, TEAM) == str(tmp_path / "data" / "teams" / TEAM / "record.db")
    assert places.drafts_dir(env) == tmp_path / "state" / "drafts"
    assert places.last_team(env) == str(tmp_path / "state" / "last-team")
    assert places.demo_home(env) == tmp_path / "state" / "demo"


def test_a_home_that_nobody_knows_stands_for_itself() -> None:
    assert places.data_dir({"RITUAL_HOME": "~nobody-at-all/x"}) == Path.cwd() / "~nobody-at-all/x/data"


def test_a_relative_home_begins_in_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    assert places.data_dir({"RITUAL_HOME": "try/it"}) == here / "try/it/data"
    assert places.data_dir({"RITUAL_HOME": "."}) == here / "data"
    here.rmdir()
    assert places.data_dir({"RITUAL_HOME": "try"}) == Path("try/data")


def test_the_usual_folder_is_taken_without_platformdirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "platformdirs", None)  # importing it raises
    (tmp_path / ".config" / "ritual").mkdir(parents=True)
    (tmp_path / "elsewhere" / "ritual").mkdir(parents=True)
    assert places.config_dir({"HOME": str(tmp_path)}) == tmp_path / ".config" / "ritual"
    env = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "elsewhere")}
    assert places.data_dir(env) == tmp_path / "elsewhere" / "ritual"


def test_the_platform_says_where_on_first_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    for place in (places.config_dir, places.data_dir, places.state_dir):
        assert place({"HOME": str(tmp_path)}).is_relative_to(tmp_path)
        assert "ritual" in place({"HOME": str(tmp_path)}).parts


def test_another_platform_has_places_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    for place in (places.config_dir, places.data_dir, places.state_dir):
        assert "ritual" in place({"HOME": str(tmp_path)}).parts
    monkeypatch.setattr(sys, "platform", "linux")
    assert places.data_dir({"HOME": str(tmp_path)}) == tmp_path / ".local" / "share" / "ritual"
    relative = {"HOME": str(tmp_path), "XDG_DATA_HOME": "somewhere"}
    assert "ritual" in places.data_dir(relative).parts


def test_teams_are_the_folders_with_a_record(tmp_path: Path) -> None:
    env = {"RITUAL_HOME": f"{tmp_path}/"}
    assert places.team_ids(env) == ()
    record = Path(places.team_record(env, TEAM))
    record.parent.mkdir(parents=True)
    (tmp_path / "data" / "teams" / "not\\a team").mkdir()
    assert places.team_ids(env) == ()
    record.touch()
    assert places.team_ids(env) == (TEAM,)


@pytest.mark.parametrize("name", ["", "..", ".", "../x", "/etc", "a/b", "a\\b", "a\0b"])
def test_a_team_id_never_leaves_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not the id"):
        places.team_record({"RITUAL_HOME": str(tmp_path)}, name)


def test_the_nearest_team_folder_wins(tmp_path: Path) -> None:
    deep = tmp_path / "repo" / "src" / "deep"
    deep.mkdir(parents=True)
    (tmp_path / ".ritual").mkdir()
    assert places.team_folder(deep) == tmp_path / ".ritual"
    (tmp_path / "repo" / ".ritual").mkdir()
    near = places.team_folder(deep)
    assert near == tmp_path / "repo" / ".ritual"
    assert places.team_card(near) == near / "team.toml"


def test_a_file_of_that_name_is_no_team_folder(tmp_path: Path) -> None:
    (tmp_path / ".ritual").write_text("a file")
    assert places.team_folder(tmp_path) is None


def test_a_name_too_long_for_the_disk_is_no_folder(tmp_path: Path) -> None:
    assert places.team_folder(tmp_path / ("x" * 300)) is None


def test_built_in_files_are_found_in_the_checkout() -> None:
    assert (places.built_in("rituals") / "standup.toml").exists()
    assert (places.built_in("decks") / "light.toml").exists()
    assert (places.built_in("scales") / "energy.toml").exists()


def test_folders_are_searched_nearest_first(tmp_path: Path) -> None:
    env = {"RITUAL_HOME": str(tmp_path / "home")}
    assert places.shelves("decks", env, tmp_path)[0] == tmp_path / "home" / "config" / "decks"
    (tmp_path / ".ritual").mkdir()
    assert places.shelves("decks", env, tmp_path)[0] == tmp_path / ".ritual" / "decks"


def test_a_folder_that_may_not_be_looked_into_is_told(tmp_path: Path) -> None:
    env = {"RITUAL_HOME": str(tmp_path / "home")}
    assert places.closed(env) is None
    record = Path(places.team_record(env, TEAM))
    record.parent.mkdir(parents=True)
    record.touch()
    assert places.closed(env) is None
    teams = places.teams_dir(env)
    for folder, told in ((record.parent, record.parent), (teams, teams), (tmp_path / "home", teams)):
        folder.chmod(0o600)
        with powerless(tmp_path):
            assert places.closed(env) == told
            assert places.team_ids(env) == ()
        folder.chmod(0o711)
        assert places.team_ids(env) == (TEAM,)
    teams.chmod(0o311)
    with powerless(tmp_path):
        assert places.closed(env) == teams
    teams.chmod(0o711)
