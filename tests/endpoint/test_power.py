"""Whenever the power is cut, the endpoint has what it confirmed, whole, and knows what was erased."""

from contextlib import closing
from pathlib import Path

from ritual.endpoint.storage.sqlite import journal, pulling, schema
from ritual.endpoint.storage.sqlite.journal import Journal
from ritual.protocol.cursor import START
from ritual.protocol.wire import Page
from tests.endpoint.storage.test_contract import TEAM
from tests.power import Cut, cuts
from vectors import an_id

SECRET = b"what nobody may find in the files"
PROGRAM = """
import asyncio, sys
from pathlib import Path
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from tests.endpoint.storage.test_contract import FOUNDING, LEAD, NOW, TEAM, erasing, pushed, put, replacing
from tests.endpoint.test_power import SECRET

def say(*words):
    print(*words, flush=True)

async def main():
    for turn in ("a", "b"):
        storage = SqliteStorage.open(Path(sys.argv[1]))
        assert await storage.found(FOUNDING, NOW)
        say("found")
        for n in range(4):
            names, words = [f"{turn}{n}{m}" for m in range(1 + n)], b"sealed" if n == 2 else SECRET * 9
            assert set(await pushed(storage, *(put(name, words) for name in names))) == {"stored"}
            say("stored", *names)
        await asyncio.gather(*(pushed(storage, put(f"{turn}many{n}")) for n in range(20)))
        say("stored", *(f"{turn}many{n}" for n in range(20)))
        erasures = erasing(f"{turn}erase", f"{turn}10"), erasing(f"{turn}gone", f"{turn}11")
        await pushed(storage, replacing(f"{turn}edit", f"{turn}00", 1), *erasures)
        say("erased", f"{turn}10", f"{turn}11")
        say("stored", f"{turn}edit", f"{turn}erase", f"{turn}gone")
        await pushed(storage, *(erasing(f"{turn}erase {n}", f"{turn}3{n}") for n in range(4)))
        say("erased", *(f"{turn}3{n}" for n in range(4)))
        storage.close()
        say("closed", turn)

asyncio.run(main())
"""


def test_whenever_the_power_is_cut_what_was_confirmed_is_there(tmp_path: Path) -> None:
    every = [*cuts(PROGRAM, tmp_path / "data")]
    for n, cut in enumerate(every):
        check(cut, cut.put(tmp_path / f"cut {n}"))
    assert len(every) > 50
    assert not any(SECRET in content for content in every[-1].files.values())


def check(cut: Cut, folder: Path) -> None:
    """Opens what is left, and holds it against what was said."""
    said: dict[str, set[str]] = {"found": set(), "stored": set(), "erased": set(), "closed": set()}
    for line in cut.said:
        said[line.split()[0]] |= {an_id(name) for name in line.split()[1:]}
    with closing(schema.connect(folder / schema.FILE)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if "found" not in cut.said:
            return
        page = pulling.pull(db, TEAM, START, 500)
        assert isinstance(page, Page)
        (rows,) = db.execute("SELECT count(*) FROM event").fetchone()
        assert rows == page.head
    there = {each.event.id for each in page.events}
    noted = {each.event.ref for each in Journal(folder / journal.NAME).noted()}
    replaced = {an_id(f"{turn}00") for turn in "ab"}
    assert said["erased"] <= noted
    assert not said["erased"] & there
    assert said["stored"] - said["erased"] - replaced <= there | noted
