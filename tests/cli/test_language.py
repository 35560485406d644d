"""The language is asked for, else set, else the machine's own."""

import pytest

from ritual.actions.settings import change
from ritual.actions.team_settings import TEAM, team_value
from ritual.cli.language import chosen
from ritual.errors import Usage
from tests.cli.shells import Typing


@pytest.mark.parametrize(
    ("asked", "env", "configured", "spoken"),
    [
        ("de", {"RITUAL_LANG": "en"}, "en", "de"),
        ("", {"RITUAL_LANG": "de_AT", "LANG": "en_US.UTF-8"}, "en", "de"),
        ("", {"RITUAL_LANG": "fr"}, "de", "de"),
        ("", {"LANG": "en_US.UTF-8"}, "de", "de"),
        ("", {"LC_ALL": "de_DE.UTF-8", "LANG": "en_US.UTF-8"}, "", "de"),
        ("", {"LC_ALL": "", "LC_MESSAGES": "de_CH", "LANG": "en_US.UTF-8"}, "", "de"),
        ("", {"LANG": "de"}, "", "de"),
        ("", {"LC_ALL": "C", "LANG": "de_DE"}, "", "en"),
        ("", {"LANG": "pt_BR"}, "", "en"),
        ("", {}, "", "en"),
    ],
)
def test_the_nearest_wish_wins(asked: str, env: dict[str, str], configured: str, spoken: str) -> None:
    assert chosen(asked, env, configured) == spoken


def test_an_unknown_language_asked_for_is_refused() -> None:
    with pytest.raises(Usage) as error:
        chosen("fr", {}, "")
    assert error.value.hint == "There is: en, de."


LOOKS = (
    *("", "recap", "recap week", "recap quarter --format html", "insights", "log", "log --format markdown", "mine"),
    *("schedule", "rota standup", "rituals show weekly", "members", "remind --again --within 70h"),
)


def test_asked_for_it_is_spoken_everywhere(shell: Typing) -> None:
    """A team that speaks English, asked in German, says what a German team says; and the other way round."""
    for typed in ("win yes", "kudos @bo words --now", "rota standup --on", "members away @bo yes"):
        shell.give(*typed.split())
    shell.give("start", "weekly", stdin="\n" * 40)
    for look in LOOKS:
        words = look.split()
        english, german = shell.give(*words, "--lang", "en"), shell.give(*words, "--lang", "de")
        assert german != english == shell.give(*words), look
        speak_team(shell, "de")
        assert shell.give(*words, env={"RITUAL_LANG": "de"}) == german
        assert shell.give(*words, "--lang", "en") == english
        speak_team(shell, "en")
    assert "Bleibt nicht: Energie" in shell.give("start", "standup", "--lang", "de", stdin="\n" * 30)


def test_what_is_set_is_the_shell_s_alone(shell: Typing) -> None:
    shell.give("win", "yes")
    assert "Wins" in shell.give("recap", "week", env={"RITUAL_LANG": "de"})
    assert "Erfolge" in shell.give("recap", "week", "--lang", "de", env={"RITUAL_LANG": "en"})
    assert "Erfolge" in shell.give("--lang", "de", "recap", "week")


def speak_team(shell: Typing, lang: str) -> None:
    """Changes the language of the team."""
    ws = shell.machine.open()
    ws.write(change(ws.record, ws.pen(), ws.new_id(), TEAM, team_value(ws.team._replace(lang=lang))))
    ws.record.close()
