"""The way from screen to screen; each is imported and built on its first visit, so that the first is there at once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from ritual.actions.workspace import Workspace, passing_workspace
from ritual.words import t

if TYPE_CHECKING:
    from ritual.actions.circle import Circle
    from ritual.actions.held import HeldRound
    from ritual.actions.leading import Unfinished
    from ritual.actions.look_back import LookBack, Row
    from ritual.files.people import Listed
    from ritual.tui.app import RitualApp
    from ritual.tui.screens.page import Page

STANDUP = "standup"


def first_page(app: "RitualApp") -> Screen[object]:
    """Home, which asks about a round that stopped, or what was asked for."""
    from ritual.actions.leading import unfinished

    opening = app.opening
    if opening.names:
        return cast(Screen[object], before(app, passing_round(app, opening.names, opening.ritual)))
    if app.ws is None:
        from ritual.tui.screens.first import First

        return cast(Screen[object], First(app.keys, opening.ritual))
    if opening.ritual and not unfinished(app.ws):
        return cast(Screen[object], before(app, _prepared(app.ws, opening.ritual, opening.absent)))
    from ritual.tui.screens.home import Home

    return cast(Screen[object], Home(app.keys, app.ws))


def passing_round(app: "RitualApp", names: Sequence[str], ritual: str = "") -> "Circle":
    """A round for people who are no team; nothing of it reaches a disk."""
    from ritual.actions.leading import prepare_passing

    app.opening = app.opening._replace(names=tuple(names))
    return prepare_passing(passing_workspace(app.around), ritual or STANDUP, names)


def listed(app: "RitualApp") -> "tuple[Listed, ...]":
    """The people of a round without a team, as a list that a team can be made of."""
    from ritual.files.people import people

    return people("\n".join(app.opening.names))[0]


def before(app: "RitualApp", circle: "Circle") -> "Page[None]":
    """The screen before the start."""
    from ritual.tui.screens.before import Before

    return Before(app.keys, circle)


def to_stopped(page: "Page[None]", ws: Workspace, left: "Unfinished") -> None:
    """Asks what to do with a round that was never closed."""
    from ritual.tui.screens.resume import Resume

    page.app.push_screen(Resume(page.keys, ws, left))


def to_before(page: "Page[None]", ws: Workspace, ritual: str) -> None:
    """Opens the screen before the start of a ritual; a round that was never closed comes first."""
    from ritual.actions.leading import unfinished

    left = unfinished(ws)
    if left:
        to_stopped(page, ws, left)
        return
    with page.telling():
        page.app.push_screen(before(page.ritual, _prepared(ws, ritual)))


def to_circle(page: "Page[None]", circle: "Circle") -> None:
    """The circle, or the recap if it is over already."""
    if circle.session.is_closed:
        to_recap(page, circle)
        return
    from ritual.tui.screens.circle import CirclePage

    page.app.push_screen(CirclePage(page.keys, circle))


def to_join(page: "Page[None]", ws: Workspace, session: str, speaks: Sequence[str] = ()) -> None:
    """Takes part in a round that another machine leads."""
    from ritual.actions.going_on import take_part

    to_circle(page, take_part(ws, session, speaks))


def instead(page: "Page[None]", circle: "Circle") -> None:
    """Another circle in the place of this one."""
    from ritual.tui.screens.circle import CirclePage

    page.app.switch_screen(CirclePage(page.keys, circle))


def to_recap(page: "Page[None]", circle: "Circle") -> None:
    """The recap of a session that is closed."""
    from ritual.tui.screens.recap import RecapPage

    page.app.push_screen(RecapPage(page.keys, circle))


def to_history(page: "Page[None]", ws: Workspace) -> None:
    """Opens all that was kept."""
    from ritual.tui.screens.history import HistoryPage

    page.app.push_screen(HistoryPage(page.keys, ws))


def to_wall(page: "Page[None]", ws: Workspace) -> None:
    """Opens the thanks and wins."""
    from ritual.tui.screens.wall import WallPage

    page.app.push_screen(WallPage(page.keys, ws))


def to_aloud(page: "Page[None]", past: "LookBack", row: "Row") -> None:
    """Reads the month of a card aloud, from that card on."""
    from ritual.tui.screens.aloud import AloudPage

    page.app.push_screen(AloudPage(page.keys, past, row))


def to_entry(page: "Page[None]", past: "LookBack", row: "Row") -> None:
    """Opens one entry whole."""
    from ritual.tui.screens.kept import EntryPage

    page.app.push_screen(EntryPage(page.keys, past, row))


def to_held(page: "Page[None]", past: "LookBack", session: str) -> None:
    """Opens a round that was held; one that isn't over has nothing to look back on yet."""
    from ritual.tui.screens.held import HeldPage

    found = held(past, session)
    if found:
        page.app.push_screen(HeldPage(page.keys, past, found))
    else:
        page.say(t("This round isn't over yet."))


def held(past: "LookBack", session: str) -> "HeldRound | None":
    """The round of that id as it stands now; None while it isn't closed."""
    from ritual.actions.held import held_round

    return held_round(past.ws, session)


def back(page: "Page[None]") -> None:
    """Back to the screen below, or out of the program where there is none."""
    if len(page.app.screen_stack) > 1:
        page.app.pop_screen()
    else:
        page.app.exit(page.ritual.farewell)


def home(page: "Page[None]") -> None:
    """Down to Home, which a team that was just made has not seen yet; where there is none, out of the program."""
    from ritual.tui.screens.home import Home

    app = page.ritual
    if app.opening.names and app.ws:
        app.push_screen(Home(app.keys, app.ws))
    elif not isinstance(app.screen_stack[0], Home):
        app.exit(app.farewell)
    else:
        while len(app.screen_stack) > 1:
            app.pop_screen()


def _prepared(ws: Workspace, ritual: str, absent: Sequence[str] = ()) -> "Circle":
    from ritual.actions.leading import prepare

    return prepare(ws, ritual, absent)
