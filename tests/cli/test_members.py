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
    assert shell.run("members", "zzz").err.splitlines()[1] == "There is: list, add, change, away, back, remove."


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
    assert shell.run("kudos", "@bo", "x").err.splitlines() == [
        "ritual: Bo Andersen isn't in the team any more.",
        "`ritual members change @bo --left no` takes Bo Andersen in again.",
    ]
    shell.give("members", "change", "@bo", "--left", "no")
    shell.give("kudos", "@bo", "x")


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


def test_leave_is_listed_ahead_and_taken_back(shell: Typing) -> None:
    ran = shell.run("members", "away", "@bo", "3 dec to 10 dec")
    assert ran.out == "@bo           Bo Andersen, away Thu 3 Dec to Thu 10 Dec\n"
    assert ran.err == "“3 dec to 10 dec” is Thu 3 Dec 2026 to Thu 10 Dec 2026.\n"
    shell.give("members", "away", "@bo", "24 dec to 1 jan")
    shell.give("members", "away", "@bo", "15 dec to 15 dec")
    line = "@bo           Bo Andersen, away Thu 3 Dec to Thu 10 Dec, away Tue 15 Dec"
    assert shell.give("members").splitlines()[1] == f"{line}, away Thu 24 Dec to Fri 1 Jan 2027"
    assert json.loads(shell.give("members", "--json").splitlines()[1])["leave"] == [
        {"first": "2026-12-03", "last": "2026-12-10"},
        {"first": "2026-12-15", "last": "2026-12-15"},
        {"first": "2026-12-24", "last": "2027-01-01"},
    ]
    assert shell.give("members", "back", "@bo", "25 dec") == f"{line}\n"
    shell.machine.later(days=10)
    assert "away until Fri 11 Dec, away Tue 15 Dec" in shell.give("members")
    assert shell.give("members", "back", "@bo") == "@bo           Bo Andersen, away Tue 15 Dec\n"


def test_away_without_a_day_and_back(shell: Typing) -> None:
    assert shell.give("members", "away", "@bo") == "@bo           Bo Andersen, away\n"
    assert shell.give("members", "back", "@bo") == "@bo           Bo Andersen\n"
    assert (
        shell.give("members", "away", "@bo", "next", "monday") == "@bo           Bo Andersen, away until Mon 30 Nov\n"
    )
    assert shell.run("members", "back", "@bo", "someday").code == 2
    assert shell.run("members", "away").err.splitlines()[1] == "`ritual members away @jo [DAYS]`"


def test_leave_that_lies_behind_is_forgotten(shell: Typing) -> None:
    shell.give("members", "away", "@bo", "25 nov to 26 nov")
    shell.machine.later(days=4)
    shell.give("members", "away", "@bo", "3 dec to 10 dec")
    assert len(json.loads(shell.give("members", "--json").splitlines()[1])["leave"]) == 1


def test_who_is_on_leave_is_seated_out_and_a_note_says_until_when(shell: Typing) -> None:
    shell.give("members", "away", "@bo", "24 nov to 26 nov")
    assert "Not here: Bo (back Fri 27 Nov)." in shell.give("start", "standup")
    assert "Away now: Bo until Fri 27 Nov." in shell.run("kudos", "@bo", "thank you").err


def test_everybodys_clock(shell: Typing) -> None:
    shell.give("members", "change", "@bo", "--zone", "Asia/Tokyo")
    assert shell.give("members", "--now").splitlines()[:2] == [
        "Tue 09:29  @ana          Ana Ruiz, Europe/Madrid, lead",
        "Tue 17:29  @bo           Bo Andersen, Asia/Tokyo",
    ]
