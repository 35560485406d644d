"""Rituals, decks and themes from the shell."""

from pathlib import Path

import pytest

from tests.cli.shells import Typing


def beside(shell: Typing, kind: str, name: str, text: str) -> Path:
    """A file that the team wrote."""
    folder = shell.machine.cwd / ".ritual" / kind
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text)
    return path


def test_rituals_are_listed_with_those_adopted(shell: Typing) -> None:
    rows = shell.give("rituals").splitlines()
    assert "* standup       Standup           Mon-Fri 09:30" in rows
    assert "  retro         Retro             when you like" in rows
    assert "* weekly        Weekly            Thu 14:00" in rows


def test_rituals_can_be_looked_at_without_a_team(empty: Typing) -> None:
    assert "  standup       Standup           Mon-Fri 09:30" in empty.give("rituals").splitlines()
    assert "Energy, 1 to 5." in empty.give("rituals", "show", "standup")
    assert "Energie, 1 bis 5." in empty.give("rituals", "show", "standup", "--lang", "de")
    assert empty.run("rituals", "show", "nope").code == 2
    assert empty.run("rituals", "adopt", "retro").code == 2


def test_a_step_says_what_it_keeps(shell: Typing) -> None:
    shown = shell.give("rituals", "show", "weekly")
    assert "3. Wins · wins · open · 120 s in all · kept" in shown
    assert "30 s each · not kept" in shown
    assert shell.run("rituals", "show").code == shell.run("rituals", "show", "nope").code == 2


def test_a_new_ritual_is_in_order_and_can_be_adopted(shell: Typing) -> None:
    (shell.machine.cwd / ".ritual").mkdir()
    path = shell.machine.cwd / ".ritual" / "rituals" / "friday-close.toml"
    assert shell.give("rituals", "new", "friday-close").startswith(f"{path} is there now")
    assert shell.give("rituals", "check", "friday-close") == "All in order.\n"
    assert shell.run("rituals", "new", "friday-close").code == 1
    assert shell.run("rituals", "new", "Friday Close").code == 2
    assert shell.give("rituals", "adopt", "friday-close") == "The team holds “Friday close”, when you like.\n"
    assert "* friday-close" in shell.give("rituals")
    path.write_text(path.read_text().replace("# when", "when"))
    assert "[the file has changed since]" in shell.give("rituals")
    path.unlink()
    assert "* friday-close" in shell.give("rituals")
    assert shell.give("rituals", "leave", "friday-close") == "The team doesn't hold “friday-close” any more.\n"
    assert shell.run("rituals", "leave", "friday-close").code == 1
    assert "friday-close" not in shell.give("rituals")


def test_without_a_team_folder_a_new_ritual_is_this_person_s_own(empty: Typing) -> None:
    empty.give("rituals", "new", "own")
    assert (empty.machine.home / "config" / "rituals" / "own.toml").exists()


def test_check_tells_everything_that_is_wrong(shell: Typing) -> None:
    assert shell.give("rituals", "check") == "All in order.\n"
    path = beside(shell, "rituals", "bad", 'titel = "Bad"\npurpose = "x"\n[[step]]\nid = "a"\nkind = "chekin"\n')
    ran = shell.run("rituals", "check")
    assert (ran.code, ran.out.count(str(path)) > 3) == (2, True)
    assert "title" in ran.out
    assert "things to mend" in ran.err
    assert shell.run("rituals", "adopt", "bad").code == shell.run("rituals", "show", "bad").code == 2
    assert "can't be used" in shell.give("rituals")


def test_decks_are_listed_and_shown(shell: Typing, empty: Typing) -> None:
    assert "light" in shell.give("decks")
    shown = shell.give("decks", "show", "light")
    assert shown.startswith("light-01 ")
    assert shell.run("decks", "show", "lihgt").err.splitlines()[1] == "Did you mean “light”?"
    assert shell.run("decks", "show", "zzz").err.splitlines()[1] == "`ritual decks` lists all."


def test_decks_can_be_looked_at_without_a_team(empty: Typing) -> None:
    assert empty.give("decks", "show", "light").startswith("light-01 ")
    assert empty.run("decks", "ban", "light-01").code == 2


def test_a_question_is_banned_and_allowed_again(shell: Typing) -> None:
    assert shell.give("decks", "ban", "light-01") == "light-01 isn't asked any more.\n"
    assert "[banned]" in shell.give("decks", "show", "light").splitlines()[0]
    assert shell.give("decks", "allow", "light-01") == "light-01 may be asked again.\n"
    assert "[banned]" not in shell.give("decks", "show", "light")
    assert shell.run("decks", "ban", "nope-01").code == 2


def test_a_deck_that_cannot_be_used_says_why(shell: Typing) -> None:
    beside(shell, "decks", "bad", 'title = "Bad"\n')
    ran = shell.run("decks", "show", "bad")
    assert (ran.code, "at least one question" in ran.err) == (2, True)
    assert "bad" not in shell.give("decks")


def test_themes_are_listed_shown_and_chosen(empty: Typing) -> None:
    assert "* hearth        Hearth" in empty.give("themes").splitlines()
    assert empty.give("themes", "show", "morning").startswith("background    #")
    assert empty.give("themes", "use", "morning") == "The theme is “morning” from now on.\n"
    assert "* morning       Morning" in empty.give("themes").splitlines()
    assert empty.give("themes", "check") == empty.give("themes", "check", "clear") == "All in order.\n"
    assert empty.run("themes", "show", "mornign").err.splitlines()[1] == "Did you mean “morning”?"
    assert empty.run("themes", "show", "zzz").err.splitlines()[1] == "`ritual themes` lists all."


def test_a_terminal_shows_a_theme_in_its_colours(empty: Typing) -> None:
    env = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    assert "\x1b[" in empty.type("themes", "show", "morning", screen=True, env=env).out
    assert "\x1b[" not in empty.give("themes", "show", "morning")


def test_a_bad_theme_says_why(shell: Typing) -> None:
    beside(shell, "themes", "bad", "title = 3")
    assert shell.run("themes", "check", "bad").code == shell.run("themes", "check").code == 2
    ran = shell.run("themes", "use", "bad")
    assert (ran.code, "bad.toml" in ran.err) == (2, True)
    assert "can't be used" in shell.give("themes")


@pytest.mark.parametrize("command", ["rituals", "decks", "themes"])
def test_one_name_has_to_be_said(shell: Typing, command: str) -> None:
    assert shell.run(command, "show").code == shell.run(command, "show", "a", "b").code == 2
