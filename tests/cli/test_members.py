"""People are listed, added and changed from the shell."""

import json

import pytest

from tests.cli.shells import Typing


def test_members_stand_one_a_line(shell: Typing) -> None:
    assert shell.give("members").splitlines() == [
        "@ana          Ana Ruiz, Europe/Madrid, lead",
        "@bo           Bo Andersen",
        "@chris        Chris Vega",
        "@dai          Dai Ito",
    ]
    first = json.loads(shell.give("members", "--json").splitlines()[0])
    assert (first["v"], first["handle"], first["lead"]) == (1, "ana", True)
    assert "praise" not in first


def test_somebody_is_added(shell: Typing) -> None:
    assert shell.give("members", "add", "Jo Ek", "@jo", "Europe/Oslo") == "@jo           Jo Ek, Europe/Oslo\n"
    assert shell.give("kudos", "@jo", "welcome").startswith("Sealed for Jo")
    assert shell.run("members", "add", "Jo Berg @jo").code == 1
    assert shell.run("members", "add", "Jo @jo @jo2").code == 2
    assert shell.run("members", "add").code == 2
    assert shell.run("members", "ad").err.splitlines()[1] == "Did you mean “add”?"
    assert shell.run("members", "zzz").err.splitlines()[1] == "There is: list, add, change."


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--away", "next monday"), "@bo           Bo Andersen, away until Mon 30 Nov"),
        (("--away", "yes"), "@bo           Bo Andersen, away"),
        (("--lead", "yes", "--zone", "Asia/Tokyo"), "@bo           Bo Andersen, Asia/Tokyo, lead"),
        (("--name", "Bo Lind", "--handle", "@Lind"), "@lind         Bo Lind"),
        (("--left", "ja"), "@bo           Bo Andersen, has left"),
        (("--praise", "quiet", "--reads", "no"), "@bo           Bo Andersen"),
    ],
)
def test_somebody_is_changed(shell: Typing, options: tuple[str, ...], line: str) -> None:
    assert shell.give("members", "change", "@bo", *options) == f"{line}\n"


def test_somebody_comes_back(shell: Typing) -> None:
    shell.give("members", "change", "bo", "--away", "2026-11-25")
    assert "away until" in shell.give("members")
    assert shell.give("members", "change", "bo", "--back") == "@bo           Bo Andersen\n"
    shell.give("members", "change", "bo", "--away", "2026-11-25")
    shell.machine.later(days=1)
    assert "away" not in shell.give("members")


@pytest.mark.parametrize(
    "options",
    [
        ("--away", "someday"),
        ("--lead", "maybe"),
        ("--praise", "loud"),
        ("--handle", "@ana"),
        ("--handle", "@all"),
        ("--handle", "@Ünï"),
        ("--zone", "Mars/Base"),
        ("--name", " "),
    ],
)
def test_what_cannot_be_is_refused(shell: Typing, options: tuple[str, ...]) -> None:
    before = shell.give("members")
    ran = shell.run("members", "change", "@bo", *options)
    assert (ran.code, ran.out) == (2, "")
    assert shell.give("members") == before


def test_who_has_left_is_named(shell: Typing) -> None:
    shell.give("members", "change", "@bo", "--left", "yes")
    assert "@bo" not in shell.give("members")
    assert shell.run("kudos", "@bo", "x").err == "ritual: Bo Andersen isn't in the team any more.\n"


def test_the_card_says_so_too(shell: Typing) -> None:
    folder = shell.machine.cwd / ".ritual"
    folder.mkdir()
    assert "says so too" not in shell.run("members", "add", "Jo @jo").err
    card = folder / "team.toml"
    card.write_text('id = "00000000-0000-4000-8000-00000000aaaa"\nname = "Other"\n')
    assert shell.run("members", "add", "Kim @kim", "--team", "Platform").code == 0
    card.unlink()
    team = shell.machine.open()
    from ritual.files.card import write_card

    write_card(card, team.team)
    team.record.close()
    ran = shell.run("members", "change", "@bo", "--name", "Bo Lind")
    assert ran.err == f"{card} says so too.\n"
    assert "Bo Lind" in card.read_text()
