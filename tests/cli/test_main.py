"""The command itself: help, version, unknown words, languages, and whatever goes wrong."""

import gc
from pathlib import Path

import pytest

from ritual import __version__, words
from ritual.cli import running as entry
from ritual.cli import table
from ritual.cli.failing import OWN_FAULT
from ritual.cli.main import main
from tests.cli.shells import Typing, with_team


def test_help_lists_every_command(empty: Typing) -> None:
    ran = empty.run("--help")
    assert (ran.code, ran.err) == (0, "")
    for row in table.rows():
        assert f"ritual {row.usage}" in ran.out
    assert ran.out == empty.run("help").out == empty.run("-h").out == empty.run("help", "--help").out
    assert "130 interrupted" in ran.out


@pytest.mark.parametrize("name", [row.name for row in table.rows()])
def test_every_command_has_help(empty: Typing, name: str) -> None:
    ran = empty.run(name, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"ritual {name}")
    assert "--lang" in ran.out
    assert empty.run("help", name).out == ran.out


def test_the_version_is_one_line(empty: Typing) -> None:
    assert empty.give("--version") == f"ritual {__version__}\n"


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("kduos", "Did you mean `ritual kudos`?"), ("zzz", "`ritual --help` lists all commands.")],
)
def test_an_unknown_command_names_the_nearest(empty: Typing, typed: str, hint: str) -> None:
    ran = empty.run(typed)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [f"ritual: There is no command “{typed}”.", hint]


def test_options_that_go_everywhere_stand_before_or_after(shell: Typing) -> None:
    assert shell.give("--lang", "en", "members") == shell.give("members", "--lang", "en")
    assert shell.run("--team", "Moon", "members").code == 2
    assert shell.run("members", "--team", "platform").code == 0
    assert shell.run("--nope", "members").code == 2
    assert shell.run("--lang", "fr", "members").err.startswith("ritual: “fr” isn't a language")


def test_the_language_is_chosen_before_anything_is_said(empty: Typing) -> None:
    def spoken(*argv: str, env: dict[str, str] | None = None) -> str:
        empty.run(*argv, env=env)
        return words.language()

    assert spoken("zzz") == "en"
    assert spoken("zzz", env={"RITUAL_LANG": "de"}) == "de"
    assert spoken("zzz", env={"LC_ALL": "de_DE.UTF-8"}) == "de"
    assert spoken("--lang", "de", "zzz") == "de"
    assert spoken("--lang", "en", "zzz", env={"LANG": "de_DE"}) == "en"
    config = empty.machine.home / "config"
    config.mkdir(parents=True)
    (config / "config.toml").write_text('lang = "de"\n')
    assert spoken("zzz") == "de"


def test_ctrl_c_ends_with_130(empty: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "read_config", interrupted)
    ran = empty.run("members")
    assert (ran.code, ran.out) == (130, "")


def test_a_reader_that_went_away_is_no_trouble(empty: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(entry, "read_config", gone)
    assert empty.run("members").code == 0


def test_a_fault_of_our_own_is_kept_where_it_can_be_found(empty: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("\x1b[31mno")

    monkeypatch.setattr(entry, "read_config", broken)
    ran = empty.run("members")
    trace = empty.machine.home / "state" / "last-error.txt"
    assert (ran.code, ran.out) == (OWN_FAULT, "")
    assert str(trace) in ran.err
    assert "ZeroDivisionError" in trace.read_text()
    assert "\x1b" not in ran.err


def test_where_nothing_can_be_kept_the_trace_is_said(empty: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(entry, "read_config", broken)
    empty.machine.home.write_text("a file where a folder should be")
    ran = empty.run("members")
    assert ran.code == OWN_FAULT
    assert "Traceback" in ran.err


def test_a_quick_command_of_the_process_ends_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = with_team(tmp_path)
    ended: list[int] = []
    monkeypatch.setattr("os._exit", ended.append)
    monkeypatch.setattr("sys.argv", ["ritual", "kudos", "@bo", "thanks"])
    assert main(None, shell.machine.around()) == 0
    monkeypatch.setattr("sys.argv", ["ritual", "members"])
    assert main(None, shell.machine.around()) == 0
    assert ended == [0]


def test_garbage_is_looked_for_only_where_something_lasts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = []

    def looked(*_: object) -> int:
        seen.append(gc.isenabled())
        return 0

    with_team(tmp_path)
    for name in ("log", "locate"):
        monkeypatch.setattr("sys.argv", ["ritual", name])
        monkeypatch.setattr(f"ritual.cli.{name}.run", looked)
        monkeypatch.setattr("os._exit", lambda code: None)
        assert main() == 0
        assert gc.isenabled()
    assert seen == [False, True]


def test_streams_that_were_closed_before_the_start_are_no_trouble(
    empty: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{name}", None)
    assert main(["--version"], empty.machine.around()) == 0


def test_two_hyphens_before_the_command_hide_nothing(empty: Typing) -> None:
    assert empty.run("--", "nope") == empty.run("nope")
    assert empty.run("--lang", "de", "--", "nope").err.startswith("ritual: Einen Befehl „nope“ gibt es nicht.")
