"""What is said when syncing doesn't work: what is the matter, and what to do now."""

from ritual.errors import SyncTrouble
from ritual.protocol.info import VERSION
from ritual.protocol.problems import Answered
from ritual.sync.reasons import is_about_trust, reason
from ritual.words import mark, t

UNREACHABLE, CERTIFICATE, NO_ENDPOINT = "unreachable", "certificate", "no-endpoint"
NEWER, OLDER, LOSS, RESTLESS = "newer", "older", "loss", "restless"
PROTOCOL, BROKEN, LAST_ADMIN = "protocol", "broken", "last-admin"
PROXY = "proxy"
OTHER_LOG = ("cursor-unknown", "cursor-expired")
"""The log isn't the one that was read: reading it anew helps."""
CROWDED = "slow-down"
"""Enough is asked for by this device already."""
SCREENS = "screens"
"""This device has more screens open than the endpoint has places for."""
UNKNOWN = ("token-missing", "token-invalid")
"""This device isn't let in any more."""
_SAFE = mark("What you write is kept here and goes out at the next sync. `ritual status` says how things stand.")
_REFUSED = {
    "token-missing": mark("{endpoint} doesn't know this machine (any more)."),
    "token-invalid": mark("{endpoint} doesn't know this machine (any more)."),
    "not-allowed": mark("Only an admin of the team may do that."),
    "admission-required": mark("Making a team at {endpoint} needs its admission token."),
    LAST_ADMIN: mark("A team keeps at least one admin, and you are the last."),
    "id-conflict": mark("{endpoint} has this team, or this person in it, already."),
    CROWDED: mark("{endpoint} has had enough requests for now."),
    "busy": mark("{endpoint} has too much to do right now."),
    "disk-full": mark("The disk of {endpoint} is full."),
}
_HINTS = {
    "token-missing": mark("Somebody removed it: ask for a new link (`ritual invite --device` on another of yours)."),
    "token-invalid": mark("Somebody removed it: ask for a new link (`ritual invite --device` on another of yours)."),
    "not-allowed": mark("Ask whoever shared the team, or came in by a link of `ritual invite --admin`."),
    "admission-required": mark("Whoever runs it knows the token; RITUAL_ADMISSION_TOKEN hands it over."),
    LAST_ADMIN: mark("Make somebody else admin first, or delete the team for everybody."),
    "id-conflict": mark("If the team is shared already, ask for a link and `ritual join`."),
}


def no_address(endpoint: str) -> SyncTrouble:
    """What was given isn't an address."""
    return SyncTrouble(
        t("“{endpoint}” isn't the address of an endpoint.", endpoint=endpoint),
        t("Like “{example}”.", example="https://ritual.example.org"),
    )


def in_the_open(endpoint: str) -> SyncTrouble:
    """Plain HTTP to another machine."""
    return SyncTrouble(
        t("{endpoint} would be spoken to in the open.", endpoint=endpoint),
        t("It needs https; plain http is only for this machine itself."),
    )


def unreachable(endpoint: str, error: Exception) -> SyncTrouble:
    """Nobody answers, or with a certificate that doesn't fit."""
    if is_about_trust(error):
        return SyncTrouble(
            t("The certificate of {endpoint} doesn't fit.", endpoint=endpoint),
            t(
                "Check the address and this machine's clock. A certificate that no authority vouches for has to be "
                "named by SSL_CERT_FILE here; otherwise whoever runs the endpoint has to look at it."
            ),
            CERTIFICATE,
        )
    said = t("{endpoint} can't be reached: {why}.", endpoint=endpoint, why=reason(error))
    return SyncTrouble(said, t(_SAFE), UNREACHABLE)


def no_certificates(why: str) -> SyncTrouble:
    """The environment names certificates that can't be read."""
    return SyncTrouble(
        t("What SSL_CERT_FILE or SSL_CERT_DIR names can't be used: {why}.", why=why),
        t("It names certificates as PEM; without it ritual trusts the authorities that browsers trust."),
        CERTIFICATE,
    )


def no_proxy() -> SyncTrouble:
    """The environment names a proxy that can't be one."""
    return SyncTrouble(
        t("The proxy that the environment names can't be used."),
        t(
            "ALL_PROXY, HTTPS_PROXY and HTTP_PROXY name one like {example}, and NO_PROXY names hosts; "
            "socks isn't spoken.",
            example="http://host:3128",
        ),
        PROXY,
    )


def at_first(trouble: SyncTrouble) -> SyncTrouble:
    """The same where nothing is shared through the endpoint yet, so that nothing waits here to go out."""
    if trouble.hint != t(_SAFE):
        return trouble
    hint = t("Nothing has changed here. Check the address and the network, then do the same again.")
    return SyncTrouble(trouble.sentence, hint, trouble.kind, trouble.after)


def out_of_reach(endpoint: str, status: int, after: float) -> SyncTrouble:
    """A server in front of the endpoint answers in its place, and asks to be left alone for so many seconds."""
    return SyncTrouble(
        t("{endpoint} can't be reached: the server in front of it says {status}.", endpoint=endpoint, status=status),
        t(_SAFE),
        UNREACHABLE,
        after,
    )


def no_endpoint(endpoint: str, what: str) -> SyncTrouble:
    """Somebody answers who is no endpoint."""
    return SyncTrouble(
        t("Whoever answers at {endpoint} is no ritual endpoint ({what}).", endpoint=endpoint, what=what),
        t("Check the address; a proxy in between, or a network that asks to sign in, may also be in the way."),
        NO_ENDPOINT,
    )


def endless(endpoint: str) -> SyncTrouble:
    """What is answered has no end, or none that anybody would wait for."""
    return SyncTrouble(
        t("What {endpoint} answers is larger or slower than any endpoint's answer.", endpoint=endpoint),
        t("Nothing of it was taken. Check the address; a proxy in between may also be in the way."),
        NO_ENDPOINT,
    )


def other_version(endpoint: str, is_newer: bool) -> SyncTrouble:
    """The endpoint speaks only newer, or only older, versions of the protocol."""
    if is_newer:
        return SyncTrouble(
            t("{endpoint} is newer than this ritual.", endpoint=endpoint), t("Update ritual on this machine."), NEWER
        )
    return SyncTrouble(
        t("{endpoint} is older than this ritual.", endpoint=endpoint),
        t("Whoever runs the endpoint has to update it."),
        OLDER,
    )


def refused(endpoint: str, problem: Answered, after: float = 0.0) -> SyncTrouble:
    """The endpoint says no, and asks to be left alone for so many seconds."""
    if problem.type == PROTOCOL:
        oldest = problem.more.get("min")
        return other_version(endpoint, is_newer=isinstance(oldest, int) and oldest > VERSION)
    known = _REFUSED.get(problem.type)
    if known:
        return SyncTrouble(t(known, endpoint=endpoint), t(_HINTS.get(problem.type, _SAFE)), problem.type, after)
    what = f"{problem.type or problem.status} {problem.title}".strip()
    return SyncTrouble(t("{endpoint} says no: {what}.", endpoint=endpoint, what=what), t(_SAFE), problem.type, after)


def one_too_many(trouble: SyncTrouble | None) -> SyncTrouble | None:
    """What is the matter where a pull that waits is refused because this device has enough of them; None elsewhere."""
    if trouble is None or trouble.kind != CROWDED:
        return None
    return SyncTrouble(
        t("Too many screens of ritual are open on this machine."),
        t("Close one, and news come here at once again."),
        SCREENS,
        trouble.after,
    )


def last_admin(endpoint: str) -> SyncTrouble:
    """Somebody has to stay who may decide."""
    return SyncTrouble(t(_REFUSED[LAST_ADMIN], endpoint=endpoint), t(_HINTS[LAST_ADMIN]), LAST_ADMIN)


def or_here(trouble: SyncTrouble) -> SyncTrouble:
    """Somebody can't leave because of this trouble, which may be for good."""
    hint = t("You are still in it. Where the endpoint is gone for good, `ritual leave --here` leaves on this machine.")
    return SyncTrouble(trouble.sentence, hint, trouble.kind, trouble.after)


def needs_admission(endpoint: str) -> SyncTrouble:
    """Not everybody may make a team there."""
    kind = "admission-required"
    return SyncTrouble(t(_REFUSED[kind], endpoint=endpoint), t(_HINTS[kind]), kind)


def not_allowed(endpoint: str) -> SyncTrouble:
    """Only an admin decides that."""
    return SyncTrouble(t(_REFUSED["not-allowed"], endpoint=endpoint), t(_HINTS["not-allowed"]))


def contradicts(endpoint: str) -> SyncTrouble:
    """The log changes whenever it is read."""
    return SyncTrouble(
        t("{endpoint} contradicts itself: its log changes whenever it is read.", endpoint=endpoint),
        t("Whoever runs it has to look at it; nothing was lost here."),
        RESTLESS,
    )


def grave(endpoint: str, lost: int, of: int) -> SyncTrouble:
    """Starting over would lose much of what others wrote."""
    return SyncTrouble(
        t(
            "{endpoint} has lost {lost} of {of} entries that others wrote and that are here.",
            endpoint=endpoint,
            lost=lost,
            of=of,
        ),
        t("Nothing was changed. Ask whoever runs it for a newer backup; `ritual sync --accept-loss` goes on without."),
        LOSS,
    )


def no_new_key(endpoint: str) -> SyncTrouble:
    """The team's key couldn't be changed."""
    return SyncTrouble(
        t("The team's key couldn't be changed at {endpoint}.", endpoint=endpoint),
        t("Do the same again in a moment; until then whoever was removed could still read what is sent."),
    )


def broken(error: Exception) -> SyncTrouble:
    """Something that nobody thought of keeps a follower from going on."""
    return SyncTrouble(
        t("Syncing has stopped here: {why}.", why=str(error) or type(error).__name__),
        t("Nothing was lost. Leave ritual and start it again; `ritual doctor` looks at the record."),
        BROKEN,
    )
