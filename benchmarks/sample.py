"""A team made by `ritual init`, and years of entries in its record."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from started import RITUAL, run

from ritual.model import stage as stages
from ritual.model.entry import ACTION, KUDOS, MARK, SESSION, STAGE, WIN, put
from ritual.model.event import Event, Pen
from ritual.store.record import Record

TEAM = "Platform"
LOGGED = "search no longer times out under load, number {n}"
THANKED = "the rollback notes you left in the runbook saved me an hour at two in the morning, number {n}"
A_DAY = 20
"""Entries of one working day: a session and its stage, five thanks and their opening, five wins, a promise and more."""


def make_team(env: Mapping[str, str], people: int) -> None:
    """A team of @p00, @p01 …, the first of whom sits here."""
    listed = "".join(f"{_name(n)} @p{n:02} Europe/Madrid{' lead' if n == 0 else ''}\n" for n in range(people))
    run((*RITUAL, "init", TEAM, "--me", "@p00", "--people", "-"), env, listed)


def practise(env: Mapping[str, str]) -> None:
    """What comes before everyday use: the first kudos, which explain the jar, and the first look of the prompt."""
    for _ in range(4):
        run((*RITUAL, "kudos", "@p01", "the review"), env)
    run((*RITUAL, "prompt"), env)


def fill(home: Path, entries: int) -> None:
    """Writes that many entries into the team's record, the newest of them an hour old."""
    (path,) = home.glob("data/teams/*/record.db")
    with Record.open(str(path), create=False) as record:
        people = [key.removeprefix("person/") for key in record.settings() if key.startswith("person/")]
        ritual = record.settings()["ritual/standup"]
        pen = Pen(record.meta("me") or "", record.meta("device") or "", "", "Europe/Madrid")
        record.append(list(_days(entries, pen, sorted(people), ritual)))


def _days(entries: int, pen: Pen, people: list[str], ritual: object) -> Iterator[Event]:
    ids = (str(UUID(int=(n * 0x9E3779B97F4A7C15) % 2**64 << 64 | n | 4 << 76 | 8 << 60)) for n in range(1, 1 << 40))
    last = datetime.now(UTC) - timedelta(hours=1)
    for day in range(entries // A_DAY, 0, -1):
        at = (last - timedelta(days=day - 1)).isoformat(timespec="seconds").replace("+00:00", "Z")
        yield from _day(day, ids, pen._replace(at=at), people, ritual)


def _day(day: int, ids: Iterator[str], pen: Pen, people: list[str], ritual: object) -> Iterator[Event]:
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
    for n in range(5):
        giver, receiver = (people[(day + n + more) % len(people)] for more in (0, 2))
        note = next(ids)
        words = THANKED.format(n=day * 5 + n)
        yield put(note, pen, KUDOS, {"by": giver, "to": [receiver], "words": words, "now": False, "all": False})
        yield put(next(ids), pen, MARK, {"kind": "opened", "on": note, "by": pen.author, "session": session})
        win = {"by": giver, "with": [receiver], "words": LOGGED.format(n=day * 5 + n)}
        yield put(next(ids), pen, WIN, win)
    promise = next(ids)
    said = {"by": people[day % len(people)], "words": "ask for the staging certificates", "due": "", "state": "open"}
    yield put(promise, pen, ACTION, {**said, "session": session})
    yield put(next(ids), pen, MARK, {"kind": "done", "on": promise, "by": pen.author, "session": session})
    yield put(next(ids), pen, MARK, {"kind": "parked", "on": session, "words": "who owns them?", "session": session})


def _name(n: int) -> str:
    firsts = ("Ana", "Bo", "Chris", "Dai", "Ines", "Wei", "Jo", "Kim", "Lea", "Max", "Nia", "Olu")
    return f"{firsts[n % len(firsts)]} {chr(65 + n // len(firsts))}{'aeiou'[n % 5]}r"
