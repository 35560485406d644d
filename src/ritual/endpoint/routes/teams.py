"""Teams and who is in them: `/v1/teams`, `/v1/teams/{team}`, and its members and devices."""

import hashlib
import hmac

from starlette.requests import Request
from starlette.responses import Response

from ritual.endpoint import asking
from ritual.endpoint.answers import Refusal, answer, done, slow_down
from ritual.endpoint.asking import Parts
from ritual.endpoint.storage.contract import Roster
from ritual.protocol.people import ADMIN, Listed, Team, read_founding, read_role, team_told

_REMOVED = "removed"


async def found(parts: Parts, request: Request) -> Response:
    """Makes a team; the very same once more changes nothing."""
    _admitted(parts, request)
    founding = await asking.body(request, read_founding)
    again = await parts.storage.device(founding.token_hash, parts.now())
    if not again and not parts.settings.admission:
        wait = parts.gates.found.wait(asking.address(request))
        if wait:
            raise slow_down(wait)
    if not await parts.storage.found(founding, parts.now()):
        raise Refusal("id-conflict")
    return answer({"team": founding.team}, 200 if again else 201)


async def show(parts: Parts, request: Request) -> Response:
    """Everybody in the team."""
    device = await asking.inside(parts, request)
    return answer(team_told(_listed(await parts.storage.roster(device.team), parts.settings.room)))


async def delete(parts: Parts, request: Request) -> Response:
    """Everything of the team goes."""
    device = await asking.admin(parts, request)
    if request.headers.get("ritual-confirm") != device.team:
        raise Refusal("malformed", "Ritual-Confirm: not the id of the team")
    await parts.storage.delete_team(device.team)
    parts.rooms.end_all(_REMOVED, device.team)
    return done()


async def set_role(parts: Parts, request: Request) -> Response:
    """Makes a member an admin, or one no longer."""
    device = await asking.admin(parts, request)
    member = asking.id_in_path(request, "member")
    role = await asking.body(request, read_role)
    await _there(parts, device.team, member)
    if not await parts.storage.set_role(device.team, member, role):
        raise Refusal("last-admin")
    return done()


async def remove_member(parts: Parts, request: Request) -> Response:
    """Ends a membership: one's own, or as an admin anybody's."""
    device = await asking.inside(parts, request)
    member = asking.id_in_path(request, "member")
    if device.role != ADMIN and member != device.member:
        raise Refusal("not-allowed")
    roster = await _there(parts, device.team, member)
    if not await parts.storage.remove_member(device.team, member, parts.now(), closing=member != device.member):
        raise Refusal("last-admin")
    parts.rooms.end(device.team, (each.id for each in roster.devices if each.member == member), _REMOVED)
    return done()


async def remove_device(parts: Parts, request: Request) -> Response:
    """Ends a device: one of one's own, or as an admin anybody's."""
    device = await asking.inside(parts, request)
    lost = asking.id_in_path(request, "device")
    roster = await parts.storage.roster(device.team)
    of = next((each.member for each in roster.devices if each.id == lost), "")
    if device.role != ADMIN and of not in ("", device.member):
        raise Refusal("not-allowed")
    if not await parts.storage.remove_device(device.team, lost, closing=lost != device.id):
        raise Refusal("not-found")
    parts.rooms.end(device.team, (lost,), _REMOVED)
    return done()


def _admitted(parts: Parts, request: Request) -> None:
    wanted = parts.settings.admission
    shown = hashlib.sha256(asking.bearer(request).encode()).digest()
    if wanted and not hmac.compare_digest(shown, wanted):
        parts.gates.failed(asking.address(request))
        raise Refusal("admission-required", headers={"WWW-Authenticate": "Bearer"})


async def _there(parts: Parts, team: str, member: str) -> Roster:
    """The roster with that member in it."""
    roster = await parts.storage.roster(team)
    if not any(each.id == member and not each.left for each in roster.members):
        raise Refusal("not-found")
    return roster


def _listed(roster: Roster, room: int) -> Team:
    devices = tuple(Listed(each.id, each.member, each.created, each.seen) for each in roster.devices)
    return Team(roster.members, devices, roster.head, roster.epoch, roster.bytes, room)
