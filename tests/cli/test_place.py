"""Locate and doctor."""

from pathlib import Path

from ritual.files.card import write_card
from ritual.model.entry import KUDOS, put
from tests.cli.shells import Typing, with_team


def test_every_place_is_told(shell: Typing) -> None:
    (shell.machine.cwd / ".ritual").mkdir()
    told = dict(row.split(None, 1) for row in shell.give("locate").splitlines())
    assert Path(told["record"]).exists()
    assert told["card"].endswith(".ritual/team.toml")
    assert {"config", "data", "state", "drafts", "demo", "rituals", "decks", "scales", "themes"} <= set(told)
    assert shell.give("locate", "record", "config").splitlines() == [told["record"], told["config"]]
    assert shell.run("locate", "treasure").code == 2


def test_without_a_team_there_is_no_record(empty: Typing) -> None:
    assert "record" not in empty.give("locate")
    assert empty.give("locate", "config").endswith("config.toml\n")


def test_a_whole_record_is_0_whatever_the_hints(shell: Typing) -> None:
    assert shell.give("doctor") == "The record of “Platform” is whole.\n"
    assert shell.give("doctor", "--rebuild").startswith("Entries and search are made again.\n")
    (shell.machine.home / "config").mkdir(exist_ok=True)
    (shell.machine.home / "config" / "config.toml").write_text('lagn = "de"\n')
    ran = shell.run("doctor")
    assert (ran.code, "Hint:" in ran.err, "lagn" in ran.err) == (0, True, True)


def test_what_differs_between_card_and_record_is_a_hint(shell: Typing) -> None:
    folder = shell.machine.cwd / ".ritual"
    folder.mkdir()
    ws = shell.machine.open()
    write_card(folder / "team.toml", ws.team)
    assert shell.run("doctor").err == ""
    write_card(folder / "team.toml", ws.team._replace(people=dict(list(ws.team.people.items())[:2])))
    ws.record.close()
    assert "list different people" in shell.run("doctor").err


def test_who_sits_here_and_what_is_unreadable_are_hints(tmp_path: Path) -> None:
    shell = with_team(tmp_path, me="")
    ws = shell.machine.open()
    event = put(ws.new_id(), ws.pen(), KUDOS, {"by": "x", "words": "later"})
    ws.write(event._replace(body=event.body.replace('"v":1', '"v":9')))
    ws.record.close()
    ran = shell.run("doctor")
    assert ran.code == 0
    assert "who sits at this machine" in ran.err
    assert "only a newer ritual can read" in ran.err


def test_a_broken_record_is_3(shell: Typing) -> None:
    ws = shell.machine.open()
    ws.record._db.execute("DELETE FROM entry")
    ws.record.close()
    ran = shell.run("doctor")
    assert (ran.code, "ritual doctor --rebuild" in ran.out) == (3, True)
    assert shell.run("doctor", "--rebuild").code == 0
    assert shell.run("doctor").code == 0
