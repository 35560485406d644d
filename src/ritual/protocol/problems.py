"""What an endpoint can have against a request: types and statuses, as RFC 9457 problems (docs/protocol.md)."""

from typing import Final, NamedTuple

from ritual.protocol.reading import Malformed, Told, read_object
from ritual.protocol.wire import written

MEDIA: Final = "application/problem+json"
_URN: Final = "urn:ritual:problem:"
_LONGEST: Final = 200
"""How much of what an endpoint says about itself is taken."""


INVITE_USED, INVITE_OVER = "invite-used", "invite-over"
"""Told only to who has the secret of the invite."""


class Problem(NamedTuple):
    """A kind of problem: clients act on `type`, and on the class of `status` where they don't know that."""

    type: str
    status: int
    title: str


KNOWN: Final = {
    problem.type: problem
    for problem in (
        Problem("malformed", 400, "The request isn't what this route takes."),
        Problem("credentials-not-wanted", 400, "This route takes no credentials."),
        Problem("protocol", 400, "This version of the protocol isn't spoken here."),
        Problem("token-missing", 401, "A device's token is needed."),
        Problem("token-invalid", 401, "No device has this token."),
        Problem("not-allowed", 403, "This isn't yours to do."),
        Problem("admission-required", 403, "Making a team here needs the admission token."),
        Problem("not-found", 404, "There is nothing here for you."),
        Problem("no-such-method", 405, "This route doesn't know the method."),
        Problem("too-slow", 408, "The request didn't arrive in time."),
        Problem("id-conflict", 409, "This id is taken."),
        Problem("last-admin", 409, "A team keeps an admin."),
        Problem("cursor-unknown", 410, "The log isn't the one this cursor was read from."),
        Problem("cursor-expired", 410, "What was erased since this cursor is no longer told."),
        Problem(INVITE_USED, 410, "This invite has let somebody in."),
        Problem(INVITE_OVER, 410, "This invite is over."),
        Problem("too-large", 413, "The request is larger than what is taken."),
        Problem("unsupported-encoding", 415, "A request's body is taken as it is, not encoded."),
        Problem("unsupported-media", 415, "The body is not application/json."),
        Problem("slow-down", 429, "Too many requests at once."),
        Problem("failed", 500, "The endpoint failed."),
        Problem("busy", 503, "The endpoint has too much to do."),
        Problem("disk-full", 507, "The endpoint's disk is full."),
    )
}
EPOCH, QUOTA = "epoch-conflict", "quota"
"""Problems that only a single event of a push can have, beside `not-allowed`, `id-conflict` and `too-large`."""
OF_THE_LOG: Final = (EPOCH, QUOTA, "id-conflict", "not-allowed")
"""Problems that an event has with what else is in the log, so that it may have none with another one."""


class Answered(NamedTuple):
    """A problem as a client was told it; `more` holds its other members."""

    type: str
    status: int
    title: str
    more: Told


def problem_body(problem: Problem, detail: str = "", **more: object) -> bytes:
    """The body of an answer; `more` are members of this type."""
    told: Told = {"type": _URN + problem.type, "title": problem.title, "status": problem.status}
    return written(told | ({"detail": detail} if detail else {}) | more)


def read_problem(status: int, raw: bytes) -> Answered:
    """What an answer with this status complains about; its type is "" where it isn't a problem of this protocol."""
    try:
        told = read_object(raw)
    except Malformed:
        told = {}
    named, title = str(told.pop("type", ""))[:_LONGEST], str(told.pop("title", ""))[:_LONGEST]
    kind = named.removeprefix(_URN) if named.startswith(_URN) else ""
    return Answered(kind, status, title, told)
