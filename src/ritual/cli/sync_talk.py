"""What the shell says about syncing: what a sync did, and how things stand."""

from ritual.actions.desk import Desk
from ritual.actions.sync_words import matter
from ritual.actions.syncing import Stands
from ritual.model.instant import moment
from ritual.model.moments import clock, day, today
from ritual.sync.engine import Synced
from ritual.words import t, tn


def did(synced: Synced) -> str:
    """One line on what a sync did."""
    parts = [tn("{n} sent", "{n} sent", synced.sent), tn("{n} new here", "{n} new here", synced.came)]
    over = t("The endpoint's log was another one; everything was held against it anew.")
    return ", ".join(parts) + "." + (f" {over}" if synced.started_over else "")


def withheld(n: int) -> str:
    """What to know of entries that only the endpoint calls erased."""
    return tn(
        "{n} entry is erased at the endpoint, though no member did it, and hidden here: `ritual erase --withheld`.",
        "{n} entries are erased at the endpoint, though no member did it, and hidden here: `ritual erase --withheld`.",
        n,
    )


def standing(stands: Stands, desk: Desk) -> list[str]:
    """How things stand, a line for each thing that is to be known; the first says the whole of it."""
    waiting, sent, refused, unopened, hidden = stands.standing
    lines = [t("Shared through {endpoint}.", endpoint=stands.endpoint)]
    if not waiting + sent:
        lines.append(t("Everything written here is settled there."))
    if waiting:
        lines.append(tn("{n} change waits here.", "{n} changes wait here.", waiting))
    if sent:
        lines.append(tn("{n} change is sent and not yet settled.", "{n} changes are sent and not yet settled.", sent))
    if refused:
        lines.append(tn("{n} change was refused and stays here.", "{n} changes were refused and stay here.", refused))
    if unopened:
        lines.append(
            tn(
                "{n} event can't be opened here: a key or a newer ritual is missing.",
                "{n} events can't be opened here: a key or a newer ritual is missing.",
                unopened,
            )
        )
    if hidden:
        lines.append(withheld(hidden))
    lines.append(t("Last synced {when}.", when=_when(stands.at, desk)) if stands.at else t("Never synced so far."))
    if stands.failed:
        wrong = matter(stands.trouble, _when(stands.failed, desk))
        lines.append(f"{wrong[:1].upper()}{wrong[1:]}.")
    return lines


def _when(at: str, desk: Desk) -> str:
    zone = desk.around.zone or desk.zone
    then = moment(at)
    return f"{day(today(then, zone), year=True)}, {clock(then, zone)}"
