"""Following a team through a real endpoint: what comes, what goes out, what is said live, and what cuts it off."""

import gc
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ritual.actions import mine as erasing
from ritual.actions.leaving import remove
from ritual.actions.machine import fresh_id
from ritual.actions.syncing import ground, keys_of, sync
from ritual.errors import StoreTrouble, SyncTrouble
from ritual.files import places
from ritual.files.keys import read_keys, write_keys
from ritual.files.locks import alone
from ritual.model.entry import put
from ritual.store.outbox import Standing
from ritual.store.shared import SharedRecord
from ritual.sync import course, saying, ways
from ritual.sync.engine import Engine
from ritual.sync.http import Http
from ritual.sync.listening import Listener
from ritual.sync.news import News
from ritual.sync.noting import AT, FAILED
from ritual.sync.state import CONNECTING, LIVE, OFFLINE, STOPPED
from ritual.sync.stream import Follower
from ritual.sync.turns import POLLS, Turns
from tests.endpoint.running import endpoint
from tests.sync.machines import QUICK, Endpoint, Following, Machine, joined, shared
from tests.sync.proxy import Proxy

SETTLED = Standing(0, 0, 0, 0)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with endpoint(tmp_path_factory.mktemp("endpoint")) as running:
        yield running


def moved(machine: Machine, address: str) -> None:
    """The machine asks at another address from now on."""
    keys = read_keys(machine.around.env, machine.ws.team.id)
    assert keys
    write_keys(machine.around.env, keys._replace(endpoint=address))


def test_what_is_written_here_is_there_at_once(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with Following(ana) as at_ana, Following(bo) as at_bo:
        at_ana.live()
        at_bo.live()
        ana.win("one")
        at_ana.follower.poke()
        at_bo.until(lambda: bo.wins() == ["one"])
        bo.win("two")
        at_ana.until(lambda: ana.wins() == ["one", "two"])
        at_bo.until(lambda: at_bo.state.standing == SETTLED)
        assert at_bo.state.trouble is None


def test_what_others_ask_for_is_done_by_whoever_follows(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")

    def asked_away() -> None:
        """Bo wants erased what Ana writes about Bo."""
        ana.ws.write(put(fresh_id(), ana.ws.pen(), "win", {"words": "about Bo", "with": [bo.ws.me]}))
        for each in (ana, bo):
            sync(each.ws)
        erasing.remove(bo.ws, *bo.ws.record.entries("win"))
        sync(bo.ws)

    asked_away()
    with Following(bo) as at_bo, Following(ana) as at_ana:
        at_bo.live().until(lambda: bo.wins() == [])
        at_ana.live()
        asked_away()
        at_ana.until(lambda: ana.wins() == [])
        at_bo.until(lambda: bo.wins() == [])


def test_where_nobody_asked_for_anything_nothing_is_written(tmp_path: Path, address: str) -> None:
    (ana,) = shared(tmp_path, address)
    looked = threading.Semaphore(0)

    def settle(record: SharedRecord, http: Http) -> int:
        looked.release()
        record.append = unreadable  # type: ignore[method-assign,assignment]
        return stands_on.settle(record, http)

    stands_on = ground(ana.ws, keys_of(ana.ws))
    following = Following(ana)
    following.follower = Follower(stands_on._replace(settle=settle), changed=following._notice, pace=QUICK)
    with following as at_ana:
        at_ana.live()
        ana.win("one")
        at_ana.until(lambda: at_ana.state.standing == SETTLED)
        assert looked.acquire(timeout=20)
        assert at_ana.state.trouble is None


def test_live_messages_go_to_and_fro(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with Following(ana) as at_ana, Following(bo) as at_bo:
        at_ana.live()
        at_bo.live()
        at_ana.follower.tell({"here": True, "name": "Ana\x1b[31m"}, 12)
        at_bo.until(lambda: at_bo.heard)
        (heard,) = at_bo.heard
        assert heard == (ana.ws.me, ana.ws.device, {"here": True, "name": "Ana"}, 12)
        at_bo.follower.tell({"want": "done"}, 5)
        at_ana.until(lambda: at_ana.heard)
        assert at_ana.heard[0].data == {"want": "done"}
        with pytest.raises(ValueError, match="at most"):
            at_ana.follower.tell({"words": "x" * 4096}, 5)
    with Following(ana) as again:
        again.until(lambda: again.heard)  # who comes later is told what still counts


def test_what_is_said_to_nobody_is_lost_and_changes_nothing(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with Following(bo) as at_bo:
        at_bo.live()
        follower = Following(ana).follower
        follower.tell({"want": "done"}, 5)  # not even begun
        with Following(ana) as at_ana:
            at_ana.live()
            keys = keys_of(ana.ws)
            write_keys(ana.around.env, keys._replace(epochs={1: bytes(32)}))
        with Following(ana) as at_ana:
            at_ana.live().follower.tell({"want": "done"}, 5)
            at_bo.until(lambda: at_bo.state.unheard)
            write_keys(ana.around.env, keys)
        assert at_bo.heard == []
        bo.win("all the same")
        at_bo.until(lambda: at_bo.state.standing == SETTLED and bo.wins())


def test_an_endpoint_that_dies_and_comes_back(tmp_path: Path) -> None:
    with Endpoint(tmp_path / "endpoint") as there:
        ana, bo = shared(tmp_path, there.address, "bo")
        with Following(ana) as at_ana, Following(bo) as at_bo:
            at_ana.live()
            at_bo.live()
            before = ana.now()
            there.kill()
            at_ana.until(lambda: at_ana.state.phase == OFFLINE)
            ana.win("meanwhile")
            at_ana.follower.tell({"want": "done"}, 5)
            at_ana.until(lambda: at_ana.state.standing and at_ana.state.standing.waiting == 1)
            trouble = at_ana.state.trouble
            assert isinstance(trouble, SyncTrouble)
            assert trouble.kind == saying.UNREACHABLE
            assert before <= at_ana.state.since <= ana.now()
            assert ana.ws.record.meta(FAILED)
            there.start()
            at_bo.until(lambda: bo.wins() == ["meanwhile"])
            at_ana.live()
            at_ana.until(lambda: at_ana.state.standing == SETTLED)
            assert at_ana.state.trouble is None
            assert not ana.ws.record.meta(FAILED)
            assert at_bo.heard == []


def test_an_endpoint_put_back_from_an_old_copy(tmp_path: Path) -> None:
    with Endpoint(tmp_path / "endpoint") as there:
        ana, bo = shared(tmp_path, there.address, "bo")
        there.kill()
        shutil.copytree(there.folder, tmp_path / "old")
        there.start()
        with Following(ana) as at_ana, Following(bo) as at_bo:
            at_ana.live()
            at_bo.live()
            ana.win("after the copy")
            at_bo.until(bo.wins)
            at_ana.until(lambda: at_ana.state.standing == SETTLED)
            there.kill()
            at_ana.until(lambda: at_ana.state.phase == OFFLINE)
            shutil.rmtree(there.folder)
            shutil.copytree(tmp_path / "old", there.folder)
            there.start()
            at_ana.live()
            bo.win("and goes on")
            at_ana.until(lambda: ana.wins() == ["after the copy", "and goes on"])
            at_bo.until(lambda: bo.wins() == ["after the copy", "and goes on"])
            at_ana.until(lambda: at_ana.state.standing == SETTLED)


def test_a_connection_that_is_cut_is_made_anew(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with Proxy(address) as proxy:
        moved(bo, proxy.address)
        with Following(bo) as at_bo:
            at_bo.live()
            proxy.cut()
            at_bo.until(lambda: CONNECTING in at_bo.phases[at_bo.phases.index(LIVE) :])
            ana.win("one")
            sync(ana.ws)
            at_bo.until(bo.wins)
            at_bo.live()
            assert proxy.streams == 2


def test_nothing_is_left_of_connections_that_ended(tmp_path: Path, address: str) -> None:
    bo = shared(tmp_path, address, "bo")[1]
    with Proxy(address) as proxy:
        moved(bo, proxy.address)
        with Following(bo) as at_bo:
            while proxy.streams < 6:
                before = proxy.streams
                proxy.cut()
                at_bo.until(lambda: proxy.streams > before and at_bo.state.is_live)  # noqa: B023  waited for here
            gc.collect()
            assert len([each for each in gc.get_objects() if isinstance(each, Listener)]) <= 2


def test_a_connection_that_falls_silent_is_made_anew(tmp_path: Path, address: str) -> None:
    bo = shared(tmp_path, address, "bo")[1]
    with Proxy(address) as proxy:
        moved(bo, proxy.address)
        with Following(bo, QUICK._replace(silence=0.5)) as at_bo:
            at_bo.until(lambda: proxy.streams > 1)
            assert not at_bo.state.trouble
            at_bo.live()


def test_where_streams_do_not_get_through_pulls_wait(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    pace = QUICK._replace(first=0.3, wait=1)
    with Proxy(address) as proxy, Following(ana) as at_ana:
        at_ana.live()
        proxy.holds = True
        moved(bo, proxy.address)
        with Following(bo, pace) as at_bo:
            at_bo.live()
            assert bo.ws.record.meta(POLLS)
            at_ana.follower.tell({"here": True}, 20)
            at_bo.until(lambda: at_bo.heard)
            ana.win("one")
            at_bo.until(bo.wins)
            bo.win("two")
            at_ana.until(lambda: ana.wins() == ["one", "two"])
            assert [each.data for each in at_bo.heard] == [{"here": True}]
            proxy.cut()  # the stream that never got through would be waited for
        bo.skew = -60
        with Following(bo, pace) as at_bo:
            at_bo.live()
            assert proxy.streams == 1  # remembered
            proxy.holds = False
            bo.skew = 2 * 86400
            at_bo.until(lambda: proxy.streams == 2)
            at_bo.live()


def test_one_screen_too_many_of_a_device_has_its_news_all_the_same(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with ExitStack() as stack, Proxy(address) as proxy:
        for _ in range(4):
            stack.enter_context(Following(bo)).live()
        moved(bo, proxy.address)
        with Following(bo, QUICK._replace(wait=1)) as fifth, Following(ana) as at_ana:
            fifth.live()
            at_ana.live().follower.tell({"here": True}, 20)
            fifth.until(lambda: fifth.heard)
            ana.win("one")
            fifth.until(bo.wins)
            bo.win("two")
            at_ana.until(lambda: ana.wins() == ["one", "two"])
            assert (proxy.streams, fifth.state.trouble, fifth.state.is_live) == (1, None, True)
            assert OFFLINE not in fifth.phases
            assert not bo.ws.record.meta(POLLS)
            stack.close()
            monkeypatch.setattr(fifth.follower._course._ways, "_crowded_until", 0.0)
            fifth.until(lambda: proxy.streams == 2)
            fifth.live()


def test_pulls_that_are_too_many_wait_as_long_as_the_endpoint_asks(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (ana,) = shared(tmp_path, address)
    rests: list[float] = []
    told: list[str] = []

    def refused(_: Listener) -> Iterator[News]:
        raise SyncTrouble("Enough.", "", saying.CROWDED, 7.0)

    def rest(following: course.Course, seconds: float) -> None:
        rests.append(seconds)
        told.append(str(following.state.trouble or ""))

    monkeypatch.setattr(ways, "streamed", lambda *_: refused)
    monkeypatch.setattr(ways, "polled", lambda *_: refused)
    monkeypatch.setattr(course.Course, "_rest", rest)
    with Following(ana) as at_ana:
        at_ana.until(lambda: len(told) > 4)
    assert rests[0] == 0.0
    assert rests[1:4] == [7.0, 7.0, 7.0]
    assert told[1:4] == ["Too many screens of ritual are open on this machine."] * 3


def test_pulls_that_wait_meet_another_log(tmp_path: Path) -> None:
    with Endpoint(tmp_path / "endpoint") as there:
        ana, bo = shared(tmp_path, there.address, "bo")
        there.kill()
        shutil.copytree(there.folder, tmp_path / "old")
        there.start()
        ana.win("one")
        sync(ana.ws)
        with Proxy(there.address) as proxy:
            proxy.holds = True
            moved(bo, proxy.address)
            with Following(bo, QUICK._replace(first=0.2, wait=1)) as at_bo:
                at_bo.live()
                there.kill()
                shutil.rmtree(there.folder)
                shutil.copytree(tmp_path / "old", there.folder)
                there.start()
                sync(ana.ws)
                ana.win("two")
                sync(ana.ws)
                at_bo.until(lambda: bo.wins() == ["one", "two"])
                proxy.cut()


def test_who_is_removed_meanwhile_is_told_so(tmp_path: Path, address: str) -> None:
    ana, bo, chris = shared(tmp_path, address, "bo", "chris")
    with Following(ana) as at_ana, Following(bo) as at_bo, Following(chris) as at_chris:
        for each in (at_ana, at_bo, at_chris):
            each.live()
        remove(ana.ws, "bo")
        at_bo.until(lambda: at_bo.state.phase == OFFLINE)
        trouble = at_bo.state.trouble
        assert isinstance(trouble, SyncTrouble)
        assert trouble.kind in saying.UNKNOWN
        assert "ask for a new link" in trouble.hint
        ana.win("under the new key")
        at_chris.until(chris.wins)
        at_ana.follower.tell({"here": True}, 5)
        at_chris.until(lambda: at_chris.heard)
        at_chris.until(lambda: at_chris.state.standing == SETTLED)
        assert bo.wins() == []


def test_two_followers_of_one_profile_both_hear_and_take_everything_in_once(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with Following(ana) as at_ana, Following(bo) as one, Following(bo) as other:
        for each in (at_ana, one, other):
            each.live()
        for n in range(5):
            ana.win(str(n))
        at_ana.follower.tell({"here": True}, 5)
        one.until(lambda: len(bo.wins()) == 5 and one.heard)
        other.until(lambda: other.heard)
        bo.win("from here")
        at_ana.until(lambda: len(ana.wins()) == 6)
        one.until(lambda: one.state.standing == SETTLED)
        other.until(lambda: other.state.standing == SETTLED)
        assert bo.ws.record.check() == []


def test_a_second_machine_of_mine_hears_the_first(tmp_path: Path, address: str) -> None:
    (ana,) = shared(tmp_path, address)
    phone = joined(ana, tmp_path / "phone")
    with Following(ana) as at_ana, Following(phone) as at_phone:
        at_ana.live()
        at_phone.live()
        at_ana.follower.tell({"here": True}, 5)
        at_phone.until(lambda: at_phone.heard)
        assert at_phone.heard[0].author == ana.ws.me == phone.ws.me


def test_another_process_that_syncs_is_waited_for(tmp_path: Path, address: str) -> None:
    (ana,) = shared(tmp_path, address)
    lock = ground(ana.ws, keys_of(ana.ws)).lock
    with Following(ana) as at_ana:
        at_ana.live()
        with alone(lock, wait=True):
            ana.win("one")
            at_ana.until(lambda: at_ana.state.standing and at_ana.state.standing.waiting == 1)
        at_ana.until(lambda: at_ana.state.standing == SETTLED)
        with alone(lock, wait=True):
            ana.win("two")
            at_ana.follower.stop()
    assert ana.wins() == ["one", "two"]


def test_a_record_brought_back_to_an_earlier_day_is_read_on_from_there(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with Following(ana) as at_ana, Following(bo) as at_bo:
        at_ana.live()
        at_bo.live()
        bo.ws.record.set_meta("sync.cursor", None)
        ana.win("one")
        at_bo.until(bo.wins)
        at_bo.until(lambda: at_bo.state.standing == SETTLED)
        assert bo.ws.record.check() == []


def test_clocks_that_are_wrong_change_nothing_but_what_is_shown(tmp_path: Path, address: str) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    bo.skew = -3600
    with Following(ana) as at_ana, Following(bo) as at_bo:
        at_bo.live()
        at_ana.live()
        assert at_bo.state.ahead == pytest.approx(3600, abs=30)
        assert at_ana.state.ahead == pytest.approx(0, abs=30)
        bo.win("one")
        at_ana.until(ana.wins)


def test_a_machine_that_slept_connects_anew(tmp_path: Path, address: str) -> None:
    (ana,) = shared(tmp_path, address)
    with Following(ana) as at_ana:
        at_ana.live()
        ana.skew = 300
        at_ana.until(lambda: at_ana.phases.count(LIVE) > 1 and CONNECTING in at_ana.phases)
        at_ana.live()


def test_that_all_is_well_is_noted_now_and_then(tmp_path: Path, address: str) -> None:
    (ana,) = shared(tmp_path, address)
    with Following(ana, QUICK._replace(noted=0.1)) as at_ana:
        at_ana.live()
        ana.ws.record.set_meta(AT, None)
        at_ana.until(lambda: ana.ws.record.meta(AT))


def test_what_can_not_go_out_does_not_keep_news_from_coming(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, bo = shared(tmp_path, address, "bo")
    with Following(ana, QUICK._replace(longest=60, shortest=60)) as at_ana:
        at_ana.live()
        monkeypatch.setattr(Engine, "push", refusing)
        ana.win("one")
        at_ana.until(lambda: at_ana.state.trouble)
        assert at_ana.state.is_live
        monkeypatch.undo()
        bo.win("two")
        sync(bo.ws)
        at_ana.until(lambda: "two" in ana.wins())
    with Following(ana) as at_ana:
        monkeypatch.setattr(Engine, "push", refusing)
        at_ana.until(lambda: at_ana.state.trouble)
        monkeypatch.undo()
        at_ana.until(lambda: at_ana.state.standing == SETTLED and not at_ana.state.trouble)


def refusing(*_: object) -> int:
    raise SyncTrouble("The disk is full.", "Make room.", "disk-full")


def test_a_great_loss_waits_for_a_yes(tmp_path: Path) -> None:
    with Endpoint(tmp_path / "endpoint") as there:
        ana, bo = shared(tmp_path, there.address, "bo")
        there.kill()
        shutil.copytree(there.folder, tmp_path / "old")
        there.start()
        for n in range(30):
            bo.win(str(n))
        sync(bo.ws)
        sync(ana.ws)
        there.kill()
        shutil.rmtree(there.folder)
        shutil.copytree(tmp_path / "old", there.folder)
        there.start()
        with Following(ana) as at_ana:
            at_ana.until(lambda: at_ana.state.phase == OFFLINE)
            trouble = at_ana.state.trouble
            assert isinstance(trouble, SyncTrouble)
            assert trouble.kind == saying.LOSS
        assert len(ana.wins()) == 30


@pytest.mark.parametrize(
    "garbage", [b"event: ev\ndata: {}\n\n", b"id: x\nevent: hello\ndata: ]\n\n", b"x" * (300 << 10)]
)
def test_garbage_on_a_stream_is_told_and_tried_again(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch, garbage: bytes
) -> None:
    (ana,) = shared(tmp_path, address)
    monkeypatch.setattr("ritual.sync.listening.Listener._alive", lambda _self, _chunks: iter([garbage]))
    with Following(ana) as at_ana:
        at_ana.until(lambda: at_ana.state.phase == OFFLINE)
        trouble = at_ana.state.trouble
        assert isinstance(trouble, SyncTrouble)
        assert trouble.kind == saying.NO_ENDPOINT
        monkeypatch.undo()
        at_ana.live()


def test_quitting_at_once(tmp_path: Path, address: str) -> None:
    (ana,) = shared(tmp_path, address)
    began = time.monotonic()
    follower = Follower(ground(ana.ws, keys_of(ana.ws)), pace=QUICK)
    follower.start()
    follower.stop()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        moved(ana, f"http://127.0.0.1:{silent.getsockname()[1]}")
        stuck = Follower(ground(ana.ws, keys_of(ana.ws)), pace=QUICK)
        stuck.start()
        stuck.stop()
        assert time.monotonic() - began < 10  # two waits of half a second, and a slow machine
    assert stuck.state().phase == CONNECTING


def test_what_nobody_thought_of_is_told(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (ana,) = shared(tmp_path, address)
    with monkeypatch.context() as patch:
        patch.setattr(course, "Turns", lambda *_: 1 / 0)
        with Following(ana) as at_ana:
            at_ana.until(lambda: at_ana.state.phase == STOPPED)
            assert str(at_ana.state.trouble) == "Syncing has stopped here: division by zero."


def test_a_record_out_of_reach_is_told(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (ana,) = shared(tmp_path, address)
    with monkeypatch.context() as patch:
        patch.setattr(Turns, "catch_up", unreadable)
        with Following(ana) as at_ana:
            at_ana.until(lambda: at_ana.state.phase == OFFLINE)
            assert isinstance(at_ana.state.trouble, StoreTrouble)
    nowhere = Path(places.team_record(ana.around.env, "gone"))
    stands_on = ground(ana.ws, keys_of(ana.ws))._replace(record=nowhere)
    follower = Follower(stands_on, pace=QUICK)
    follower.start()
    follower.stop(10)
    assert follower.state().phase == STOPPED


def unreadable(*_: object) -> None:
    raise StoreTrouble("The record can't be read.")
