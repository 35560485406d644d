"""Erasing all about somebody, and what the endpoint alone calls erased."""

import json
from pathlib import Path
from secrets import randbelow

import pytest

from ritual.actions.choosing import open_desk
from ritual.files import places
from ritual.protocol.wire import ERASE, Pulled, Pushed
from ritual.store.putting import ENDPOINT
from ritual.store.record import Record
from ritual.store.shared import SharedRecord
from tests.cli.shells import PEOPLE, Typing, alone
from tests.endpoint.running import endpoint
from tests.store.making import holds


@pytest.fixture
def ana(tmp_path: Path) -> Typing:
    """Ana's machine, with a team that is here alone."""
    shell = alone(tmp_path / "ana")
    shell.machine.drawn = randbelow(1 << 31)
    shell.give("init", "Platform", "--people", "-", "--me", "@ana", stdin=PEOPLE)
    return shell


def joined(host: Typing, folder: Path, to: str) -> Typing:
    shell = alone(folder)
    shell.machine.drawn = randbelow(1 << 31)
    shell.give("join", "-", stdin=host.give("invite", to))
    return shell


def folder_of(shell: Typing) -> Path:
    (record,) = places.teams_dir(shell.machine.around({}).env).glob("*/record.db")
    return record.parent


def test_all_about_somebody_is_shown_and_goes_after_a_yes(ana: Typing) -> None:
    ana.give("kudos", "@bo", "the pump")
    ana.give("win", "shared", "--with", "@bo")
    ana.give("win", "bo andersen's idea, not Bobby's")
    ana.give("win", "Bobby's robot")
    ana.give("win", "for @bo: done")
    said = ana.type("erase", "--about", "@bo", keys="n\n")
    assert said.code == 1
    assert said.err.count("Ana Ruiz: “") == 4
    assert "Erase 4 entries for good?" in said.err
    assert ana.run("erase", "--about", "bo").code == 2
    told = [json.loads(line) for line in ana.give("erase", "--about", "Bo", "--json").splitlines()]
    assert [(each["kind"], each["may"], each["erased"]) for each in told][:2] == [
        ("kudos", True, False),
        ("win", True, False),
    ]
    assert ana.type("erase", "--about", "Bo Andersen", keys="y\n").out == "4 entries are erased.\n"
    assert [line.split("Ana: ")[1] for line in ana.give("log").splitlines()] == ["Bobby's robot"]
    assert not holds(folder_of(ana), "pump")
    ran = ana.run("erase", "--about", "Kim")
    assert ran.code == 1
    assert "nothing to erase about “Kim”" in ran.err
    assert ana.run("erase", "--about", "Kim", "--json").out == ""


@pytest.mark.parametrize("given", [("--about", ""), ("--about", "bo", "4f2a"), ("--withheld", "4f2a"), ()])
def test_it_is_one_or_the_other(ana: Typing, given: tuple[str, ...]) -> None:
    assert ana.run("erase", *given).code == 2


def test_who_is_no_admin_erases_only_own_words_and_asks_for_those_about_oneself(ana: Typing, tmp_path: Path) -> None:
    with endpoint(tmp_path / "endpoint") as address:
        ana.give("share", address, "--yes")
        bo, chris = joined(ana, tmp_path / "bo", "@bo"), joined(ana, tmp_path / "chris", "@chris")
        bo.give("win", "of Bo", "--with", "@chris")
        chris.give("win", "of Chris", "--with", "@bo")
        bo.give("kudos", "@chris", "sealed words")
        for each in (bo, chris, ana, bo):
            each.give("sync")
        said = chris.run("erase", "--about", "@dai")
        assert said.code == 1
        told = [json.loads(line) for line in chris.give("erase", "--about", "bo", "--json").splitlines()]
        assert {(each["words"], each["author"], each["may"]) for each in told} == {
            ("of Bo", "bo", True),
            ("of Chris", "chris", True),
            (None, "bo", True),
        }
        dai = joined(ana, tmp_path / "dai", "@dai")
        ran = dai.run("erase", "--about", "bo")
        assert ran.code == 1
        assert "3 entries more aren't yours to erase: ask Bo Andersen, Chris Vega, or an admin." in ran.err
        said = ana.type("erase", "--about", "bo", keys="y\n")
        assert "Bo Andersen: a sealed note\n" in said.err
        assert said.out == "3 entries are erased.\n"
        for each in (ana, bo, chris, dai):
            each.give("sync")
            assert each.give("log") == ""
            assert not holds(folder_of(each), "sealed words")
            assert json.loads(each.give("status", "--json"))["refused"] == 0
        bo.give("win", "again", "--with", "@chris")
        bo.give("sync")
        chris.give("sync")
        assert json.loads(chris.give("erase", "--about", "chris", "--json", "--yes"))["erased"] is True
        assert chris.give("log") == ""
        chris.give("sync")
        bo.give("sync")
        assert bo.give("log") == ""


def test_what_the_endpoint_alone_calls_erased_is_hidden_and_may_go(ana: Typing, tmp_path: Path) -> None:
    assert "calls nothing erased" in ana.run("erase", "--withheld").err
    with endpoint(tmp_path / "endpoint") as address:
        ana.give("share", address, "--yes")
        ana.give("win", "quincunx")
        ana.give("sync")
        with open_desk(ana.machine.around({})).record as record:
            (win,) = record.entries("win")
            assert record.meta(ENDPOINT) == address
        with SharedRecord.open(str(folder_of(ana) / "record.db")) as record:
            nobody = Pulled(9, Pushed(ana.machine.new_id(), ERASE, win.id, 0, 1, b"-"), "", "", 9)
            record.take_page([], [nobody], record.cursor)
        assert ana.give("log") == ""
        assert "1 entry is erased at the endpoint" in ana.give("status")
        assert "1 entry is erased at the endpoint" in ana.run("sync").err
        assert "quincunx" not in ana.give("export")
        assert ana.run("erase", "--withheld").code == 2
        asked = ana.type("erase", "--withheld", keys="n\n")
        assert "Ana Ruiz: “quincunx”" in asked.err
        assert ana.type("erase", "--withheld", keys="y\n").out == "1 entry is erased.\n"
        ana.give("sync")
        assert json.loads(ana.give("status", "--json"))["withheld"] == 0
        assert not holds(folder_of(ana), "quincunx")


def test_what_who_runs_the_endpoint_erases_is_hidden_until_each_decides(ana: Typing, tmp_path: Path) -> None:
    data = tmp_path / "endpoint"
    with endpoint(data) as address:
        ana.give("share", address, "--yes")
        bo = joined(ana, tmp_path / "bo", "@bo")
        ana.give("win", "quincunx")
        ana.give("win", "stays")
        for each in (ana, bo):
            each.give("sync")
        told = [json.loads(line) for line in bo.give("log", "--json").splitlines()]
        (win,) = [each["id"] for each in told if each["words"] == "quincunx"]
        team = Path(bo.give("locate", "record").strip()).parent.name
        copy = str(tmp_path / "copy.db")
        ana.give("serve", "backup", copy, "--data", str(data))
        assert ana.give("serve", "erase", team, win, "--data", str(data)) == "1 entry is erased here.\n"
        for each in (ana, bo):
            assert "1 entry is erased at the endpoint" in each.run("sync").err
            assert "quincunx" not in each.give("log")
            assert "stays" in each.give("log")
            assert "1 entry is erased at the endpoint" in each.give("status")
        assert ana.type("erase", "--withheld", keys="y\n").out == "1 entry is erased.\n"
        ana.give("sync")
        assert not holds(folder_of(ana), "quincunx")
        assert holds(folder_of(bo), "quincunx")
    ana.give("serve", "restore", copy, "--data", str(data))
    with endpoint(data, int(address.rpartition(":")[2])):
        for each in (ana, bo):
            each.run("sync")
            assert "quincunx" not in each.give("log")
        kim = joined(ana, tmp_path / "chris", "@chris")
        assert "stays" in kim.give("log")
        assert not holds(folder_of(kim), "quincunx")
        assert json.loads(kim.give("status", "--json"))["withheld"] == 0
        assert json.loads(bo.give("status", "--json"))["withheld"] == 1
        assert bo.type("erase", "--withheld", keys="y\n").out == "1 entry is erased.\n"
        assert not holds(folder_of(bo), "quincunx")


def test_who_leads_a_team_that_is_here_alone_decides(ana: Typing, tmp_path: Path) -> None:
    (path,) = folder_of(ana).glob("record.db")
    with Record.open(str(path)) as record:
        bo = next(each for each in open_desk(ana.machine.around({})).team.members if each.handle == "bo")
        me = record.meta("me")
        record.set_meta("me", bo.id)
    ana.give("win", "by hand")
    with Record.open(str(path)) as record:
        record.set_meta("me", me)
    assert ana.give("erase", "--about", "bo", "--yes") == "1 entry is erased.\n"
