"""The keys of a shared team: machines that are lost, new keys, and recovery sheets, against a real endpoint."""

import json
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from secrets import randbelow

import pytest

from ritual.actions import recovering
from ritual.actions.devices import Machine, one_of
from ritual.actions.syncing import keys_of
from ritual.cli.shell import Streams
from ritual.errors import NotFound
from ritual.files import places
from tests.cli.shells import PEOPLE, Paper, Typing, alone
from tests.endpoint.running import endpoint


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with endpoint(tmp_path_factory.mktemp("keys")) as running:
        yield running


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


def fresh(folder: Path) -> Typing:
    """A machine without a team, whose ids are its own."""
    shell = alone(folder)
    shell.machine.drawn = randbelow(1 << 31)
    return shell


@pytest.fixture
def ana(tmp_path: Path, address: str) -> Typing:
    """Ana's machine, with a team that is shared."""
    shell = fresh(tmp_path / "ana")
    shell.give("init", "Platform", "--people", "-", "--me", "@ana", stdin=PEOPLE)
    shell.give("share", address, "--yes")
    return shell


def joined(host: Typing, folder: Path, *to: str) -> Typing:
    """A machine that comes in by a link."""
    shell = fresh(folder)
    shell.give("join", "-", stdin=host.give("invite", *to))
    return shell


def devices(shell: Typing) -> dict[str, dict[str, object]]:
    """What is said of each machine."""
    return {
        each["id"]: each for line in shell.give("keys", "devices", "--json").splitlines() if (each := json.loads(line))
    }


def numbered(sheet: str) -> list[str]:
    """The lines of a sheet as somebody types them."""
    return [line[3:] for line in sheet.splitlines() if line[:1].isdecimal()]


def test_one_machine_of_mine_is_lost_and_the_other_goes_on(ana: Typing, tmp_path: Path) -> None:
    phone, bo = joined(ana, tmp_path / "phone", "--device"), joined(ana, tmp_path / "bo", "@bo")
    for each in (ana, phone, bo):
        each.give("sync")
    told = devices(ana)
    assert [each["member"] for each in told.values()] == ["ana", "ana", "bo"]
    assert ana.give("members").count("@ana") == 1
    (lost,) = (each for each, said in devices(phone).items() if said["is_here"])
    ran = ana.give("keys", "devices").splitlines()
    assert (
        ran[0].endswith("Ana Ruiz, since Tue 24 Nov 2026, seen Tue 24 Nov 2026, this machine")
        or "this machine" in ran[0]
    )
    assert ana.run("keys", "revoke", lost).code == 2
    assert ana.type("keys", "revoke", lost, keys="n\n").code == 1
    before = ana.give("keys", "fingerprint")
    assert "its key is a new one" in ana.type("keys", "revoke", lost[:8], keys="y\n").out
    bo.give("sync")
    assert before != ana.give("keys", "fingerprint") == bo.give("keys", "fingerprint")
    assert phone.run("sync").code == 4
    assert lost not in devices(ana)
    ana.give("win", "since then")
    ana.give("sync")
    bo.give("sync")
    assert "since then" in bo.give("log")
    phone.give("leave", "--yes")
    phone.give("join", "-", stdin=ana.give("invite", "--device"))
    assert "since then" in phone.give("log")


def test_who_is_no_admin_ends_a_machine_and_asks_for_a_new_key(ana: Typing, tmp_path: Path) -> None:
    bo = joined(ana, tmp_path / "bo", "@bo")
    tablet = joined(bo, tmp_path / "tablet", "--device")
    (lost,) = (each for each, said in devices(tablet).items() if said["is_here"])
    (anas,) = (each for each, said in devices(bo).items() if said["member"] == "ana")
    assert bo.run("keys", "revoke", anas, "--yes").code == 4
    assert "ask an admin" in bo.run("keys", "revoke", lost, "--yes").err
    assert tablet.run("sync").code == 4
    assert bo.run("keys", "change").code == 4
    before = ana.give("keys", "fingerprint")
    assert ana.give("keys", "change") == "The team's key is a new one.\n"
    assert before != ana.give("keys", "fingerprint")


def test_what_can_not_be_meant(ana: Typing) -> None:
    (own,) = devices(ana)
    assert ana.run("keys").code == 2
    assert ana.run("keys", "revok").code == 2
    assert ana.run("keys", "change", "x").code == 2
    assert ana.run("keys", "revoke", "zz", "--yes").code == 2
    assert "sitting at it" in ana.run("keys", "revoke", own, "--yes").err
    ana.give("keys", "export")
    assert len(devices(ana)) == 2
    assert "no machine" in ana.run("keys", "revoke", " ", "--yes").err
    several = [Machine(each, "", "", "", is_here=False, is_sheet=False, is_announced=True) for each in ("ab", "ac")]
    with pytest.raises(NotFound, match="Several machines begin with A"):
        one_of(several, "A")


def test_a_sheet_brings_everything_back_though_keys_have_changed(ana: Typing, tmp_path: Path) -> None:
    ana.give("win", "under the first key")
    ana.give("keys", "change")
    ana.give("win", "under the second key")
    sheet = ana.give("keys", "export")
    assert len(numbered(sheet)) == 7
    assert "a recovery sheet" in ana.give("keys", "devices")
    ana.give("keys", "change")
    ana.give("win", "under the third key")
    ana.give("sync")
    shutil.rmtree(ana.machine.home)
    new = fresh(tmp_path / "new")
    ran = new.run("keys", "recover", "-", stdin=f"> what was printed\n{sheet}")
    assert ran.code == 0, ran
    assert ran.out == "You are in “Platform” again, as Ana Ruiz.\n"
    for key in ("first", "second", "third"):
        assert f"under the {key} key" in new.give("log")
    assert json.loads(new.give("status", "--json"))["unopened"] == 0
    assert len(devices(new)) == 3
    new.give("win", "from the new machine")
    new.give("sync")
    again = fresh(tmp_path / "again").run("keys", "recover", "-", stdin=sheet)
    assert again.code == 0, again
    ran = new.run("keys", "recover", "-", stdin=sheet)
    assert ran.code == 1
    assert "in the team already" in ran.err


def test_a_sheet_is_typed_line_by_line_and_a_slip_is_told(ana: Typing, tmp_path: Path, address: str) -> None:
    one, *rest = numbered(ana.give("keys", "export"))
    slip = one[:-1] + ("X" if one[-1] != "X" else "Y")
    new = fresh(tmp_path / "new")
    typed = "\n".join([address, slip, f"1  {one.lower()}", *rest]) + "\n"
    ran = new.type("keys", "recover", keys=typed)
    assert ran.out == "You are in “Platform” again, as Ana Ruiz.\n", ran
    assert ran.err.count("isn't line 1 of a sheet") == 1
    given_up = fresh(tmp_path / "other").type("keys", "recover", keys=f"{address}\n{slip}\n")
    assert given_up.code == 1


def test_what_is_no_sheet(ana: Typing, tmp_path: Path) -> None:
    sheet = ana.give("keys", "export")
    lines = numbered(sheet)
    new = fresh(tmp_path / "new")
    assert new.run("keys", "recover").code == 2
    assert new.run("keys", "recover", "x").code == 2
    assert "whole sheet" in new.run("keys", "recover", "-", stdin="hello").err
    assert "line 2" in new.run("keys", "recover", "-", stdin=sheet.replace(lines[1], lines[2])).err
    assert new.run("keys", "recover", "-", stdin=sheet.replace("http://", "htt//")).code == 4
    (paper,) = (each for each, said in devices(ana).items() if said["is_sheet"])
    assert paper[:8] in sheet
    ana.give("keys", "revoke", paper, "--yes")
    assert "doesn't know this sheet" in new.run("keys", "recover", "-", stdin=sheet).err
    assert places.team_ids(new.machine.around({}).env) == ()


def test_a_sheet_is_shown_on_a_screen_only_after_a_yes(ana: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ana.type("keys", "export", keys="n\n", screen=True).code == 1
    assert len(devices(ana)) == 1
    assert "Recovery sheet for “Platform”, Ana Ruiz" in ana.type("keys", "export", keys="y\n", screen=True).out
    assert ana.type("keys", "export", "--yes", screen=True).code == 0
    assert ana._run(("keys", "export"), Streams(BytesIO(), Paper(), Paper()), None).code == 2
    seen = [{1: bytes(32)}, {1: bytes(32), 2: bytes(32)}]
    monkeypatch.setattr(recovering, "keys_of", lambda desk: keys_of(desk)._replace(epochs=seen.pop(0)))
    monkeypatch.setattr("ritual.cli.sheets.keys_of", keys_of)
    assert "at this very moment" in ana.run("keys", "export").err
