"""The language is asked for, else set, else the machine's own."""

import pytest

from ritual.cli.language import chosen
from ritual.errors import Usage


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
