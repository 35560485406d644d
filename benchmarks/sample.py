"""A team made by `ritual init`, and years of entries in its record."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
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
"""Entries of one working day: a session with its stage, a promise that was kept, a parked topic and an answer; the
rest are thanks, which a mark opened, and wins. A day of more has one round too."""
_OF_A_ROUND = 6
_SPREAD = 0x9E3779B97F4A7C15
_INSERT = "INSERT INTO event (id, op, entry, rev, epoch, author, device, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


def make_team(env: Mapping[str, str], people: int) -> None:
    """A team of @p00, @p01 …, the first of whom sits here."""
    listed = "".join(f"{_name(n)} @p{n:02} Europe/Madrid{' lead' if n == 0 else ''}\n" for n in range(people))
    run((*RITUAL, "init", TEAM, "--me", "@p00", "--people", "-"), env, listed)


def practise(env: Mapping[str, str]) -> None:
    """What comes before everyday use: the first kudos, which explain the jar, and the first look of the prompt."""
    for _ in range(4):
        run((*RITUAL, "kudos", "@p01", "the review"), env)
    run((*RITUAL, "prompt"), env)


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
        days = _Days(pen, people, settings["ritual/standup"])
        db.executemany(_INSERT, _rows(days.written(entries, a_day)))
    with Record.open(str(path), create=False) as record:
        record.rebuild()


def _rows(events: Iterable[Event]) -> Iterator[tuple[object, ...]]:
    return ((e.id, e.op, e.entry, e.rev, e.epoch, e.author, e.device, e.body) for e in events)


class _Days:
    """Writes day after day of a team's life."""

    def __init__(self, pen: Pen, people: list[str], ritual: object) -> None:
        self.pen = pen
        self.people = people
        self.ritual = ritual
        self.ids = (str(UUID(int=(n * _SPREAD) % 2**64 << 64 | n, version=4)) for n in count(1))

    def written(self, entries: int, a_day: int) -> Iterator[Event]:
        """So many entries, so many a day, the newest of them an hour old."""
        last = datetime.now(UTC) - timedelta(hours=1)
        for day in range(entries // a_day, 0, -1):
            at = (last - timedelta(days=day - 1)).isoformat(timespec="seconds").replace("+00:00", "Z")
            self.pen = self.pen._replace(at=at)
            session = next(self.ids)
            yield from self._round(day, session)
            for n in range(_OF_A_ROUND, a_day - 2, 3):
                yield from self._thanks(day * a_day + n, day, session)
                yield self._win(day * a_day + n, day)
            for n in range((a_day - _OF_A_ROUND) % 3):
                yield self._win(day * a_day + n, day)

    def _round(self, day: int, session: str) -> Iterator[Event]:
        yield put(session, self.pen, SESSION, {"ritual": self.ritual, "questions": {}})
        who, promise, where = self._person(day), next(self.ids), {"session": session}
        closed = stages.Stage(
            leader=self.pen.author,
            state=stages.CLOSED,
            spent={"checkin": 95.0, "jar": 60.0},
            written=self.pen.at,
            heads=len(self.people),
            first=who,
            last=self._person(day + 3),
        )
        yield self._put(STAGE, {**where, **stages.to_data(closed)})
        said = {"by": who, "words": "ask for the staging certificates", "due": "", "state": "open"}
        yield put(promise, self.pen, ACTION, {**said, **where})
        yield self._put(MARK, {"kind": "done", "on": promise, "by": self.pen.author, **where})
        yield self._put(MARK, {"kind": "parked", "on": session, "words": "who owns them?", **where})
        answer = {"ritual": "standup", "step": "hand", "by": who, "point": None, "words": "needs a hand", "kept": True}
        yield self._put(ANSWER, {**answer, **where})

    def _thanks(self, n: int, day: int, session: str) -> Iterator[Event]:
        note, words = next(self.ids), THANKED.format(n=n, rare=_rare(day))
        to = {"by": self._person(n), "to": [self._person(n + 2)], "words": words, "now": False, "all": False}
        yield put(note, self.pen, KUDOS, to)
        yield self._put(MARK, {"kind": "opened", "on": note, "by": self.pen.author, "session": session})

    def _win(self, n: int, day: int) -> Event:
        words = LOGGED.format(n=n, rare=_rare(day))
        return self._put(WIN, {"by": self._person(n), "with": [self._person(n + 2)], "words": words})

    def _put(self, kind: str, data: dict[str, object]) -> Event:
        return put(next(self.ids), self.pen, kind, data)

    def _person(self, n: int) -> str:
        return self.people[n % len(self.people)]


def _rare(day: int) -> str:
    return f", the {RARE}" if day % 100 == 1 else ""


def _name(n: int) -> str:
    firsts = ("Ana", "Bo", "Chris", "Dai", "Ines", "Wei", "Jo", "Kim", "Lea", "Max", "Nia", "Olu")
    return f"{firsts[n % len(firsts)]} {chr(65 + n // len(firsts))}{'aeiou'[n % 5]}r"
