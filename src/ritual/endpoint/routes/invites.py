"""Invites: `/v1/teams/{team}/invites` for those inside, `/v1/invites/{invite}/accept` and the link for who comes."""

import hashlib

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ritual.endpoint import asking
from ritual.endpoint.answers import Refusal, answer, done, slow_down
from ritual.endpoint.asking import Parts
from ritual.endpoint.storage.contract import Device, Joining
from ritual.protocol.inviting import INVITE_DAYS, Invite, invite_told, joined_told, read_acceptance, read_invite
from ritual.protocol.people import ADMIN

_DAY = 86400
_MOST = 200
"""How many invites of a team may be open."""
_LINK = """This is an invite for ritual, and it opens in a terminal:

    ritual join

asks for the link. Paste it whole, with everything behind the # sign.
"""


async def create(parts: Parts, request: Request) -> Response:
    """Opens an invite: for a member, as an admin for an admin, and for one more device of one's own or anybody's."""
    device = await asking.inside(parts, request)
    invite = await asking.body(request, read_invite)
    _allowed(device, invite)
    if not parts.now() < invite.expires <= parts.now() + INVITE_DAYS * _DAY:
        raise Refusal("malformed", f"expires: not within {INVITE_DAYS} days")
    if len(await parts.storage.invites(device.team, parts.now())) >= _MOST:
        raise slow_down(_DAY)
    if not await parts.storage.invite(device.team, invite):
        raise Refusal("id-conflict")
    return answer({"invite": invite.id}, 201)


async def show(parts: Parts, request: Request) -> Response:
    """The open invites, without what is sealed in them."""
    device = await asking.inside(parts, request)
    return answer({"invites": [invite_told(each) for each in await parts.storage.invites(device.team, parts.now())]})


async def revoke(parts: Parts, request: Request) -> Response:
    """Closes an open invite; every member may."""
    device = await asking.inside(parts, request)
    if not await parts.storage.uninvite(device.team, asking.id_in_path(request, "invite")):
        raise Refusal("not-found")
    return done()


async def accept(parts: Parts, request: Request) -> Response:
    """Lets somebody in, once. Why an invite is closed is told to who has its secret; all else looks the same."""
    wait = parts.gates.accept.wait(asking.address(request))
    if wait:
        raise slow_down(wait)
    invite = asking.id_in_path(request, "invite")
    accepting = await asking.body(request, read_acceptance)
    auth_hash = hashlib.sha256(accepting.auth).digest()
    joining = Joining(invite, auth_hash, accepting.member, accepting.device, accepting.token_hash)
    joined = await parts.storage.join(joining, parts.now())
    if joined is None:
        raise Refusal(await parts.storage.spent(invite, auth_hash, parts.now()) or "not-found")
    return answer(joined_told(joined))


async def link(_parts: Parts, _request: Request) -> Response:
    """What a browser shows for an invite link; which one it is doesn't matter."""
    return PlainTextResponse(_LINK)


def _allowed(device: Device, invite: Invite) -> None:
    for_another = invite.member and invite.member != device.member
    if device.role != ADMIN and (for_another or (invite.role == ADMIN and not invite.member)):
        raise Refusal("not-allowed")
