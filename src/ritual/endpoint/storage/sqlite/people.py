"""Teams, their members, devices and invites: who may push and pull."""

import sqlite3
from typing import Final

from ritual.endpoint.storage.contract import Device, Joining, Roster
from ritual.endpoint.storage.sqlite.rows import team_row
from ritual.protocol.binary import id_bytes, id_text
from ritual.protocol.cursor import BEGINNING
from ritual.protocol.inviting import Invite, Joined
from ritual.protocol.people import ADMIN, Founding, Member
from ritual.protocol.problems import INVITE_OVER, INVITE_USED

DAY: Final = 86400
_TOLD_DAYS: Final = 30
"""How long an invite that nobody used is remembered, so that who comes late is told why."""
_DEVICE: Final = """
SELECT team.id, device.id, member.id, role, device.created, seen, device.n FROM device
JOIN member ON member.n = device.member JOIN team ON team.n = device.team
WHERE NOT team.deleted AND left_at = 0 AND"""


def found(db: sqlite3.Connection, founding: Founding, now: int) -> bool:
    """Makes a team with its first admin."""
    team = id_bytes(founding.team)
    if db.execute("SELECT 1 FROM team WHERE id = ?", (team,)).fetchone():
        again = device_of(db, founding.token_hash)
        return again is not None and (again.team, again.member, again.id) == founding[:3]
    if device_of(db, founding.token_hash):
        return False
    statement = "INSERT INTO team (id, head, chain, horizon, epoch, bytes, created, deleted) VALUES (?,0,?,0,1,0,?,0)"
    n = db.execute(statement, (team, BEGINNING, now)).lastrowid or 0
    member = _enrol(db, n, founding.member, ADMIN, now)
    _equip(db, (n, member), founding.device, founding.token_hash, now)
    return True


def device_of(db: sqlite3.Connection, token_hash: bytes) -> Device | None:
    """The device with that token, of a member who is there."""
    row = db.execute(f"{_DEVICE} token = ?", (token_hash,)).fetchone()
    return _device(row) if row else None


def see(db: sqlite3.Connection, token_hash: bytes, now: int) -> None:
    """Notes the day on which the device was there."""
    db.execute("UPDATE device SET seen = ? WHERE token = ?", (now - now % DAY, token_hash))


def roster(db: sqlite3.Connection, team: str) -> Roster:
    """Everybody, and everything they have."""
    row = team_row(db, team)
    members = db.execute("SELECT id, role, joined, left_at FROM member WHERE team = ? ORDER BY n", (row.n,)).fetchall()
    devices = db.execute(f"{_DEVICE} device.team = ? AND token NOT NULL ORDER BY device.n", (row.n,)).fetchall()
    told = tuple(Member(id_text(member), *rest) for member, *rest in members)
    return Roster(told, tuple(_device(each) for each in devices), row.head, row.epoch, row.bytes)


def set_role(db: sqlite3.Connection, team: str, member: str, role: str) -> bool:
    """Changes a role; somebody stays an admin."""
    n = team_row(db, team).n
    if not _is_there(db, n, member) or (role != ADMIN and _is_last_admin(db, n, member)):
        return False
    db.execute("UPDATE member SET role = ? WHERE team = ? AND id = ?", (role, n, id_bytes(member)))
    return True


def remove_member(db: sqlite3.Connection, team: str, member: str, now: int, *, closing: bool) -> bool:
    """Ends a membership; the last admin may leave only when nobody else is there."""
    n = team_row(db, team).n
    if not _is_there(db, n, member) or (_is_last_admin(db, n, member) and not _is_last(db, n)):
        return False
    end_membership(db, n, member, now)
    if closing:
        close_invites(db, n)
    return True


def end_membership(db: sqlite3.Connection, n: int, member: str, now: int) -> None:
    """Ends it, whoever stays."""
    values = (n, id_bytes(member))
    theirs = "member = (SELECT n FROM member WHERE team = ?1 AND id = ?2)"
    db.execute(f"UPDATE device SET token = NULL WHERE team = ?1 AND {theirs}", values)
    db.execute("UPDATE member SET left_at = ?3 WHERE team = ?1 AND id = ?2 AND left_at = 0", (*values, now))


def remove_device(db: sqlite3.Connection, team: str, device: str, *, closing: bool) -> bool:
    """Ends one device."""
    n = team_row(db, team).n
    statement = "UPDATE device SET token = NULL WHERE team = ? AND id = ? AND token NOT NULL"
    is_gone = db.execute(statement, (n, id_bytes(device))).rowcount > 0
    if is_gone and closing:
        close_invites(db, n)
    return is_gone


def delete_team(db: sqlite3.Connection, team: str) -> None:
    """Everything goes but the id."""
    n = team_row(db, team).n
    for table in ("event", "root", "erased", "invite", "device", "member"):
        db.execute(f"DELETE FROM {table} WHERE team = ?", (n,))
    db.execute("UPDATE team SET deleted = 1, head = 0, chain = ?, bytes = 0 WHERE n = ?", (BEGINNING, n))


def invite(db: sqlite3.Connection, team: str, new: Invite) -> bool:
    """Opens an invite."""
    member = id_bytes(new.member) if new.member else None
    row = (id_bytes(new.id), team_row(db, team).n, new.auth_hash, new.sealed, new.role, member, new.expires)
    statement = "INSERT OR IGNORE INTO invite VALUES (?, ?, ?, ?, ?, ?, ?, NULL, 0)"
    return db.execute(statement, row).rowcount > 0


def invites(db: sqlite3.Connection, team: str, now: int) -> tuple[Invite, ...]:
    """The open ones, without what is sealed in them."""
    statement = "SELECT id, role, member, expires FROM invite WHERE team = ? AND used_by IS NULL AND expires > ?"
    rows = db.execute(statement, (team_row(db, team).n, now)).fetchall()
    return tuple(Invite(id_text(i), b"", b"", role, id_text(m) if m else "", until) for i, role, m, until in rows)


def uninvite(db: sqlite3.Connection, team: str, invite_id: str) -> bool:
    """Revokes an open one."""
    statement = "DELETE FROM invite WHERE team = ? AND id = ? AND used_by IS NULL"
    return db.execute(statement, (team_row(db, team).n, id_bytes(invite_id))).rowcount > 0


def close_invites(db: sqlite3.Connection, n: int) -> None:
    """Closes all that are open."""
    db.execute("DELETE FROM invite WHERE team = ? AND used_by IS NULL", (n,))


def join(db: sqlite3.Connection, joining: Joining, now: int) -> Joined | None:
    """Accepts an invite once; what was sealed in it is kept for a day, for a joiner whose answer was lost."""
    row = db.execute(
        "SELECT invite.team, team.id, sealed, role, member, used_by, used_at, epoch, expires FROM invite"
        " JOIN team ON team.n = invite.team WHERE invite.id = ? AND auth_hash = ? AND NOT deleted",
        (id_bytes(joining.invite), joining.auth_hash),
    ).fetchone()
    if row is None:
        return None
    n, team, sealed, role, member, used_by, used_at, epoch, expires = row
    joined = Joined(id_text(team), sealed or b"", role, epoch)
    if used_by is not None:
        return joined if used_by == joining.token_hash and sealed and now - used_at < DAY else None
    if expires <= now or not _admit(db, n, joining, (role, member), now):
        return None
    statement = "UPDATE invite SET used_by = ?, used_at = ? WHERE id = ?"
    db.execute(statement, (joining.token_hash, now, id_bytes(joining.invite)))
    return joined


def spent(db: sqlite3.Connection, invite: str, auth_hash: bytes, now: int) -> str:
    """Why an invite whose secret is known lets nobody in; "" where it isn't known, or not closed."""
    row = db.execute(
        "SELECT used_by, expires FROM invite JOIN team ON team.n = invite.team"
        " WHERE invite.id = ? AND auth_hash = ? AND NOT deleted",
        (id_bytes(invite), auth_hash),
    ).fetchone()
    if row is None:
        return ""
    used_by, expires = row
    return INVITE_USED if used_by is not None else INVITE_OVER if expires <= now else ""


def expire_invites(db: sqlite3.Connection, now: int) -> None:
    """Drops what was sealed in invites that are over, and a month later those that nobody used.

    The ids of used ones stay, so that they are never used again.
    """
    db.execute("UPDATE invite SET sealed = NULL WHERE used_by IS NULL AND expires <= ?", (now,))
    db.execute("DELETE FROM invite WHERE used_by IS NULL AND expires <= ?", (now - _TOLD_DAYS * DAY,))
    db.execute("UPDATE invite SET sealed = NULL WHERE used_by NOT NULL AND used_at <= ?", (now - DAY,))


def _admit(db: sqlite3.Connection, n: int, joining: Joining, given: tuple[str, bytes | None], now: int) -> bool:
    """One more device of a member, or a new member; not whoever is, or was, in the team under another invite."""
    role, member = given
    if db.execute("SELECT 1 FROM device WHERE token = ?", (joining.token_hash,)).fetchone():
        return False
    if db.execute("SELECT 1 FROM device WHERE team = ? AND id = ?", (n, id_bytes(joining.device))).fetchone():
        return False
    row = db.execute(
        "SELECT n, left_at FROM member WHERE team = ? AND id = ?", (n, id_bytes(joining.member))
    ).fetchone()
    if member is not None:
        if row is None or row[1] or member != id_bytes(joining.member):
            return False
        number = int(row[0])
    elif row is not None:
        return False
    else:
        number = _enrol(db, n, joining.member, role, now)
    _equip(db, (n, number), joining.device, joining.token_hash, now)
    return True


def _enrol(db: sqlite3.Connection, team: int, member: str, role: str, now: int) -> int:
    statement = "INSERT INTO member (team, id, role, joined, left_at) VALUES (?, ?, ?, ?, 0)"
    return db.execute(statement, (team, id_bytes(member), role, now)).lastrowid or 0


def _equip(db: sqlite3.Connection, whose: tuple[int, int], device: str, token_hash: bytes, now: int) -> None:
    statement = "INSERT INTO device (team, member, id, token, created, seen) VALUES (?, ?, ?, ?, ?, ?)"
    db.execute(statement, (*whose, id_bytes(device), token_hash, now, now - now % DAY))


def _device(row: sqlite3.Row) -> Device:
    team, device, member, role, created, seen, _ = row
    return Device(id_text(team), id_text(device), id_text(member), role, created, seen)


def _is_there(db: sqlite3.Connection, team: int, member: str) -> bool:
    statement = "SELECT 1 FROM member WHERE team = ? AND id = ? AND left_at = 0"
    return db.execute(statement, (team, id_bytes(member))).fetchone() is not None


def _is_last_admin(db: sqlite3.Connection, team: int, member: str) -> bool:
    statement = "SELECT id FROM member WHERE team = ? AND role = ? AND left_at = 0"
    return [row[0] for row in db.execute(statement, (team, ADMIN)).fetchall()] == [id_bytes(member)]


def _is_last(db: sqlite3.Connection, team: int) -> bool:
    (there,) = db.execute("SELECT count(*) FROM member WHERE team = ? AND left_at = 0", (team,)).fetchone()
    return bool(there == 1)
