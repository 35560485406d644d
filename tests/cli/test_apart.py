"""Homes of one team with a bad network between them, or with clocks that are wrong, by the commands people use."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ritual.errors import StoreTrouble
from ritual.store.shared import SharedRecord
from tests.cli.shells import Typing, entry_id
from tests.cli.test_sharing import _no_pauses as _no_pauses
from tests.cli.test_sharing import address as address
from tests.cli.test_sharing import alone, standing, with_team
from tests.sync.bad_network import HONEST, LOST, Proxy, between


def until_done(shell: Typing, *argv: str, stdin: str = "") -> str:
    """Tries as people do: again, as long as the network has it that way."""
    while (ran := shell.run(*argv, stdin=stdin)).code:
        assert ran.code == 4, ran
        assert ran.err.count("\n") >= 2, ran
    return ran.out


@pytest.mark.parametrize("seed", [2])
def test_a_team_comes_together_over_a_bad_network(seed: int, address: str, tmp_path: Path) -> None:
    ana, bo, dai = with_team(tmp_path / "ana"), alone(tmp_path / "bo"), alone(tmp_path / "dai")
    with between(address, seed, share=0.5) as (url, proxy):
        ana.give("win", "before it was shared")
        until_done(ana, "share", url, "--yes")
        for shell, handle in ((bo, "@bo"), (dai, "@dai")):
            until_done(shell, "join", "-", stdin=until_done(ana, "invite", handle))
        bo.give("win", "from Bo")
        bo.give("win", "what Bo thinks better of")
        until_done(bo, "sync")
        dai.give("kudos", "--now", "@ana", "for the link")
        until_done(dai, "sync")
        until_done(ana, "sync")
        ana.give("erase", entry_id(ana, "before it"), "--yes")
        bo.give("edit", entry_id(bo, "better"), "what Bo likes better")
        for shell in (ana, bo, dai):
            until_done(shell, "sync")
        proxy.share = 0
        for shell in (ana, bo, dai, ana, bo):
            shell.give("sync")
        assert proxy.did
    logs = [sorted(line.split(maxsplit=1)[1] for line in shell.give("log").splitlines()) for shell in (ana, bo, dai)]
    assert logs[0] == logs[1] == logs[2]
    assert len(logs[0]) == 3
    for shell in (ana, bo, dai):
        told = standing(shell)
        assert [told[name] for name in ("waiting", "sent", "refused", "unopened")] == [0, 0, 0, 0]
        assert shell.give("doctor")


TIRED = [LOST] * 4
"""Every try of one command has done it, and hears nothing."""


@pytest.fixture
def bad(address: str) -> Iterator[tuple[str, Proxy]]:
    """A network that is bad only where a test says so."""
    with between(address, 0, share=0) as (url, proxy):
        yield url, proxy


def unheard(proxy: Proxy, shell: Typing, *argv: str, after: int = 0, stdin: str = "") -> None:
    """Runs a command whose request, after so many others, is done and never answered."""
    proxy.next = [HONEST] * after + TIRED
    ran = shell.run(*argv, stdin=stdin)
    assert ran.code == 4, ran
    assert "can't be reached" in ran.err
    assert not proxy.next


def test_sharing_that_was_done_and_not_heard_of_is_done_again(bad: tuple[str, Proxy], tmp_path: Path) -> None:
    url, proxy = bad
    ana = with_team(tmp_path / "ana")
    ana.give("win", "of old")
    ana.machine.later(days=20)
    ana.give("win", "of now")
    unheard(proxy, ana, "share", url, "--since", "last week", "--yes", after=2)
    assert "on this machine alone" in ana.run("sync").err
    ana.give("share", url, "--since", "last week", "--yes")
    bo = alone(tmp_path / "bo")
    bo.give("join", "-", stdin=ana.give("invite", "@bo"))
    assert "of now" in bo.give("log")
    assert "of old" not in bo.give("log")


def test_sharing_that_breaks_off_hands_nothing_over_by_itself(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise StoreTrouble("The disk is full.", "Make room.")

    ana = with_team(tmp_path / "ana")
    monkeypatch.setattr(SharedRecord, "share", broken)
    assert ana.run("share", address, "--since", "today", "--yes").code == 3
    monkeypatch.undo()
    assert "on this machine alone" in ana.run("sync").err
    ana.give("share", address, "--yes")


def test_nothing_is_kept_of_a_sharing_that_can_never_be(address: str, tmp_path: Path) -> None:
    ana = with_team(tmp_path / "ana")
    ana.give("share", address, "--yes")
    ana.give("leave", "--yes")
    assert "has this team, or this person in it, already" in ana.run("share", address, "--yes").err
    assert not list((tmp_path / "ana").rglob("unfinished/*"))


def mistypings(link: str) -> Iterator[str]:
    """The link with another secret, with another invite, and with half of it missing."""
    address, _, secret = link.strip().partition("#")
    yield f"{address}#{'A' * 42}{secret[42:]}"
    yield f"{address[:-3]}{'aaa' if address[-3:] != 'aaa' else 'bbb'}#{secret}"
    yield link[:-9]


@pytest.mark.parametrize("after", [1, 2, 3], ids=["the yes", "the log", "what was handed over"])
def test_a_link_whose_answers_were_lost_still_lets_the_same_one_in(
    after: int, bad: tuple[str, Proxy], tmp_path: Path
) -> None:
    url, proxy = bad
    ana = with_team(tmp_path / "ana")
    ana.give("share", url, "--yes")
    link = ana.give("invite")
    jo = alone(tmp_path / "jo")
    unheard(proxy, jo, "join", "-", "--me", "Jo Ek @jo", stdin=link, after=after)
    for mistyped in mistypings(link):
        assert jo.run("join", "-", "--me", "Jo Ek @jo", stdin=mistyped).code == 4
    assert "with 5 people" in jo.give("join", "-", "--me", "Jo Ek @jo", stdin=link)
    ana.give("sync")
    assert ana.give("members").count("Jo Ek") == 1
    assert not list((tmp_path / "jo").rglob("unfinished/*"))
    ana.give("members", "remove", "@dai", "--yes")  # a new key, which Jo's machine gets, too
    ana.give("win", "after it")
    ana.give("sync")
    jo.give("sync")
    assert "after it" in jo.give("log")


def test_who_left_or_was_removed_unheard_is_out(bad: tuple[str, Proxy], tmp_path: Path) -> None:
    url, proxy = bad
    ana = with_team(tmp_path / "ana")
    ana.give("share", url, "--yes")
    guests = {}
    for handle in ("@bo", "@chris", "@dai"):
        proxy.next = [HONEST, LOST]  # an invite that is open already
        guests[handle] = alone(tmp_path / handle)
        guests[handle].give("join", "-", stdin=ana.give("invite", handle))
    ana.give("sync")
    unheard(proxy, guests["@bo"], "leave", "--yes", after=5)
    assert guests["@bo"].give("leave", "--yes").startswith("You have left")
    proxy.next = [HONEST] * 5 + [LOST]
    assert guests["@dai"].give("leave", "--yes").startswith("You have left")
    before = ana.give("keys", "fingerprint")
    proxy.next = [HONEST, LOST, HONEST, HONEST, HONEST, LOST]  # that it was done, and that the new key was taken
    ana.give("members", "remove", "@chris", "--yes")
    assert not proxy.next
    assert ana.give("keys", "fingerprint") != before
    assert guests["@chris"].give("leave", "--yes").startswith("You have left")
    assert guests["@chris"].run("sync").code == 1
    lost = alone(tmp_path / "lost")
    lost.give("join", "-", stdin=ana.give("invite", "--device"))
    ana.give("sync")
    (other,) = (row.split()[0] for row in ana.give("keys", "devices").splitlines() if "this machine" not in row)
    proxy.next = [HONEST, LOST]
    assert "its key is a new one" in ana.give("keys", "revoke", other, "--yes")
    assert lost.run("sync").code == 4


def test_clocks_that_are_wrong_keep_nobody_from_anything(address: str, tmp_path: Path) -> None:
    off = {"@ana": {"days": 3652}, "@bo": {"days": -3652}, "@chris": {"hours": 1}, "@dai": {"hours": -1}}
    ana = with_team(tmp_path / "@ana")
    shells = {"@ana": ana, **{handle: alone(tmp_path / handle) for handle in ("@bo", "@chris", "@dai")}}
    for handle, shell in shells.items():
        shell.machine.time = datetime.now(UTC) + timedelta(**off[handle])
    ana.give("share", address, "--yes")
    for handle in ("@bo", "@chris", "@dai"):
        shells[handle].give("join", "-", stdin=ana.give("invite", handle))
    for handle, shell in shells.items():
        shell.give("win", f"of {handle}")
        shell.machine.later(days=-1)  # somebody sets the clock back
        shell.give("win", f"once more of {handle}")
        shell.give("edit", entry_id(shell, "once"), f"changed by {handle}")
        shell.give("sync")
        shell.give("erase", entry_id(shell, "--by", handle, "of"))
    for shell in (*shells.values(), *shells.values()):
        shell.give("sync")
    for handle, shell in shells.items():
        rows = [json.loads(line) for line in shell.give("log", "--json", "-n", "all").splitlines()]
        assert {row["words"] for row in rows} == {f"changed by {each}" for each in shells}
        of_others = [row["at"] for row in rows if handle not in row["words"]]
        assert max(of_others) <= f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
        assert standing(shell)["waiting"] == standing(shell)["refused"] == 0
