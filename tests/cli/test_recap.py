"""Recaps from the shell: of a session, of a period, in every format, and always the same."""

import json

import pytest

from tests.cli.shells import Typing


def held(shell: Typing) -> Typing:
    shell.give("win", "search is fast")
    shell.give("kudos", "@bo", "the rollback notes")
    shell.give("start", "standup", stdin="skip\n\n\nBo needs Ana\n")
    return shell


def test_the_last_session(shell: Typing) -> None:
    text = held(shell).give("recap")
    assert text.startswith("Standup · Tuesday 24 November · 09:29 to 09:29\n")
    assert "Bo, from Ana: the rollback notes" in text
    assert shell.give("recap", "last") == shell.give("recap", "Letzte") == text
    session = json.loads(shell.give("log", "--kind", "round", "--json"))["id"]
    assert shell.give("recap", session) == shell.give("recap", session[:8]) == text


def test_a_period_without_rounds_still_prints(shell: Typing) -> None:
    ran = shell.run("recap", "week")
    assert (ran.code, ran.lines[0]) == (0, "Week 48, 2026")
    assert "Nothing was kept." in ran.out
    assert "“week” is Mon 23 Nov 2026 to Sun 29 Nov 2026." in ran.err


@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("today", "Tue 24 Nov 2026"),
        ("week", "Week 48, 2026"),
        ("this month", "November 2026"),
        ("2026-W48", "Week 48, 2026"),
        ("quarter", "Quarter 4, 2026"),
        ("2026-Q4", "Quarter 4, 2026"),
        ("2026", "2026"),
    ],
)
def test_a_period_by_name(shell: Typing, what: str, title: str) -> None:
    text = held(shell).give("recap", *what.split())
    assert text.splitlines()[0] == title
    assert "search is fast" in text
    assert "1 round" in text


def test_every_format(shell: Typing) -> None:
    held(shell)
    assert "## Thanks\n\n- **Bo, from Ana**: the rollback notes" in shell.give("recap", "--format", "markdown")
    rows = [json.loads(row) for row in shell.give("recap", "--json").splitlines()]
    assert {row["v"] for row in rows} == {1}
    assert (rows[0]["type"], rows[0]["heads"]) == ("recap", 4)
    ran = shell.run("recap", "--format", "pdf")
    assert (ran.code, ran.err.splitlines()[1]) == (2, "There is: text, markdown, json, html.")


def test_a_file_takes_its_format_from_its_name(shell: Typing) -> None:
    markdown = held(shell).give("recap", "--format", "markdown")
    assert shell.give("recap", "-o", "last.md") == "The recap is in last.md.\n"
    assert (shell.machine.cwd / "last.md").read_text() == markdown
    shell.give("recap", "-o", "last.txt")
    assert (shell.machine.cwd / "last.txt").read_text() == shell.give("recap", "-o", "-")
    assert shell.run("recap", "-o", "/dev/null/x").code == 3


def test_a_page_is_chosen_by_its_ending(shell: Typing) -> None:
    printed = held(shell).give("recap", "week", "--format", "html")
    assert printed.startswith('<!doctype html>\n<html lang="en">')
    for name in ("week.html", "week.htm"):
        shell.give("recap", "week", "-o", name)
        assert (shell.machine.cwd / name).read_text() == printed
    shell.machine.later(minutes=5)
    assert shell.give("recap", "week", "--format", "html") == printed


def test_a_page_is_the_same_whoever_makes_it(shell: Typing) -> None:
    before = held(shell).give("recap", "quarter", "--format", "html")
    themes = shell.machine.cwd / ".ritual" / "themes"
    themes.mkdir(parents=True)
    (themes / "morning.toml").write_text('title = "Ours"\n[colours]\ntext = "ansi_red"\n', "utf-8")
    shell.give("themes", "use", "harbour")
    assert shell.give("recap", "quarter", "--format", "html", env={"RITUAL_LANG": "de"}) == before


def test_the_team_s_language_is_spoken_whatever_mine(empty: Typing) -> None:
    empty.give("init", "Sonne", "--people", "-", "--lang", "de", stdin="Ana\nBo\n")
    english, german = (empty.give("recap", "2026-W48", env={"RITUAL_LANG": lang}) for lang in ("en", "de"))
    assert english == german


def test_what_there_is_not(shell: Typing) -> None:
    ran = shell.run("recap")
    assert (ran.code, ran.err.splitlines()[1]) == (2, "`ritual recap week` shows what was logged.")
    assert shell.run("recap", "zzz").err.startswith("ritual: “zzz” is neither a session nor")
    held(shell)
    held(shell)
    beginning = "0000"
    ran = shell.run("recap", beginning)
    assert (ran.code, ran.err.startswith("ritual: Several sessions begin with 0000.")) == (2, True)
