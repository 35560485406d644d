"""Whenever the power is cut, a record has what was written, opens whole, and the next sync brings it where all are."""

import pickle
from pathlib import Path
from random import Random

from ritual.store.outbox import Standing
from ritual.store.shared import SharedRecord
from tests.endpoint.model import Ids
from tests.power import Cut, cuts
from tests.sync.test_engine import SECRET
from tests.sync.world import RealClient

RECORD = "record.db"
PROGRAM = """
import pickle, sys
from pathlib import Path
from ritual.protocol.wire import ERASE, PUT
from ritual.store.shared import SharedRecord
from tests.sync.test_engine import SECRET, Two
from tests.sync.test_power import RECORD

def say(*words):
    print(*words, flush=True)

two = Two(Path(sys.argv[2]))
bo = two.bo
ana = two.ana
ana.record.close()
ana.record = ana.engine.record = SharedRecord.open(f"{sys.argv[1]}/{RECORD}")
ana.record.share("http://localhost")
say("shared")
for turn in range(1):
    for n in range(3):
        bo.write(PUT, body=f"{turn} {n} of bo".encode())
    bo.engine.sync()
    mine = ana.write(PUT, body=f"{turn} of ana".encode())
    say("wrote", mine.id)
    ana.engine.sync()
    say("synced")
    ana.write("replace", mine.id, f"{turn} changed".encode())
    lost = ana.write(PUT, body=SECRET.encode() * 20)
    say("wrote", lost.id)
    ana.wire.loses = True
    try:
        ana.engine.push()
    except Exception:
        ana.wire.loses = False
    ana.write(ERASE, lost.id)
    say("erased", lost.id)
    bo.write(ERASE, bo.entries()[0])
    bo.engine.sync()
    ana.engine.sync()
bo.engine.sync()
ana.record.close()
say("closed")
Path(sys.argv[3]).write_bytes(pickle.dumps((two.storage, two.team, ana.hand, bo.view())))
"""


def test_whenever_the_power_is_cut_nothing_written_is_lost(tmp_path: Path) -> None:
    every = [*cuts(PROGRAM, tmp_path / "data", str(tmp_path / "bo"), str(tmp_path / "end"))]
    assert len(every) > 40
    for n, cut in enumerate(every):
        check(cut, cut.put(tmp_path / f"cut {n}") / RECORD, tmp_path / "end")
    assert not any(SECRET.encode() in content for content in every[-1].files.values())


def check(cut: Cut, path: Path, end: Path) -> None:
    """Opens what is left, holds it against what was said, and syncs it with the endpoint as it was at the end."""
    storage, team, hand, view = pickle.loads(end.read_bytes())
    said = [line.split() for line in cut.said]
    with SharedRecord.open(str(path)) as record:
        assert record.check() == []
        here = {event.entry for event in record.events()}
        assert {words[1] for words in said if words[0] == "wrote"} <= here
        for words in said:
            assert words[0] != "erased" or record.entry(words[1]) is None
        client = RealClient(hand, storage, team, Ids(Random(9)), record)
        if not record.endpoint:
            assert not said
            record.share("http://localhost")
        client.engine.sync()
        assert client.view() == view
        assert record.standing() == Standing(0, 0, 0, 0)
