"""Follows a shared team while a front end is open: news come by themselves, and what is written goes out at once."""

from contextlib import suppress

from ritual.actions.company import expect
from ritual.actions.later import sync_later
from ritual.actions.syncing import JOINED, ground
from ritual.actions.tidying import tidy
from ritual.actions.workspace import Workspace
from ritual.errors import StoreTrouble
from ritual.files.keys import read_keys
from ritual.sync.stream import Follower as Follower


def follow(ws: Workspace) -> Follower | None:
    """Begins to follow; None for a team that isn't shared, or where syncing is switched off.

    What others say is heard by the workspace's company, whose `moved` is called whenever the record or the follower's
    state has moved, in threads of the follower. Raises StoreTrouble where the keys can't be read.
    """
    company = expect(ws)
    team = ws.team.id or ws.record.meta(JOINED)
    keys = read_keys(ws.around.env, team) if team and company else None
    if keys is None or company is None:
        ws.company = None
        return None
    follower = Follower(ground(ws, keys), company.hear, lambda: company.moved())
    ws.wrote = follower.poke
    company.link = follower
    follower.start()
    return follower


def unfollow(ws: Workspace, follower: Follower) -> None:
    """Ends it within half a second; what waits then goes out in a process of its own.

    What a round has left here that was over a moment ago goes first.
    """
    follower.stop()
    ws.company = None
    standing, is_left = follower.state().standing, False
    with suppress(StoreTrouble):  # the next sync says what is the matter
        is_left = tidy(ws)
    if is_left or (ws.record.has_written and (standing is None or standing.waiting)):
        sync_later(ws.around.env, ws.team.id)
