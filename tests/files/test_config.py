"""Settings: always there, every problem told, one value written without touching the rest."""

from pathlib import Path

import pytest

from ritual.errors import BadFile
from ritual.files.config import Config, read_config, set_value
from tests.files.shelves import home


def settings(folder: Path, text: str) -> Path:
    path = folder / "home" / "config" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_everything_takes_its_default(tmp_path: Path) -> None:
    assert read_config(home(tmp_path)) == (Config(), ())


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings(
        tmp_path,
        'lang = "de"\nteam = "platform"\ntheme = "dusk"\nplain = true\nkudos = "now"\nmotion = false\n'
        'footer = "short"\n[keys]\nnext = "n"\n',
    )
    expected = Config("de", "platform", "dusk", True, "now", False, "short", {"next": "n"})
    assert read_config(home(tmp_path)) == (expected, ())


def test_what_is_wrong_is_told_and_takes_its_default(tmp_path: Path) -> None:
    settings(tmp_path, 'lang = "deutsch"\nplian = true\nmotion = 0\nkudos = "later"\n[keys]\nnext = 3\nback = "b"\n')
    config, problems = read_config(home(tmp_path))
    assert config == Config(keys={"back": "b"})
    assert {problem.key for problem in problems} == {"lang", "plian", "motion", "kudos", "keys.next"}
    assert str(problems[-1]).count("config.toml") == 1


def test_keys_have_to_be_a_table(tmp_path: Path) -> None:
    settings(tmp_path, "keys = 3\n")
    assert [problem.key for problem in read_config(home(tmp_path))[1]] == ["keys"]


def test_a_file_that_isnt_toml_leaves_the_defaults(tmp_path: Path) -> None:
    settings(tmp_path, "lang = \n")
    config, problems = read_config(home(tmp_path))
    assert config == Config()
    assert len(problems) == 1


def test_a_value_is_set_where_there_is_no_file(tmp_path: Path) -> None:
    set_value(home(tmp_path), "theme", "dusk")
    assert read_config(home(tmp_path)) == (Config(theme="dusk"), ())


def test_a_value_is_changed_in_its_line_and_the_rest_stays(tmp_path: Path) -> None:
    path = settings(tmp_path, '# mine\nlang = "de"  \ntheme = "dawn" # warm\n\n[keys]\n# theme = 1\nnext = "n"\n')
    set_value(home(tmp_path), "theme", 'du"sk\\1')
    assert path.read_text() == '# mine\nlang = "de"  \ntheme = "du\\"sk\\\\1"\n\n[keys]\n# theme = 1\nnext = "n"\n'


def test_a_new_value_goes_above_the_tables(tmp_path: Path) -> None:
    path = settings(tmp_path, '# mine\nlang = "de"\n\n[keys]\nnext = "n"\n')
    set_value(home(tmp_path), "plain", True)
    assert path.read_text() == '# mine\nlang = "de"\nplain = true\n\n[keys]\nnext = "n"\n'


def test_a_value_whose_line_cant_be_found_is_written_anew(tmp_path: Path) -> None:
    settings(tmp_path, '"theme" = "dawn"\n')
    set_value(home(tmp_path), "theme", "dusk")
    assert read_config(home(tmp_path)) == (Config(theme="dusk"), ())


def test_text_over_several_lines_isnt_mistaken_for_a_line(tmp_path: Path) -> None:
    settings(tmp_path, 'team = """\ntheme = "dawn\n"""\n')
    set_value(home(tmp_path), "theme", "dusk")
    config, problems = read_config(home(tmp_path))
    assert (config.theme, config.team, problems) == ("dusk", 'theme = "dawn', ())


def test_a_value_that_isnt_possible_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refused:
        set_value(home(tmp_path), "lang", "fr")
    assert [problem.key for problem in refused.value.problems] == ["lang"]
    assert read_config(home(tmp_path)) == (Config(), ())


def test_a_file_that_cant_be_read_is_never_written_over(tmp_path: Path) -> None:
    path = settings(tmp_path, "lang = \n")
    with pytest.raises(BadFile):
        set_value(home(tmp_path), "lang", "de")
    assert path.read_text() == "lang = \n"
