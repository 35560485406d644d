"""What is said of a link, or a recovery sheet, that lets nobody in."""

from ritual.errors import SyncTrouble
from ritual.protocol.problems import INVITE_OVER, INVITE_USED
from ritual.words import mark, t

_CLOSED = {
    INVITE_USED: (
        mark("This link has let somebody in already."),
        mark("Ask for a new one, and if it wasn't you who came in, say so: somebody else had the link."),
    ),
    INVITE_OVER: (mark("This link is over: each is open for 72 hours."), mark("Ask for a new one.")),
}
_UNKNOWN_LINK = (
    mark("{endpoint} doesn't know this link: it was withdrawn, or changed on its way."),
    mark("Paste it once more as it was sent, or ask for a new one."),
)


def no_link() -> SyncTrouble:
    """What was pasted is no invite link."""
    return SyncTrouble(t("That isn't a whole invite link."), t("Paste all of it, with everything behind the # sign."))


class LinkIsOver(SyncTrouble):
    """Nobody will ever come in by this link as it is."""


def link_is_over(endpoint: str, problem: str) -> LinkIsOver:
    """Nobody may join by this link, for the endpoint's type of problem."""
    sentence, hint = _CLOSED.get(problem, _UNKNOWN_LINK)
    return LinkIsOver(t(sentence, endpoint=endpoint), t(hint), problem)


def wrong_secret() -> LinkIsOver:
    """The link let somebody in, and its secret opens nothing."""
    return LinkIsOver(
        t("The endpoint let you in, but what it handed over can't be opened with this link."),
        t("The link was changed on its way, or the endpoint isn't honest. Ask for a new one in another way."),
    )


def sheet_is_over(endpoint: str) -> SyncTrouble:
    """The device that a recovery sheet is was taken out."""
    return SyncTrouble(
        t("{endpoint} doesn't know this sheet (any more).", endpoint=endpoint),
        t("Check the address; a newer sheet may be good, or somebody in the team can invite you again."),
    )
