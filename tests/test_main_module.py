"""`python -m ritual` is the command."""

import runpy

import pytest

from ritual import __version__


def test_python_m_ritual_is_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["ritual", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("ritual", run_name="__main__")
    assert (end.value.code, capsys.readouterr().out) == (0, f"ritual {__version__}\n")
