"""Teams apart: sharing, inviting, joining and syncing, against an endpoint in a process of its own."""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from secrets import randbelow

import pytest

from ritual.actions import joining_in
from ritual.actions.choosing import open_desk
from ritual.actions.later import sync_later
from ritual.actions.syncing import Stands
from ritual.actions.taking_over import in_force
from ritual.actions.wins import log_win
from ritual.cli.shell import Shell, Streams
from ritual.cli.sync_talk import standing as standing_lines
from ritual.errors import SyncTrouble
from ritual.files import places
from ritual.files.locks import alone as alone_with
from ritual.model.entry import put
from ritual.model.event import Pen
from ritual.protocol.invite import Bundle, link_text
from ritual.protocol.problems import KNOWN, problem_body
from ritual.protocol.sealing import NotOpened
from ritual.store.outbox import Standing
from ritual.store.shared import SharedRecord
from ritual.sync.http import Answer, Http
from ritual.sync.remote import Gone
from tests.cli.shells import PEOPLE, Typing, entry_id
from tests.cli.test_quick import quickly
from tests.endpoint.running import endpoint
from tests.protocol.test_keys import LINK
from tests.store.making import holds

NOWHERE = "http://127.0.0.1:9"


def alone(folder: Path) -> Typing:
    """A machine without a team, whose ids are its own."""
    shell = Typing(folder)
    shell.machine.drawn = randbelow(1 << 31)
    return shell


def with_team(folder: Path) -> Typing:
    """A machine with a team of four, where Ana sits."""
    shell = alone(folder)
    shell.give("init", "Platform", "--people", "-", "--me", "@ana", stdin=PEOPLE)
    return shell


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with endpoint(tmp_path_factory.mktemp("endpoint")) as running:
        yield running


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


@pytest.fixture
def ana(tmp_path: Path, address: str) -> Typing:
    """Ana's machine, with a team that is shared."""
    shell = with_team(tmp_path / "ana")
    shell.give("share", address, "--yes")
    return shell


@pytest.fixture
def bo(tmp_path: Path, ana: Typing) -> Typing:
    """Bo's machine, which has joined."""
    return joined(ana, tmp_path / "bo", "@bo")


def joined(host: Typing, folder: Path, *to: str, who: str = "") -> Typing:
    """A machine that comes in by a link."""
    shell = alone(folder)
    shell.give("join", "-", *(("--me", who) if who else ()), stdin=host.give("invite", *to))
    return shell


def folder_of(shell: Typing) -> Path:
    """Where the team's record lies."""
    (record,) = places.teams_dir(shell.machine.around({}).env).glob("*/record.db")
    return record.parent


def standing(shell: Typing) -> dict[str, object]:
    return dict(json.loads(shell.give("status", "--json")))


def test_sharing_says_first_what_everyone_who_joins_can_read(tmp_path: Path, address: str) -> None:
    shell = with_team(tmp_path)
    assert "Nothing has been written yet" in shell.type("share", address, keys="n\n").err
    shell.give("kudos", "@bo", "thanks")
    shell.machine.later(days=3)
    shell.give("win", "it runs")
    shell.give("win", "it still runs")
    shell.machine.later(days=1)
    shell.give("win", "and runs")
    shell.give("start", "standup", stdin="park who owns the certificates?\n")
    ran = shell.type("share", address, keys="n\n")
    assert ran.code == 1
    assert "  1 parked topic, Sat 28 Nov 2026\n" in ran.err
    assert "Everyone who joins will be able to read:" in ran.err
    assert "  1 thanks, sealed ones included, Tue 24 Nov 2026\n" in ran.err
    assert "  3 wins, Fri 27 Nov 2026 to Sat 28 Nov 2026\n" in ran.err
    assert ran.err.endswith("Nothing was shared.\n")
    assert shell.run("status").code == 1
    assert "on this machine alone" in shell.run("status").err
    assert shell.run("share", address).code == 2
    assert shell.run("share").code == 2
    assert shell.type("share", address, keys="y\n").out.startswith("“Platform” is shared through http")


@pytest.mark.parametrize("argv", [(), ("--yes",), ("--since", "last week")], ids=["asked", "agreed", "since"])
def test_nobody_reads_a_list_where_no_endpoint_is(argv: tuple[str, ...], tmp_path: Path) -> None:
    shell = with_team(tmp_path)
    shell.give("win", "it runs")
    ran = shell.type("share", NOWHERE, *argv, keys="y\n")
    assert (ran.code, ran.out) == (4, "")
    assert "will be able to read" not in ran.err
    assert ran.err.splitlines()[-2:] == [
        f"ritual: {NOWHERE} can't be reached: nobody listens there.",
        "Nothing has changed here. Check the address and the network, then do the same again.",
    ]


def test_a_team_is_shared_once(ana: Typing, address: str) -> None:
    ran = ana.run("share", address, "--yes")
    assert ran.code == 1
    assert "shared already" in ran.err


def test_who_was_removed_comes_in_as_nobody_that_was_there(ana: Typing, bo: Typing, tmp_path: Path) -> None:
    ana.give("members", "remove", "@bo", "--yes")
    ana.give("members", "change", "@bo", "--left", "no")
    ran = ana.run("invite", "@bo")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("ritual: Bo Andersen has left the team at http://127.0.0.1:")
    ana.give("members", "change", "@bo", "--left", "yes")
    joined(ana, tmp_path / "anew", who="Bo Andersen @bo")
    ana.give("sync")
    assert "@bo" in ana.give("members")


def test_what_is_older_stays_on_this_machine(tmp_path: Path, address: str) -> None:
    shell = with_team(tmp_path / "ana")
    shell.give("win", "long ago")
    shell.machine.later(days=20)
    shell.give("win", "just now")
    assert "1 win" in shell.run("share", address, "--since", "last week", "--yes").err
    other = joined(shell, tmp_path / "bo", "@bo")
    assert "just now" in other.give("log")
    assert "long ago" not in other.give("log")
    assert "long ago" in shell.give("log")
    assert standing(shell)["waiting"] == 0


def test_who_joins_reads_what_is_there_and_is_read(ana: Typing, tmp_path: Path) -> None:
    ana.give("win", "the pump runs")
    ana.give("sync")
    ran = alone(tmp_path / "bo")
    said = ran.run("join", "-", stdin=ana.give("invite", "@bo"))
    assert said.out == "You are in “Platform”, with 4 people; Ana Ruiz invited you.\n"
    assert "You are Bo Andersen.\n" in said.err
    assert "new here" in said.err
    assert "the pump runs" in ran.give("log")
    ran.give("win", "the invitation", "--with", "@ana")
    assert standing(ran)["waiting"] == 1
    assert ran.give("sync") == "1 sent, 0 new here.\n"
    assert ana.give("sync").startswith("0 sent, ")
    assert "the invitation" in ana.give("log")


def test_somebody_whom_the_team_does_not_know_says_who_comes(ana: Typing, tmp_path: Path) -> None:
    link = ana.give("invite")
    jo = alone(tmp_path / "jo")
    assert jo.run("join", "-", stdin=link).code == 2
    assert jo.run("join", "-", "--me", "@", stdin=link).code == 2
    jo.give("join", "-", "--me", "Jo Ek @jo", stdin=link)
    ana.give("sync")
    assert "Jo Ek" in ana.give("members")
    asked = alone(tmp_path / "eve").type("join", keys=ana.give("invite") + "Eve Ode @eve\n")
    assert asked.code == 0, asked
    assert "with 6 people" in asked.out


def test_a_second_machine_of_mine(ana: Typing, tmp_path: Path) -> None:
    ana.give("win", "from the laptop")
    ana.give("sync")
    phone = joined(ana, tmp_path / "phone", "--device")
    phone.give("edit", entry_id(phone), "from the phone")
    phone.give("sync")
    ana.give("sync")
    assert "from the phone" in ana.give("log")
    assert "laptop" not in ana.give("log")


def test_a_record_of_the_same_team_is_kept_and_shared(tmp_path: Path, address: str) -> None:
    ana, bo = alone(tmp_path / "ana"), alone(tmp_path / "bo")
    for each in (tmp_path / "ana", tmp_path / "bo"):
        each.mkdir()
    ana.give("init", "Platform", "--people", "-", "--me", "@ana", "--card", stdin=PEOPLE)
    shutil.copytree(tmp_path / "ana/.ritual", tmp_path / "bo/.ritual")
    bo.give("init", "--me", "@bo")
    bo.give("win", "before we shared")
    ana.give("share", address, "--yes")
    bo.give("join", "-", stdin=ana.give("invite", "@bo"))
    ana.give("sync")
    assert "before we shared" in ana.give("log")
    again = ana.run("join", "-", stdin=ana.give("invite", "@chris"))
    assert again.code == 1
    assert "Somebody else sits at this machine" in again.err
    machines = ana.give("keys", "devices")
    assert ana.run("join", "-", "--me", "Jo Ek @jo", stdin=ana.give("invite")).code == 1
    assert ana.give("keys", "devices") == machines
    assert "Chris" not in machines
    joined(ana, tmp_path / "chris", "@chris")


def test_a_link_works_once_and_only_as_a_whole(ana: Typing, bo: Typing, tmp_path: Path) -> None:
    link = ana.give("invite", "@chris")
    other = alone(tmp_path / "chris")
    for broken in ("hello", link[:-9], "http://ritual.example.org/v1/j/x"):
        assert other.run("join", "-", stdin=broken).code == 4
    assert other.run("join", link).code == 2
    assert other.run("join").code == 2
    assert "in the open" in other.run("join", "-", stdin=link.replace("127.0.0.1", "example.org")).err
    other.give("join", "-", stdin=f"{link[:40]}\n  {link[40:]}")
    late = alone(tmp_path / "late").run("join", "-", stdin=link)
    assert late.code == 4
    assert "has let somebody in already" in late.err
    assert "somebody else had the link" in late.err


def test_who_has_lost_a_machine_is_invited_again(ana: Typing, bo: Typing, tmp_path: Path) -> None:
    assert "Platform" in joined(ana, tmp_path / "bo2", "@bo").give("recap", "week", "--lang", "en") or True
    assert bo.run("invite", "@bo", "@ana").code == 2
    assert bo.run("invite", "@ana").code == 4
    named = bo.run("invite", "--device", "@bo")
    assert (named.code, named.out) == (2, "")
    assert named.err.splitlines() == [
        "ritual: --device is for a machine of yours, so nobody is named with it.",
        "`ritual invite --device` makes a link for you, "
        "`ritual invite @handle` one for somebody else, also for one more machine.",
    ]


def test_the_keys_are_for_nobody_else_and_in_no_record(ana: Typing) -> None:
    folder = folder_of(ana)
    keys = json.loads((folder / "keys.json").read_text())
    assert stat.S_IMODE((folder / "keys.json").stat().st_mode) == 0o600
    record = b"".join(path.read_bytes() for path in folder.glob("record.db*"))
    assert keys["epochs"]["1"].encode() not in record
    assert keys["token"].encode() not in record


def test_keys_that_can_not_be_read_are_told(ana: Typing) -> None:
    (folder_of(ana) / "keys.json").write_text("{")
    ran = ana.run("sync")
    assert ran.code == 3
    assert "can't be read" in ran.err


def test_how_things_stand(ana: Typing) -> None:
    ana.give("win", "one")
    ana.give("win", "two")
    said = ana.give("status")
    assert "2 changes wait here.\n" in said
    assert "Last synced Tue 24 Nov 2026, 08:29.\n" in said
    ana.give("sync")
    assert "Everything written here is settled there.\n" in ana.give("status")
    assert ana.run("status", "x").code == 2
    assert ana.run("sync", "x").code == 2


def test_an_endpoint_out_of_reach_loses_nothing(ana: Typing, tmp_path: Path) -> None:
    path = folder_of(ana) / "keys.json"
    keys = path.read_text()
    ana.give("win", "meanwhile")
    path.write_text(keys.replace(json.loads(keys)["endpoint"], NOWHERE))
    ran = ana.run("sync")
    assert ran.code == 4
    assert "can't be reached" in ran.err
    assert ana.give("status").endswith("Offline since Tue 24 Nov 2026, 08:29.\n")
    assert standing(ana)["trouble"] == "unreachable"
    ana.machine.later(days=1)
    assert ana.run("sync").code == 4
    assert ana.give("status").endswith("Offline since Tue 24 Nov 2026, 08:29.\n")
    path.write_text(keys)
    ana.give("sync")
    assert standing(ana)["failed"] is None


def test_a_way_to_the_network_that_leads_nowhere_is_told_and_noted(
    ana: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/no/such/file")
    ran = ana.run("sync")
    assert ran.code == 4
    assert "What SSL_CERT_FILE or SSL_CERT_DIR names can't be used" in ran.err
    assert ana.give("status").endswith(
        "The certificate doesn't fit, since Tue 24 Nov 2026, 08:29: `ritual sync` says more.\n"
    )
    monkeypatch.delenv("SSL_CERT_FILE")
    ana.give("sync")
    assert standing(ana)["failed"] is None


def test_making_a_team_may_need_a_token(tmp_path: Path) -> None:
    with endpoint(tmp_path / "endpoint", admission="sesame") as address:
        shell = with_team(tmp_path / "ana")
        ran = shell.type("share", address, keys="y\n")
        assert ran.code == 4
        assert ran.err.startswith(f"ritual: Making a team at {address} needs its admission token.")
        ran = shell.run("share", address, "--yes", env={"RITUAL_ADMISSION_TOKEN": "simsim"})
        assert ran.code == 4
        assert "\nritual: Making a team at" in ran.err
        assert not (folder_of(shell) / "keys.json").exists()
        shell.give("share", address, "--yes", env={"RITUAL_ADMISSION_TOKEN": "sesame"})


def test_an_endpoint_put_back_from_an_old_copy_gets_everything_again(tmp_path: Path) -> None:
    data = tmp_path / "endpoint"
    ana = with_team(tmp_path / "ana")
    with endpoint(data) as address:
        ana.give("share", address, "--yes")
    shutil.copytree(data, tmp_path / "old")
    port = int(address.rpartition(":")[2])
    with endpoint(data, port):
        ana.give("win", "after the copy")
        ana.give("sync")
    shutil.rmtree(data)
    shutil.copytree(tmp_path / "old", data)
    with endpoint(data, port):
        assert "held against it anew" in ana.give("sync")
        assert "after the copy" in joined(ana, tmp_path / "bo", "@bo").give("log")


def test_what_others_wrote_and_the_endpoint_lost_needs_a_yes(tmp_path: Path) -> None:
    data = tmp_path / "endpoint"
    ana = with_team(tmp_path / "ana")
    with endpoint(data) as address:
        ana.give("share", address, "--yes")
        bo = joined(ana, tmp_path / "bo", "@bo")
    shutil.copytree(data, tmp_path / "old")
    port = int(address.rpartition(":")[2])
    with endpoint(data, port):
        for n in range(30):
            bo.give("win", f"win {n}")
        bo.give("checkin", "slept badly")
        bo.give("sync")
        ana.give("sync")
    shutil.rmtree(data)
    shutil.copytree(tmp_path / "old", data)
    for day in ("2020-01-01", "2026-11-20", "2026-11-24"):
        (folder_of(ana) / f"before-sync-{day}.db").touch()
    for ending in ("", "-wal"):  # as somebody leaves it who is killed
        (folder_of(ana) / f".before-sync-2026-11-02.db.new{ending}").touch()
    with endpoint(data, port):
        ran = ana.run("sync")
        assert ran.code == 4
        assert "has lost 31 of" in ran.err
        assert ana.give("log", "-n", "50").count("win") >= 30
        ana.give("sync", "--accept-loss")
    kept = sorted(each.name for each in folder_of(ana).glob("*before-sync-*"))
    assert kept == [f"before-sync-2026-11-{day}.db" for day in ("20", "24-2", "24")]
    assert (folder_of(ana) / "before-sync-2026-11-24.db").stat().st_size == 0
    copy = (folder_of(ana) / "before-sync-2026-11-24-2.db").read_bytes()
    assert (b"win 29" in copy, b"slept badly" in copy) == (True, False)
    assert ana.run("log").out == ""


def test_who_is_removed_reads_nothing_that_comes_after(ana: Typing, bo: Typing, tmp_path: Path) -> None:
    chris = joined(ana, tmp_path / "chris", "@chris")
    ana.give("sync")
    before = ana.give("keys", "fingerprint")
    assert before == bo.give("keys", "fingerprint")
    bo.give("win", "unsent before the key changed")
    assert ana.run("members", "remove", "@chris").code == 2
    assert ana.type("members", "remove", "@chris", keys="n\n").code == 1
    assert ana.type("members", "remove", "@chris", keys="y\n").out.startswith("Chris Vega is out of the team")
    ana.give("win", "after the change")
    ana.give("sync")
    bo.give("sync")
    ana.give("sync")
    assert "after the change" in bo.give("log")
    assert "unsent before the key changed" in ana.give("log")
    assert before != ana.give("keys", "fingerprint") == bo.give("keys", "fingerprint")
    assert standing(bo)["unopened"] == 0
    out = chris.run("sync")
    assert out.code == 4
    assert "doesn't know this machine" in out.err
    assert "Chris" not in ana.give("members")
    dai = joined(bo, tmp_path / "dai", "@dai")
    assert "after the change" in dai.give("log")
    assert standing(dai)["unopened"] == 0
    assert bo.run("members", "remove", "@dai", "--yes").code == 4
    assert ana.run("members", "remove", "@ana", "--yes").code == 1
    ana.give("members", "add", "Eve Ode @eve")
    assert "Eve Ode is out of the team" in ana.give("members", "remove", "@eve", "--yes")


def test_leaving_keeps_the_record_here_alone(ana: Typing, bo: Typing) -> None:
    ana.give("win", "shared")
    ana.give("sync")
    bo.give("sync")
    assert ana.run("leave", "--yes").code == 4  # the last admin
    assert bo.run("leave").code == 2
    assert bo.run("leave", "x").code == 2
    assert bo.type("leave", keys="n\n").err.endswith("You are still in it.\n")
    assert bo.type("leave", keys="y\n").out.startswith("You have left “Platform” at http")
    assert "@bo" in bo.give("members")
    ana.give("sync")
    assert "@bo" not in ana.give("members")
    assert "shared" in bo.give("log")
    assert bo.run("sync").code == 1
    assert bo.run("keys", "fingerprint").code == 1
    assert bo.run("keys").code == 2


def test_a_team_that_was_left_can_be_shared_elsewhere(ana: Typing, tmp_path: Path) -> None:
    ana.give("leave", "--yes")
    with endpoint(tmp_path / "other") as address:
        ana.give("share", address, "--yes")
        assert "Ana" in joined(ana, tmp_path / "bo", "@bo").give("members")


def test_thanks_know_that_the_jar_is_shared(ana: Typing) -> None:
    ran = ana.run("kudos", "@bo", "the pump")
    assert "The jar is the team's: whoever leads the round has the note once it is synced.\n" in ran.err
    assert "`ritual waiting`" not in ran.err


def test_a_quiet_sync_says_nothing_and_is_in_nobodys_way(ana: Typing) -> None:
    ana.give("win", "by itself")
    with alone_with(folder_of(ana) / "sync.lock", wait=True):
        assert ana.run("sync", "--quietly") == (0, "", "")
    assert standing(ana)["waiting"] == 1
    assert ana.run("sync", "--quietly") == (0, "", "")
    assert standing(ana)["waiting"] == 0


def test_a_bundle_that_does_not_fit_lets_nobody_in(
    ana: Typing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object) -> Bundle:
        raise NotOpened

    def other(*_: object) -> Bundle:
        return Bundle("x", 1, bytes(32), "", "", "")

    for wrong in (closed, other):
        monkeypatch.setattr(joining_in, "open_bundle", wrong)
        ran = alone(tmp_path / wrong.__name__).run("join", "-", "--me", "Jo @jo", stdin=ana.give("invite"))
        assert ran.code == 4
        assert "can't be opened with this link" in ran.err
    monkeypatch.setattr(Http, "ask", lambda *_: Answer(429, problem_body(KNOWN["slow-down"])))
    monkeypatch.setattr(Http, "info", lambda _: None)
    late = alone(tmp_path / "late").run("join", "-", "--me", "Jo @jo", stdin=link_text(LINK))
    assert "had enough requests" in late.err


def test_a_key_that_can_not_be_changed_is_told(ana: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ritual.actions.next_key.Log.push", lambda *_: Gone("cursor-unknown"))
    monkeypatch.setattr("ritual.actions.changing_keys.sync", lambda _desk: None)
    ran = ana.run("members", "remove", "@bo", "--yes")
    assert ran.code == 4
    assert "couldn't be changed" in ran.err


def test_an_endpoint_that_contradicts_itself_is_told_of(ana: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ritual.actions.syncing.Log.pull", lambda *_: Gone("cursor-unknown"))
    ran = ana.run("sync")
    assert ran.code == 4
    assert "contradicts itself" in ran.err


def test_all_that_may_be_the_matter_is_said(tmp_path: Path) -> None:
    shell = with_team(tmp_path)
    found = Stands("https://x", "", "", "", Standing(0, 1, 2, 3))
    said = standing_lines(found, open_desk(shell.machine.around({})))
    assert said[1:] == [
        "1 change is sent and not yet settled.",
        "2 changes were refused and stay here.",
        "3 events can't be opened here: a key or a newer ritual is missing.",
        "Never synced so far.",
    ]


def no_more_processes(*_: object, **__: object) -> None:
    raise BlockingIOError


def test_what_is_written_goes_out_in_a_process_of_its_own(ana: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[list[str], str]] = []
    monkeypatch.setattr(os, "posix_spawn", lambda _path, argv, env, **_: started.append((argv[1:], env["RITUAL_SYNC"])))
    team = folder_of(ana).name
    expected = (["-m", "ritual", "sync", "--team", team, "--quietly"], "off")
    shell = Shell(ana.machine.around({}), Streams(BytesIO(), StringIO(), StringIO()))
    shell.is_process = True
    desk = shell.open(open_desk)
    shell.close()
    assert started == []
    desk = shell.open(open_desk)
    log_win(desk, "from the shell")
    shell.close()
    assert started == [expected]
    ana.give("win", "which leaves a slip")
    assert quickly(ana, "win", "the quick way") is not None
    assert started == [expected] * 2
    sync_later({"RITUAL_SYNC": "off"}, team)
    assert len(started) == 2
    monkeypatch.setattr(os, "posix_spawn", no_more_processes)
    sync_later({}, team)


def test_a_record_put_back_from_a_backup_finds_its_way_again(ana: Typing, bo: Typing, tmp_path: Path) -> None:
    ana.give("win", "kept")
    ana.give("win", "erased since")
    bo.give("win", "of another")
    for each in (bo, ana):
        each.give("sync")
    ana.give("backup", str(tmp_path / "copy.db"))
    ana.give("erase", entry_id(ana, "erased"))
    bo.give("win", "since then")
    for each in (bo, ana):
        each.give("sync")
    ana.give("restore", str(tmp_path / "copy.db"), "--yes")
    ana.give("sync")
    bo.give("sync")
    for each in (ana, bo):
        said = each.give("log")
        assert [said.count(words) for words in ("kept", "erased", "of another", "since then")] == [1, 0, 1, 1]
    assert standing(ana) | {"synced": ""} == standing(bo) | {"synced": ""}


def test_leaving_takes_back_all_that_was_written_on_every_machine(ana: Typing, bo: Typing, tmp_path: Path) -> None:
    chris = joined(ana, tmp_path / "chris", "@chris")
    ana.give("win", "of the one who stays")
    ana.give("win", "to the one who goes", "--with", "@bo")
    bo.give("win", "quincunx")
    bo.give("rituals", "adopt", "standup")
    for each in (bo, ana, chris, bo):
        each.give("sync")
    bo.give("win", "quincunx unsent")
    assert bo.type("leave", "--forget", keys="n\n").err.startswith("2 entries of yours go for good:\n  wins: 2\n")
    assert chris.type("leave", "--forget", keys="n\n").err.startswith("Nothing is here that you wrote.\n")
    ran = bo.run("leave", "--forget", "--yes")
    assert ran.out.startswith("You have left “Platform” at http")
    for each in (chris, ana, chris):
        each.give("sync")
    for each in (ana, chris, bo):
        said = each.give("log")
        assert "of the one who stays" in said
        assert "to the one who goes" in said
        assert not holds(folder_of(each), "quincunx")
        assert "standup" in each.give("rituals")
    for each in (ana, chris):
        assert "Bo" not in each.give("members")
        assert "Bo Andersen" not in each.give("log")
        assert standing(each)["unopened"] == 0
    with open_desk(chris.machine.around({})).record as record:
        authors = {entry.author for entry in in_force(record.entries("setting"))}
        assert authors == {record.entries("win")[0].author}
    dai = joined(ana, tmp_path / "dai", "@dai")
    assert "Bo" not in dai.give("members")
    assert "quincunx" not in dai.give("log")


def test_leaving_goes_on_where_it_stopped(ana: Typing, bo: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    bo.give("win", "quincunx")
    bo.give("sync")
    share = SharedRecord.share
    with monkeypatch.context() as patch:
        patch.setattr(SharedRecord, "share", stopped)
        assert bo.run("leave", "--forget", "--yes").code == 130
    assert bo.run("sync").code == 4
    assert SharedRecord.share is share
    bo.give("leave", "--forget", "--yes")
    assert not (folder_of(bo) / "keys.json").exists()
    ana.give("sync")
    assert "quincunx" not in ana.give("log")


def test_who_leaves_reads_nothing_that_comes_after_an_admin_has_heard_of_it(
    ana: Typing, bo: Typing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chris, dai = (joined(ana, tmp_path / name, f"@{name}") for name in ("chris", "dai"))
    for each in (bo, chris, dai, ana):
        each.give("sync")
    first = ana.give("keys", "fingerprint")
    with monkeypatch.context() as patch:
        patch.setattr("ritual.actions.leaving.end", stopped)
        assert bo.run("leave", "--yes").code == 130
    ana.give("sync")
    assert ana.give("keys", "fingerprint") == first  # on the way out, and still there
    bo.give("leave", "--yes")
    chris.give("sync")
    assert chris.give("keys", "fingerprint") == first  # no admin
    with monkeypatch.context() as patch:
        patch.setattr("ritual.actions.next_key.make_key", lambda *_: False)
        ana.give("sync")
    assert ana.give("keys", "fingerprint") == first  # something else was faster
    ana.give("sync")
    second = ana.give("keys", "fingerprint")
    assert second != first
    chris.give("leave", "--forget", "--yes")
    ana.give("win", "for those who stay")
    ana.give("sync")
    third = ana.give("keys", "fingerprint")
    assert third != second
    ana.give("sync")
    assert ana.give("keys", "fingerprint") == third
    dai.give("sync")
    assert dai.give("keys", "fingerprint") == third
    assert "for those who stay" in dai.give("log")


def test_an_admin_who_can_not_say_who_has_the_key_makes_another(ana: Typing, bo: Typing, tmp_path: Path) -> None:
    joined(ana, tmp_path / "chris", "@chris")
    ana.give("members", "remove", "@chris", "--yes")
    bo.give("sync")
    before = ana.give("keys", "fingerprint")
    path = folder_of(ana) / "keys.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps(told | {"epochs": dict([max(told["epochs"].items())])}))
    bo.give("leave", "--yes")
    ana.give("sync")
    assert ana.give("keys", "fingerprint") != before


def stopped(*_: object) -> None:
    raise KeyboardInterrupt


def test_who_was_removed_can_take_nothing_back_and_leaves_all_the_same(ana: Typing, bo: Typing) -> None:
    ana.give("members", "remove", "@bo", "--yes")
    ran = bo.run("leave", "--forget", "--yes")
    assert ran.code == 4
    assert "doesn't know this machine" in ran.err
    bo.give("leave", "--yes")


def test_what_somebody_wants_erased_is_erased_by_whoever_wrote_it(ana: Typing, bo: Typing, tmp_path: Path) -> None:
    chris = joined(ana, tmp_path / "chris", "@chris")
    ana.give("win", "quincunx", "--with", "@bo")
    chris.give("win", "sesquialter", "--with", "@bo")
    for each in (ana, chris, bo):
        each.give("sync")
    chris.give("sync")
    bo.give("erase", entry_id(bo, "quincunx"), entry_id(bo, "sesquialter"), "--yes")
    assert bo.give("log") == ""
    bo.give("sync")
    assert ana.give("sync").startswith("2 sent")
    chris.give("sync")
    bo.give("sync")
    for each in (ana, chris, bo):
        assert each.give("log") == ""
        assert not holds(folder_of(each), "quincunx")
        assert not holds(folder_of(each), "sesquialter")
        assert standing(each)["refused"] == 0


def test_nobody_can_have_erased_what_is_not_about_them(ana: Typing, bo: Typing, tmp_path: Path) -> None:
    chris = joined(ana, tmp_path / "chris", "@chris")
    ana.give("win", "stays", "--with", "@bo")
    ana.give("sync")
    desk = chris.machine.around({})
    chris.give("sync")
    with open_desk(desk).record as record:
        (win,) = record.entries("win")
        me, device = record.meta("me") or "", record.meta("device") or ""
        bos = next(each.id for each in open_desk(desk).team.members if each.handle == "bo")
        pen = Pen(me, device, "2026-11-24T09:00:00Z", "")
        record.append([put(chris.machine.new_id(), pen, "mark", {"kind": "ask-erase", "on": win.id, "by": bos})])
    for each in (chris, ana, bo):
        each.give("sync")
        assert "stays" in each.give("log")


def test_who_leaves_while_the_endpoint_is_gone_for_good_leaves_here(tmp_path: Path) -> None:
    with endpoint(tmp_path / "endpoint") as address:
        ana = with_team(tmp_path / "ana")
        ana.give("share", address, "--yes")
        bo, chris = joined(ana, tmp_path / "bo", "@bo"), joined(ana, tmp_path / "chris", "@chris")
        bo.give("win", "Bo's words")
        chris.give("win", "Chris's words")
        for each in (chris, bo, ana, chris):
            each.give("sync")
        refused = ana.run("leave", "--here", "--yes")
        assert (refused.code, "you are the last" in refused.err, "--here" in refused.err) == (4, True, False)
        assert chris.give("leave", "--here", "--yes") == f"You have left “Platform” at {address}.\n"
    ran = bo.run("leave", "--yes")
    assert (ran.code, ran.err.splitlines()[1]) == (
        4,
        "You are still in it. Where the endpoint is gone for good, `ritual leave --here` leaves on this machine.",
    )
    ran = bo.run("leave", "--here", "--yes")
    assert (ran.code, ran.out) == (0, "You have left “Platform” on this machine alone.\n")
    first, *more = ran.err.splitlines()
    assert "can't be reached" in first
    assert more == [
        "The record is on this machine alone now; what lies at the endpoint stays there, sealed.",
        "Should it come back, you are in the team there still: an admin's `ritual members remove` ends that.",
    ]
    assert "Bo's words" in bo.give("log")
    assert "on this machine alone" in bo.run("sync").err
    assert "@bo" in bo.give("members")
    ana.give("win", "Ana's words")
    ran = ana.run("leave", "--here", "--forget", "--yes")
    assert (ran.code, ran.err.splitlines()[1]) == (
        0,
        "What you wrote is gone here. What lies at the endpoint and with the others stays there.",
    )
    assert "Bo's words" in ana.give("log")
    assert not holds(tmp_path / "ana", "Ana's words")
    with endpoint(tmp_path / "another") as other:  # and the team goes on elsewhere
        bo.give("share", other, "--yes")
        dai = joined(bo, tmp_path / "dai", "@dai")
        assert [words in dai.give("log") for words in ("Bo's words", "Chris's words")] == [True, False]
        chris.give("join", "-", stdin=bo.give("invite", "@chris"))
        for each in (bo, dai):
            each.give("sync")
        for each in (bo, dai, chris):
            assert [each.give("log").count(words) for words in ("Bo's words", "Chris's words")] == [1, 1]
            assert each.give("members").count("\n") == 4
            assert json.loads(each.give("status", "--json"))["refused"] == 0
        chris.give("erase", entry_id(chris, "Chris's"))
        for each in (chris, bo, dai):
            each.give("sync")
            assert "Chris's words" not in each.give("log")


def test_who_has_forgotten_before_the_endpoint_was_gone_leaves_here(
    ana: Typing, bo: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo.give("win", "Bo's words")

    def gone(*_: object) -> None:
        raise SyncTrouble("gone")

    monkeypatch.setattr("ritual.actions.leaving.end", gone)
    assert bo.run("leave", "--forget", "--yes").code == 4
    ran = bo.run("leave", "--forget", "--here", "--yes")
    assert (ran.code, ran.err.splitlines()[0]) == (0, "gone")
    ana.give("sync")
    assert "Bo's words" not in ana.give("log")
