"""Making a team, and joining one by its card."""

import json
from pathlib import Path

import pytest

from ritual.files.card import read_card
from ritual.store.record import Record
from tests.cli.shells import PEOPLE, Typing, alone


def test_a_team_of_a_piped_list(empty: Typing) -> None:
    ran = empty.run("init", "Sun", "Flower", "--me", "@ana", "--people", "-", stdin=PEOPLE)
    assert (ran.code, ran.out) == (0, "“Sun Flower” is ready: 4 people, standup and weekly.\n")
    assert ran.err.splitlines()[0] == "You are Ana Ruiz."
    assert [row.split()[0] for row in empty.give("members").splitlines()] == ["@ana", "@bo", "@chris", "@dai"]
    assert "* standup" in empty.give("rituals")


def test_a_team_of_a_file_without_a_name_or_me(empty: Typing) -> None:
    (empty.machine.cwd / "people.txt").write_text("Solo @solo\n")
    ran = empty.run("init", "--people", "people.txt", "--lang", "de")
    assert ran.out.startswith(f"“{empty.machine.cwd.name}”") or empty.machine.cwd.name in ran.out
    assert "--me @" in ran.err
    ws = empty.machine.open()
    assert (ws.lang, ws.me) == ("de", "")
    ws.record.close()


def test_every_machine_with_the_card_is_the_same_team(empty: Typing, tmp_path_factory: pytest.TempPathFactory) -> None:
    ran = empty.run("init", "Sun", "--me", "ana", "--people", "-", "--card", stdin=PEOPLE)
    card = empty.machine.cwd / ".ritual" / "team.toml"
    assert ran.out.splitlines()[1] == f"The team card is {card}; put it under version control."
    other = alone(tmp_path_factory.mktemp("other"))
    other.machine.drawn = 5000
    there = other.machine.cwd / ".ritual"
    there.mkdir()
    (there / "team.toml").write_text(card.read_text())
    assert other.run("members").err.startswith("ritual: This folder has a team card")
    assert other.give("init", "--me", "@bo") == "“Sun” is ready: 4 people, standup and weekly.\n"
    ids = [[json.loads(row)["id"] for row in each.give("members", "--json").splitlines()] for each in (empty, other)]
    assert ids[0] == ids[1]


def test_who_sits_here_can_be_said_later(empty: Typing) -> None:
    empty.give("init", "Sun", "--people", "-", "--card", stdin=PEOPLE)
    assert empty.run("init").code == 1
    ran = empty.run("init", "--me", "@bo", "--card")
    assert (ran.code, ran.err.splitlines()[0]) == (0, "You are Bo Andersen.")
    assert empty.run("init", "--me", "@ana").code == 1
    ws = empty.machine.open()
    assert len(ws.record.entries("setting")) == 7
    ws.record.close()


def test_what_cannot_be_is_refused_with_every_problem(empty: Typing) -> None:
    assert empty.run("init").err.startswith("ritual: Who is in the team?")
    assert empty.run("init", "--people", "nowhere.txt").code == 2
    assert "nobody in the list" in empty.run("init", "--people", "-", stdin="\n").err
    ran = empty.run("init", "--people", "-", stdin="Ana @ana\nBo @ana\nCy @c y@example.org\n")
    assert (ran.code, ran.err.count("-: line")) == (2, 2)
    ran = empty.run("init", "--people", "-", "--me", "@zoe", stdin=PEOPLE)
    assert (ran.code, ran.out) == (2, "")
    assert empty.run("members").code == 2


def test_cards_that_cannot_be_used(empty: Typing) -> None:
    folder = empty.machine.cwd / ".ritual"
    folder.mkdir()
    card = folder / "team.toml"
    card.write_text("id = 3")
    assert empty.run("init", "--me", "@ana").code == 2
    assert empty.run("init", "Sun", "--people", "-", "--card", stdin=PEOPLE).code == 2
    card.unlink()
    empty.give("init", "Moon", "--people", "-", "--card", stdin=PEOPLE)
    assert empty.run("init", "Mars", "--people", "-", "--card", stdin=PEOPLE).code == 1
    assert len(list(empty.machine.home.rglob("*.db"))) == 1
    there, problems = read_card(card)
    assert (there and there.name, problems) == ("Moon", ())


def test_a_ritual_that_cannot_be_used_stops_the_founding(empty: Typing) -> None:
    rituals = empty.machine.cwd / ".ritual" / "rituals"
    rituals.mkdir(parents=True)
    (rituals / "standup.toml").write_text("title = 3")
    ran = empty.run("init", "Sun", "--people", "-", stdin=PEOPLE)
    assert (ran.code, ran.out) == (2, "")
    assert "standup.toml" in ran.err
    assert not list(empty.machine.home.rglob("*.db"))


def test_of_several_teams_one_is_meant(empty: Typing, tmp_path: Path) -> None:
    empty.give("init", "Sun", "--people", "-", stdin=PEOPLE)
    empty.give("init", "Moon", "--people", "-", stdin="Mo @mo\n")
    assert "@mo" in empty.give("members")
    assert "@ana" in empty.give("members", "--team", "sun")
    assert "@ana" in empty.give("members")
    assert "@mo" in empty.give("members", env={"RITUAL_TEAM": "Moon"})
    assert empty.run("members", "--team", "Mars").err.splitlines()[1] == "There is: Moon, Sun."
    (empty.machine.home / "state" / "last-team").unlink()
    assert empty.run("members").code == 2


def test_a_founding_that_was_cut_short_can_be_made_again(empty: Typing) -> None:
    empty.give("init", "Sun", "--people", "-", "--card", stdin=PEOPLE)
    (record,) = empty.machine.home.rglob("record.db")
    record.unlink()
    Record.open(str(record)).close()
    assert empty.run("init", "--me", "@ana").code == 0
    assert len(empty.give("members").splitlines()) == 4
