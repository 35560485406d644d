"""A storage in memory, for tests that need thousands of logs; it passes the same suite as the real ones."""

import copy
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ritual.endpoint.cursors import Chains, Log, base_of, moved, trouble
from ritual.endpoint.storage.contract import Device, Gone, Joining, NoTeam, Roster
from ritual.endpoint.team_log import Blanked, Facts, Hand, Known, Root, decide
from ritual.protocol.cursor import BEGINNING, Cursor
from ritual.protocol.inviting import Invite, Joined
from ritual.protocol.people import ADMIN, Founding, Member
from ritual.protocol.problems import INVITE_OVER, INVITE_USED
from ritual.protocol.wire import ERASE, FORGET, PUT, REPLACE, Page, Pulled, Pushed, Receipt

DAY = 86400
PAGE_BYTES = 1 << 20


@dataclass
class Kept:
    """One row; `event` is None once its body is gone."""

    seq: int
    id: str
    chain: bytes
    event: Pushed | None
    author: str
    device: str
    received: int


@dataclass
class Held:
    """One team."""

    chain: bytes = BEGINNING
    horizon: int = 0
    epoch: int = 1
    rows: list[Kept] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    roots: dict[str, Root] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    tokens: dict[bytes, str] = field(default_factory=dict)

    def __deepcopy__(self, _memo: object) -> "Held":
        """All that is in it is replaced and never changed, but for a row's event."""
        return replace(
            self,
            rows=[copy.copy(row) for row in self.rows],
            erased=set(self.erased),
            roots=dict(self.roots),
            members=dict(self.members),
            devices=dict(self.devices),
            tokens=dict(self.tokens),
        )

    @property
    def head(self) -> int:
        return len(self.rows)

    def chain_at(self, seq: int) -> bytes:
        if seq == 0:
            return BEGINNING
        return self.rows[seq - 1].chain if seq <= self.head else b""

    def trouble(self, cursor: Cursor, *, reads: bool) -> str:
        chains = Chains(self.chain_at(cursor.seq), self.chain_at(cursor.base))
        return trouble(cursor, Log(self.head, self.horizon), chains, reads=reads)

    @property
    def bytes(self) -> int:
        return sum(len(row.event.body) for row in self.rows if row.event)


@dataclass
class Used:
    """An invite, and who used it when."""

    team: str
    invite: Invite
    token: bytes = b""
    at: int = 0


class MemoryStorage:
    """`Storage` without a disk. `journal` holds the erasures, and stays where a copy is put back."""

    def __init__(self, room: int = 100 << 20) -> None:
        self.teams: dict[str, Held] = {}
        self.deleted: set[str] = set()
        self.opened: dict[str, Used] = {}
        self.journal: list[tuple[str, Hand, Pushed]] = []
        self.room = room

    def copied(self) -> dict[str, Held]:
        """A backup: the teams as they are."""
        return copy.deepcopy(self.teams)

    def put_back(self, teams: dict[str, Held]) -> None:
        """Restores a backup and replays the journal."""
        self.teams = copy.deepcopy(teams)
        for team, hand, event in self.journal:
            held = self.teams[team]
            if all(row.id != event.id for row in held.rows):
                self._take(held, hand, [event], 0)

    async def found(self, founding: Founding, now: int) -> bool:
        if founding.team in self.teams:
            held = self.teams[founding.team]
            same = held.tokens.get(founding.token_hash) == founding.device
            return same and held.devices[founding.device].member == founding.member
        if founding.team in self.deleted or self._device(founding.token_hash):
            return False
        held = self.teams[founding.team] = Held()
        self._enrol(held, founding.member, ADMIN, now)
        self._equip(held, founding.team, founding.member, founding.device, founding.token_hash, now)
        return True

    async def device(self, token_hash: bytes, now: int) -> Device | None:
        found = self._device(token_hash)
        if found:
            held = self.teams[found.team]
            held.devices[found.id] = found._replace(seen=now - now % DAY)
        return found

    async def push(self, team: str, hand: Hand, cursor: Cursor, events: Sequence[Pushed], now: int) -> Receipt | Gone:
        held = self._held(team)
        problem = held.trouble(cursor, reads=False)
        if problem:
            return Gone(problem)
        if hand.device not in held.devices or hand.device not in held.tokens.values():
            raise NoTeam(hand.device)
        results = self._take(held, hand, events, now)
        stored = {result.id for result in results if result.status == "stored"}
        self.journal += [(team, hand, e) for e in events if e.id in stored and e.op in (ERASE, FORGET)]
        return Receipt(results, held.head, held.epoch)

    async def erase(self, team: str, entries: Sequence[str], now: int) -> None:
        held, nobody = self._held(team), Hand("", "", ADMIN)
        for entry in entries:
            event = Pushed(str(uuid.uuid4()), ERASE, entry, 0, held.epoch, b"")
            if self._take(held, nobody, [event], now)[0].status == "stored":
                self.journal.append((team, nobody, event))

    async def pull(self, team: str, cursor: Cursor, limit: int) -> Page | Gone:
        held = self._held(team)
        problem = held.trouble(cursor, reads=True)
        if problem:
            return Gone(problem)
        rows = [row for row in held.rows[cursor.seq :] if row.event][: limit + 1]
        taken = rows[:limit]
        size = 0
        for n, row in enumerate(taken):
            size += len(row.event.body) if row.event else 0
            if size > PAGE_BYTES and n:
                taken = taken[:n]
                break
        more = len(taken) < len(rows)
        last = taken[-1].seq if more else max(held.head, cursor.seq)
        base = base_of(cursor, Log(held.head, held.horizon))
        events = tuple(Pulled(r.seq, r.event, r.author, r.device, r.received) for r in taken if r.event)
        return Page(events, moved(last, base, held.chain_at(last), held.chain_at(base)), more, held.head, held.epoch)

    async def roster(self, team: str) -> Roster:
        held = self._held(team)
        there = [d for d in held.devices.values() if d.id in held.tokens.values() and not held.members[d.member].left]
        devices = tuple(each._replace(role=held.members[each.member].role) for each in there)
        return Roster(tuple(held.members.values()), devices, held.head, held.epoch, held.bytes)

    async def set_role(self, team: str, member: str, role: str) -> bool:
        held = self._held(team)
        if not self._is_there(held, member) or (role != ADMIN and self._is_last_admin(held, member)):
            return False
        held.members[member] = held.members[member]._replace(role=role)
        return True

    async def remove_member(self, team: str, member: str, now: int, *, closing: bool = False) -> bool:
        held = self._held(team)
        others = [m for m in held.members.values() if not m.left and m.id != member]
        if not self._is_there(held, member) or (self._is_last_admin(held, member) and others):
            return False
        held.members[member] = held.members[member]._replace(left=now)
        held.tokens = {t: d for t, d in held.tokens.items() if held.devices[d].member != member}
        if closing:
            self._close(held)
        return True

    async def remove_device(self, team: str, device: str, *, closing: bool = False) -> bool:
        held = self._held(team)
        before = len(held.tokens)
        held.tokens = {t: d for t, d in held.tokens.items() if d != device}
        is_gone = len(held.tokens) < before
        if is_gone and closing:
            self._close(held)
        return is_gone

    async def delete_team(self, team: str) -> None:
        self._held(team)
        del self.teams[team]
        self.deleted.add(team)
        self.opened = {i: each for i, each in self.opened.items() if each.team != team}

    async def invite(self, team: str, invite: Invite) -> bool:
        self._held(team)
        if invite.id in self.opened:
            return False
        self.opened[invite.id] = Used(team, invite)
        return True

    async def invites(self, team: str, now: int) -> tuple[Invite, ...]:
        self._held(team)
        there = [each.invite for each in self.opened.values() if each.team == team and not each.token]
        return tuple(each._replace(auth_hash=b"", sealed=b"") for each in there if each.expires > now)

    async def uninvite(self, team: str, invite: str) -> bool:
        self._held(team)
        found = self.opened.get(invite)
        if found is None or found.team != team or found.token:
            return False
        del self.opened[invite]
        return True

    async def join(self, joining: Joining, now: int) -> Joined | None:
        found = self.opened.get(joining.invite)
        if found is None or found.invite.auth_hash != joining.auth_hash:
            return None
        held = self.teams[found.team]
        joined = Joined(found.team, found.invite.sealed, found.invite.role, held.epoch)
        if found.token:
            again = found.token == joining.token_hash and found.invite.sealed and now - found.at < DAY
            return joined if again else None
        if found.invite.expires <= now or self._device(joining.token_hash) or joining.device in held.devices:
            return None
        if found.invite.member:
            if found.invite.member != joining.member or not self._is_there(held, joining.member):
                return None
        elif joining.member in held.members:
            return None
        else:
            self._enrol(held, joining.member, found.invite.role, now)
        self._equip(held, found.team, joining.member, joining.device, joining.token_hash, now)
        found.token, found.at = joining.token_hash, now
        return joined

    async def spent(self, invite: str, auth_hash: bytes, now: int) -> str:
        found = self.opened.get(invite)
        if found is None or found.invite.auth_hash != auth_hash:
            return ""
        return INVITE_USED if found.token else INVITE_OVER if found.invite.expires <= now else ""

    async def expire(self, before: int, now: int) -> None:
        for held in self.teams.values():
            old = [r for r in held.rows if r.event and r.event.op in (ERASE, FORGET) and r.received < before]
            held.horizon = max([held.horizon, *(row.seq for row in old)])
            for row in old:
                row.event = None
        self.opened = {i: e for i, e in self.opened.items() if e.token or e.invite.expires > now - 30 * DAY}
        for each in self.opened.values():
            if each.at <= now - DAY if each.token else each.invite.expires <= now:
                each.invite = each.invite._replace(sealed=b"")

    def close(self) -> None:
        pass

    def _take(self, held: Held, hand: Hand, events: Sequence[Pushed], now: int):  # type: ignore[no-untyped-def]
        ids = {event.id for event in events}
        rows = (row for row in held.rows if row.id in ids)
        known = {row.id: Known(row.seq, row.event.body if row.event else None) for row in rows}
        facts = Facts(
            held.head, held.chain, held.epoch, self.room - held.bytes, known, frozenset(held.erased), held.roots
        )
        decision = decide(facts, hand, events)
        for row in decision.rows:
            held.rows.append(Kept(row.seq, row.event.id, row.chain, row.event, hand.member, hand.device, now))
        held.roots.update(decision.roots)
        for blanked in decision.blanked:
            self._blank(held, blanked)
        if decision.epoch != held.epoch:
            self._close(held)
        held.chain, held.epoch = decision.chain, decision.epoch
        return decision.results

    def _close(self, held: Held) -> None:
        self.opened = {i: e for i, e in self.opened.items() if e.token or self.teams[e.team] is not held}

    def _blank(self, held: Held, blanked: Blanked) -> None:
        mine = [r for r in held.rows if r.event and r.event.op in (PUT, REPLACE) and r.seq < blanked.seq]
        entries = {blanked.entry} - {""}
        if blanked.member:
            entries = {row.event.entry for row in mine if row.event and row.author == blanked.member}
        for row in mine:
            if row.event and row.event.entry in entries:
                if blanked.for_good:
                    held.erased.add(row.id)
                row.event = None
        if blanked.for_good:
            held.erased |= entries
            held.roots = {entry: root for entry, root in held.roots.items() if entry not in entries}

    async def ready(self, now: int) -> None:
        """Memory is."""

    def _held(self, team: str) -> Held:
        if team not in self.teams:
            raise NoTeam(team)
        return self.teams[team]

    def _device(self, token_hash: bytes) -> Device | None:
        for held in self.teams.values():
            if token_hash in held.tokens:
                device = held.devices[held.tokens[token_hash]]
                return device._replace(role=held.members[device.member].role)
        return None

    def _enrol(self, held: Held, member: str, role: str, now: int) -> None:
        held.members[member] = Member(member, role, now, 0)

    def _equip(self, held: Held, team: str, member: str, device: str, token: bytes, now: int) -> None:  # noqa: PLR0917
        held.devices[device] = Device(team, device, member, held.members[member].role, now, now - now % DAY)
        held.tokens[token] = device

    def _is_there(self, held: Held, member: str) -> bool:
        return member in held.members and not held.members[member].left

    def _is_last_admin(self, held: Held, member: str) -> bool:
        return [m.id for m in held.members.values() if m.role == ADMIN and not m.left] == [member]
