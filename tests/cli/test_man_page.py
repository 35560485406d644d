"""The manual page: all commands and options, in both languages, and nothing that roff would take for its own."""

import shutil
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

import man
from ritual.cli import man_page, table
from ritual.cli.manual import Manual, Option

ROOT = Path(__file__).resolve().parents[2]
PAGES = man.pages(ROOT)
NASTY = Manual(
    (".de kudos", "'so /etc/passwd"), ".ex", (Option("--a\\b", "'tis \\fBbold\\fP", "`N`"),), (".sy reboot", "- 'x'")
)

needs_mandoc = pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc, which reads manual pages, isn't here")


def read(page: str) -> str:
    """What mandoc shows of a page, without a line's margin."""
    ran = subprocess.run(["mandoc", "-T", "utf8", "-O", "width=200"], input=page, capture_output=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    backspaced = ran.stdout.replace("\b", "\0")
    return "".join(sign for n, sign in enumerate(backspaced) if sign != "\0" and backspaced[n + 1 : n + 2] != "\0")


def test_the_pages_are_those_of_the_table() -> None:
    assert man.main(ROOT, ["check"]) == 0


def test_pages_that_are_out_of_date_are_told_and_written_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert man.main(tmp_path, ["check"]) == 1
    assert "run scripts/man" in capsys.readouterr().err
    assert man.main(tmp_path, []) == 0
    assert man.main(tmp_path, ["check"]) == 0


@needs_mandoc
@pytest.mark.parametrize("page", PAGES.values(), ids=[str(path.relative_to(ROOT)) for path in PAGES])
def test_every_command_and_option_can_be_read(page: str) -> None:
    shown = read(page)
    for row in table.rows():
        assert f"ritual {row.name}" in shown
        for option in import_module(row.module).MANUAL.options:
            assert option.name in shown


@needs_mandoc
@pytest.mark.parametrize("page", PAGES.values(), ids=[str(path.relative_to(ROOT)) for path in PAGES])
def test_mandoc_has_nothing_to_warn_of(page: str) -> None:
    lint = ["mandoc", "-T", "lint", "-W", "warning"]
    told = subprocess.run(lint, input=page, capture_output=True, encoding="utf-8").stdout.splitlines()
    # The page has no date, so that the same table always gives the same page.
    assert [line for line in told if "missing date" not in line] == []


@needs_mandoc
def test_what_looks_like_roff_is_shown_as_it_stands() -> None:
    shown = read(man_page.page({row.name: NASTY for row in table.rows()}))
    for words in (".de kudos", "'so /etc/passwd", ".ex", "--a\\b `N`", "'tis \\fBbold\\fP", ".sy reboot", "- 'x'"):
        assert words in shown
