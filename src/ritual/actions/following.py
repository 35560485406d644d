"""Follows a shared team while a front end is open: news come by themselves, and what is written goes out at once."""

from collections.abc import Callable

from ritual.actions.later import OFF, SWITCH, sync_later
from ritual.actions.syncing import JOINED, ground
from ritual.actions.workspace import Workspace
from ritual.files.keys import read_keys
from ritual.sync.live import Heard as Heard
from ritual.sync.state import State as State
from ritual.sync.stream import Follower as Follower


def follow(
    ws: Workspace,
    heard: Callable[[Heard], None] = lambda _: None,
    changed: Callable[[], None] = lambda: None,
) -> Follower | None:
    """Begins to follow; None for a team that isn't shared, or where syncing is switched off.

    `heard` is given each live message of another device, `changed` is called when the record or the follower's state
    has moved; both in threads of the follower, so they only pass it on, and raise nothing. Raises StoreTrouble where
    the keys can't be read.
    """
    team = ws.team.id or ws.record.meta(JOINED)
    wanted = team and ws.is_shared and ws.around.env.get(SWITCH) != OFF
    keys = read_keys(ws.around.env, team) if team and wanted else None
    if keys is None:
        return None
    follower = Follower(ground(ws, keys), heard, changed)
    ws.wrote = follower.poke
    follower.start()
    return follower


def unfollow(ws: Workspace, follower: Follower) -> None:
    """Ends it within half a second; what waits then goes out in a process of its own."""
    follower.stop()
    standing = follower.state().standing
    if ws.record.has_written and (standing is None or standing.waiting):
        sync_later(ws.around.env, ws.team.id)
