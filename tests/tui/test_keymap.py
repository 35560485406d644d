"""A person's own keys, and what of them can't be."""

import pytest

from ritual.tui.commands import PLACES, every
from ritual.tui.keymap import keymap, normal


def test_no_two_commands_of_a_screen_have_the_same_key() -> None:
    keys = keymap({}, "").keys
    for place, offered in PLACES.items():
        taken = [key for command in offered for key in keys[command.name]]
        assert len(taken) == len(set(taken)), place


def test_every_command_has_a_name_a_key_a_label_and_help() -> None:
    names = [command.name for command in every()]
    assert len(names) == len(set(names))
    assert all(command.keys and command.label and command.help for command in every())


def test_a_wish_replaces_the_keys_of_its_command() -> None:
    found = keymap({"next": "j, f5", "look-back": "ctrl+l"}, "config.toml")
    assert found.keys["next"] == ("j", "f5")
    assert found.keys["look-back"] == ("ctrl+l",)


@pytest.mark.parametrize(
    ("name", "wish", "sentence", "hint"),
    [
        ("nxt", "n", "There is no such command.", "Did you mean “next”?"),
        ("zzzzzz", "n", "There is no such command.", "The help screen names them all."),
        ("point", "n", "These keys can't be changed.", ""),
        ("next", "banana", "“banana” is no key.", "Write a letter, or one like f5 or ctrl+n."),
        ("next", "hyper+n", "“hyper+n” is no key.", "Write a letter, or one like f5 or ctrl+n."),
        ("next", " ", "“ ” is no key.", "Write a letter, or one like f5 or ctrl+n."),
        ("park", "l", "This key already means “later” on the same screen.", "Choose another one."),
    ],
)
def test_a_wish_that_cant_be_is_told_and_changes_nothing(name: str, wish: str, sentence: str, hint: str) -> None:
    found = keymap({name: wish}, "config.toml")
    assert found.problems == (("config.toml", f"keys.{name}", sentence, hint),)
    assert found.keys == keymap({}, "").keys


def test_keys_of_two_wishes_clash_like_any_others() -> None:
    found = keymap({"next": "z", "park": "z"}, "config.toml")
    assert found.keys["next"] == ("z",)
    assert found.keys["park"] == ("t",)
    assert found.problems[0].sentence == "This key already means “next” on the same screen."


def test_signs_have_the_names_that_textual_gives_them() -> None:
    assert normal("?") == "question_mark"
    assert normal("/") == "slash"
    assert normal("ctrl+n") == "ctrl+n"
