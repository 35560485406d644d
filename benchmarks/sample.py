"""A team made by `ritual init`, and years of entries in its record."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from uuid import UUID

from started import RITUAL, run

from ritual.model import stage as stages
from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, SESSION, STAGE, WIN, put
from ritual.model.event import Event, Pen
from ritual.store.record import Record

TEAM = "Platform"
LOGGED = "search no longer times out under load, number {n}{rare}"
THANKED = "the rollback notes you left in the runbook saved me an hour at two in the morning, number {n}{rare}"
FREQUENT, RARE = "rollback", "heisenbug"
"""A word of every thanks, and one of every hundredth day."""
A_DAY = 20
"""Entries of one working day: a session and its stage, five thanks and their opening, four wins, an answer, a promise
that was kept and a parked topic. A day of more has one round too, and more thanks and wins."""
_INSERT = "INSERT INTO event (id, op, entry, rev, epoch, author, device, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def make_team(env: Mapping[str, str], people: int) -> None:
    """A team of @p00, @p01 …, the first of whom sits here."""
    listed = "".join(f"{_name(n)} @p{n:02} Europe/Madrid{' lead' if n == 0 else ''}\n" for n in range(people))
    run((*RITUAL, "init", TEAM, "--me", "@p00", "--people", "-"), env, listed)


def fill(home: Path, entries: int, a_day: int = A_DAY) -> None:
    """Writes that many entries into the team's record, so many a day, the newest of them an hour old.

    The events are written as they are and folded once at the end, which gives the same record in a fraction of the
    time.
    """
    (path,) = home.glob("data/teams/*/record.db")
    with Record.open(str(path), create=False) as record:
        settings = record.settings()
        people = sorted(key.removeprefix("person/") for key in settings if key.startswith("person/"))
        pen = Pen(record.meta("me") or "", record.meta("device") or "", "", "Europe/Madrid")
    with closing(sqlite3.connect(path)) as db, db:
        db.executemany(_INSERT, _rows(_days(entries, a_day, pen, people, settings["ritual/standup"])))
    with Record.open(str(path), create=False) as record:
        record.rebuild()


def _rows(events: Iterable[Event]) -> Iterator[tuple[object, ...]]:
    return ((e.id, e.op, e.entry, e.rev, e.epoch, e.author, e.device, e.body) for e in events)


def _days(entries: int, a_day: int, pen: Pen, people: list[str], ritual: object) -> Iterator[Event]:
    ids = (str(UUID(int=(n * 0x9E3779B97F4A7C15) % 2**64 << 64 | n | 4 << 76 | 8 << 60)) for n in count(1))
    last = datetime.now(UTC) - timedelta(hours=1)
    for day in range(entries // a_day, 0, -1):
        at = (last - timedelta(days=day - 1)).isoformat(timespec="seconds").replace("+00:00", "Z")
        written = _day(day, a_day, ids, pen._replace(at=at), people, ritual)
        yield from islice(written, a_day)


def _day(day: int, a_day: int, ids: Iterator[str], pen: Pen, people: list[str], ritual: object) -> Iterator[Event]:
    session = next(ids)
    yield put(session, pen, SESSION, {"ritual": ritual, "questions": {}})
    closed = stages.Stage(
        leader=pen.author,
        state=stages.CLOSED,
        spent={"checkin": 95.0, "jar": 60.0},
        written=pen.at,
        heads=len(people),
        first=people[day % len(people)],
        last=people[(day + 3) % len(people)],
    )
    yield put(next(ids), pen, STAGE, {"session": session, **stages.to_data(closed)})
    yield from _round(day, ids, pen, people, session)
    for n in count(day * a_day):
        yield from _thanks(n, day, ids, pen, people, session)
        yield _win(n, day, ids, pen, people)


def _round(day: int, ids: Iterator[str], pen: Pen, people: list[str], session: str) -> Iterator[Event]:
    who, promise, where = people[day % len(people)], next(ids), {"session": session}
    said = {"by": who, "words": "ask for the staging certificates", "due": "", "state": "open"}
    yield put(promise, pen, ACTION, {**said, **where})
    yield put(next(ids), pen, MARK, {"kind": "done", "on": promise, "by": pen.author, **where})
    yield put(next(ids), pen, MARK, {"kind": "parked", "on": session, "words": "who owns them?", **where})
    answer = {"ritual": "standup", "step": "hand", "by": who, "point": None, "words": "needs a hand", "kept": True}
    yield put(next(ids), pen, ANSWER, {**answer, **where})


def _thanks(n: int, day: int, ids: Iterator[str], pen: Pen, people: list[str], session: str) -> Iterator[Event]:
    giver, receiver, note = people[n % len(people)], people[(n + 2) % len(people)], next(ids)
    words = THANKED.format(n=n, rare=_rare(day))
    yield put(note, pen, KUDOS, {"by": giver, "to": [receiver], "words": words, "now": False, "all": False})
    yield put(next(ids), pen, MARK, {"kind": "opened", "on": note, "by": pen.author, "session": session})


def _win(n: int, day: int, ids: Iterator[str], pen: Pen, people: list[str]) -> Event:
    giver, receiver = people[n % len(people)], people[(n + 2) % len(people)]
    return put(next(ids), pen, WIN, {"by": giver, "with": [receiver], "words": LOGGED.format(n=n, rare=_rare(day))})


def _rare(day: int) -> str:
    return f", the {RARE}" if day % 100 == 1 else ""


def _name(n: int) -> str:
    firsts = ("Ana", "Bo", "Chris", "Dai", "Ines", "Wei", "Jo", "Kim", "Lea", "Max", "Nia", "Olu")
    return f"{firsts[n % len(firsts)]} {chr(65 + n // len(firsts))}{'aeiou'[n % 5]}r"
