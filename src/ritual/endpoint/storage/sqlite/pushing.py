"""Taking a push into the log: reads the facts, lets them be decided, writes the decision."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from ritual.endpoint.storage.contract import Gone, NoTeam
from ritual.endpoint.storage.sqlite import people
from ritual.endpoint.storage.sqlite.rows import Team, team_row, trouble_with
from ritual.endpoint.team_log import Blanked, Decision, Facts, Hand, Known, Root, Row, decide
from ritual.protocol.binary import id_bytes, id_text
from ritual.protocol.cursor import Cursor
from ritual.protocol.wire import ERASE, FORGET, REKEY, Pushed, Receipt

BLANK = "op = NULL, root = NULL, rev = NULL, epoch = NULL, author = NULL, device = NULL, received = NULL, body = NULL"

OF_ENTRY: Final = """n IN (SELECT n FROM event WHERE team = ?1 AND id = ?2 AND root IS NULL
  UNION ALL SELECT n FROM event WHERE team = ?1 AND root = ?2) AND op IN ('put', 'replace')"""
"""The rows that say something of an entry. An OR instead would look through the team's whole log."""
_LASTING = (ERASE, FORGET, REKEY)
"""What is done again to a log that was put back from before it."""


# Of many ids at once: the row of each, whose entry it is and its newest revision, and whether it was erased. They come
# as one blob, 16 bytes each: a parameter for each of them takes longer than looking it up.
_KNOWN: Final = """
WITH RECURSIVE at (n) AS (VALUES (1) UNION ALL SELECT n + 16 FROM at WHERE n + 16 < length(?2)),
  asked (id) AS MATERIALIZED (SELECT substr(?2, n, 16) FROM at)
SELECT asked.id, seq, body, CASE op WHEN 'put' THEN member.id END, root.author, coalesce(root.rev, event.rev),
  erased.id NOT NULL
FROM asked LEFT JOIN event ON event.team = ?1 AND event.id = asked.id LEFT JOIN member ON member.n = event.author
LEFT JOIN root ON root.team = ?1 AND root.id = asked.id LEFT JOIN erased ON erased.team = ?1 AND erased.id = asked.id
WHERE seq NOT NULL OR root.id NOT NULL OR erased.id NOT NULL"""


class Push(NamedTuple):
    """One push: whose, from where it stands, what, and when it came."""

    team: str
    hand: Hand
    cursor: Cursor
    events: Sequence[Pushed]
    now: int
    room: int


def push(db: sqlite3.Connection, given: Push, lasting: Callable[[Sequence[Row]], None]) -> Receipt | Gone:
    """Stores what is to be stored; `lasting` is told what no older copy may undo before anything is committed."""
    team = team_row(db, given.team)
    problem = trouble_with(db, team, given.cursor, reads=False)
    if problem:
        return Gone(problem)
    numbers = _numbers(db, team.n, given.hand)
    decision = decide(_facts(db, team, given), given.hand, given.events)
    if decision.rows:
        _write(db, team, (*numbers, given.now), decision)
        if noted := [row for row in decision.rows if row.event.op in _LASTING]:
            lasting(noted)
    return Receipt(decision.results, decision.head, decision.epoch)


def do_again(db: sqlite3.Connection, given: Push) -> bool:
    """Takes an erasure or a new key into a log that was put back from before it; False where it is known there.

    It was allowed when it came, whoever is in the team now; and an erasure may be of an epoch that this log hasn't
    reached.
    """
    team = team_row(db, given.team)
    (event,) = given.events
    facts = _facts(db, team, given)
    if event.op != REKEY:
        facts = facts._replace(epoch=max(facts.epoch, event.epoch))
    decision = decide(facts, given.hand, given.events)
    if event.op != REKEY:
        decision = decision._replace(epoch=team.epoch)
    if decision.rows:
        _write(db, team, (*_numbers_left(db, team.n, given.hand), given.now), decision)
    return bool(decision.rows)


def _facts(db: sqlite3.Connection, team: Team, given: Push) -> Facts:
    """What the log knows of the events, asked all at once."""
    known: dict[str, Known] = {}
    roots: dict[str, Root] = {}
    erased = set()
    asked = {id_bytes(each) for event in given.events for each in (event.id, event.ref) if each}
    for raw, seq, body, began, author, rev, is_erased in db.execute(_KNOWN, (team.n, b"".join(asked))):
        each = id_text(raw)
        if seq:
            known[each] = Known(seq, body)
        if author or began:
            roots[each] = Root(id_text(author or began), rev)
        if is_erased:
            erased.add(each)
    for member in {event.ref for event in given.events if event.op == FORGET}:
        written = _written_by(db, team.n, member, team.head + 1)
        roots |= {id_text(entry): Root(member, rev) for entry, rev in written}
    return Facts(team.head, team.chain, team.epoch, given.room - team.bytes, known, frozenset(erased), roots)


def _write(db: sqlite3.Connection, team: Team, when: tuple[int | None, int | None, int], decision: Decision) -> None:
    db.executemany(
        "INSERT INTO event (team, seq, id, chain, op, root, rev, epoch, author, device, received, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_columns(team.n, row, when) for row in decision.rows),
    )
    changed = [
        (team.n, id_bytes(entry), id_bytes(root.author), root.rev)
        for entry, root in decision.roots.items()
        if root.rev > 0
    ]
    if changed:
        db.executemany("INSERT OR REPLACE INTO root VALUES (?, ?, ?, ?)", changed)
    gone = sum(_blank(db, team.n, each) for each in decision.blanked)
    size = team.bytes + sum(len(row.event.body) for row in decision.rows) - gone
    db.execute(
        "UPDATE team SET head = ?, chain = ?, epoch = ?, bytes = ? WHERE n = ?",
        (decision.head, decision.chain, decision.epoch, max(size, 0), team.n),
    )
    if decision.epoch != team.epoch:
        people.close_invites(db, team.n)


def _columns(team: int, row: Row, when: tuple[int | None, int | None, int]) -> tuple[object, ...]:
    # sqlite3 looks for an adapter for each parameter of the type bytes, but not for a bytearray.
    event = row.event
    place = (team, row.seq, bytearray(id_bytes(event.id)), bytearray(row.chain))
    return (*place, event.op, _ref(event), event.rev, event.epoch, *when, bytearray(event.body))


def _blank(db: sqlite3.Connection, team: int, each: Blanked) -> int:
    """Blanks what is to go; how many bytes of bodies that were."""
    written = _written_by(db, team, each.member, each.seq) if each.member else [(id_bytes(each.entry), 0)]
    gone = 0
    for entry in {entry for entry, _ in written}:
        gone += _blank_entry(db, team, entry, each.seq, for_good=each.for_good)
    return gone


def _blank_entry(db: sqlite3.Connection, team: int, entry: bytes, before: int, *, for_good: bool) -> int:
    where = f"{OF_ENTRY} AND seq < ?3"
    values = (team, entry, before)
    rows = db.execute(f"SELECT id, length(body) FROM event WHERE {where}", values).fetchall()
    db.execute(f"UPDATE event SET {BLANK} WHERE {where}", values)
    if for_good:
        db.execute("DELETE FROM root WHERE team = ? AND id = ?", (team, entry))
        every: Iterable[bytes] = {entry, *(row[0] for row in rows)}
        db.executemany("INSERT OR IGNORE INTO erased VALUES (?, ?)", ((team, each) for each in every))
    return sum(size or 0 for _, size in rows)


def _written_by(db: sqlite3.Connection, team: int, member: str, before: int) -> list[tuple[bytes, int]]:
    """The entries of what a member put or replaced before that place, with the revision of each row."""
    number = _number(db, "member", team, member)
    if number is None:
        return []
    statement = """SELECT coalesce(root, id), rev FROM event
      WHERE team = ? AND author = ? AND seq < ? AND op IN ('put', 'replace')"""
    return db.execute(statement, (team, number, before)).fetchall()


def _numbers(db: sqlite3.Connection, team: int, hand: Hand) -> tuple[int, int]:
    statement = """SELECT member.n, device.n FROM device JOIN member ON member.n = device.member
      WHERE device.team = ? AND device.id = ? AND member.id = ? AND token NOT NULL"""
    found = db.execute(statement, (team, id_bytes(hand.device), id_bytes(hand.member))).fetchone()
    if found is None:
        raise NoTeam(hand.device)  # removed since its token was looked at
    return int(found[0]), int(found[1])


def _numbers_left(db: sqlite3.Connection, team: int, hand: Hand) -> tuple[int | None, int | None]:
    """The numbers of a member and a device, as far as they're known."""
    return _number(db, "member", team, hand.member), _number(db, "device", team, hand.device)


def _number(db: sqlite3.Connection, table: str, team: int, of: str) -> int | None:
    who = id_bytes(of) if of else b""  # whoever runs the endpoint is no member and has no device
    found = db.execute(f"SELECT n FROM {table} WHERE team = ? AND id = ?", (team, who)).fetchone()
    return int(found[0]) if found else None


def _ref(event: Pushed) -> bytes | None:
    return id_bytes(event.ref) if event.ref else None
