"""Draws the pictures that the pages show: the sample team's standup, led in the real app on the pilot's terminal.

A picture is asked for by its name in a page, MOMENT-THEME-WIDTHxHEIGHT.png; the moments are home, insights, before,
circle, jar, recap, and then history, year, wall and aloud, in cells; leads and mine, a shared round at two machines;
and page, the recap of the quarter in the browser, in pixels and one of its two themes. Clock and ids are made up here,
so that the same code gives the same pictures.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

from textual.pilot import Pilot

from docs import ROOT, pages
from photographs import drawn, photographed
from ritual.actions.counting import stop
from ritual.actions.demo import demo_surroundings, demo_workspace
from ritual.actions.recap import of_period
from ritual.actions.recap_page import LIGHT, page
from ritual.actions.surroundings import Surroundings
from ritual.files.config import set_value
from ritual.model.instant import iso
from ritual.model.moments import bounds
from ritual.model.span import quarter_of
from ritual.tui.app import Opening, RitualApp
from ritual.tui.screens.circle import CirclePage
from ritual.tui.screens.page import Page
from shared_round import all_are_here, at_another, followed, shared

NOW = datetime(2026, 11, 24, 8, 27, tzinfo=UTC)
ZONE = "Europe/Madrid"
WIDE = 80
SHOWN = re.compile(r"screens/((\w+)-(\w+)-(\d+)x(\d+))\.png")
PAGE = "page-"
TOGETHER = ("leads", "mine")
LARGEST = 250_000
"""Bytes of one picture."""


@dataclass
class Clock:
    """A time that moves only when it is told to; ids count up."""

    at: datetime = NOW
    ids: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000_000)))

    def seconds(self) -> float:
        """Seconds since the beginning."""
        return (self.at - NOW).total_seconds()

    def new_id(self) -> str:
        """The next id, spread so that short ids differ."""
        return str(UUID(int=(next(self.ids) * 0x9E3779B97F4A7C15F39CC0605CEDC835) % (1 << 128), version=4))


class Stand:
    """One app at work, and the folder that its pictures go to."""

    def __init__(self, pilot: Pilot[str], app: RitualApp, clock: Clock, folder: Path, name: str) -> None:
        self.pilot, self.app, self.clock, self.folder, self.name = pilot, app, clock, folder, name

    @property
    def page(self) -> Page[object]:
        """The screen in front."""
        return cast(Page[object], self.app.screen)

    async def press(self, *keys: str, after: float = 1.0) -> None:
        """Presses keys, each some seconds after the one before."""
        for key in keys:
            self.clock.at += timedelta(seconds=after)
            await self.pilot.press(key)
        await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Types words into the line that has the focus."""
        await self.press(*(NAMES.get(letter, letter) for letter in words), after=0.1)

    async def picture(self, moment: str, after: float = 0.0) -> None:
        """Keeps the screen as it stands some seconds later."""
        self.clock.at += timedelta(seconds=after)
        await self.pilot.pause(0.5)
        svg = self.app.export_screenshot(title="ritual")
        (self.folder / f"{moment}-{self.name}.svg").write_text(svg, "utf-8")


NAMES = {" ": "space", ":": "colon", ",": "comma", ".": "full_stop", "?": "question_mark"}


def main(browser: str, target: Path) -> int:
    """Draws every picture that a page shows, and takes away the others; 1 where one is too large or isn't there."""
    wanted = shown(ROOT)
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="ritual-screens-") as folder:
        for name, (_, theme, width, height) in wanted.items():
            if name.startswith(PAGE):
                sys.stderr.write(f"{name} …\n")
                quarter(browser, Path(folder), theme, (width, height), target / f"{name}.png")
        sizes = {each[1:] for name, each in wanted.items() if not name.startswith(PAGE)}
        for theme, width, height in sorted(sizes):
            sys.stderr.write(f"{theme}, {width}x{height} …\n")
            asyncio.run(standup(Path(folder), (width, height), theme))
        for theme, width, height in sorted({each[1:] for each in wanted.values() if each[0] in TOGETHER}):
            asyncio.run(together(Path(folder), (width, height), theme))
        for svg in sorted(Path(folder).glob("*.svg")):
            if svg.stem in wanted:
                drawn(browser, svg, target / f"{svg.stem}.png")
    missing = [name for name in wanted if not (target / f"{name}.png").exists()]
    sys.stderr.writelines(f"There is no moment for {name}.\n" for name in missing)
    large = [png.name for png in target.glob("*.png") if png.stat().st_size > LARGEST]
    sys.stderr.writelines(f"{name} is larger than {LARGEST} bytes.\n" for name in large)
    return 1 if large or missing else 0


def shown(root: Path) -> dict[str, tuple[str, str, int, int]]:
    """The pictures in the pages by name: moment, theme, width and height."""
    found = [match for page in pages(root) for match in SHOWN.findall(page.read_text("utf-8"))]
    return {name: (moment, theme, int(width), int(height)) for name, moment, theme, width, height in found}


async def standup(folder: Path, size: tuple[int, int], theme: str) -> None:
    """Leads the sample team's standup, then looks back, and keeps the moments of both."""
    clock = Clock()
    around = outside(folder, clock, f"{theme}-{size[0]}")
    sample = demo_surroundings(around)
    set_value(sample.env, "theme", theme)
    ws = demo_workspace(around, fresh=True, lang="en")
    app = RitualApp(sample, ws, Opening())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        stand = Stand(pilot, app, clock, folder, f"{theme}-{size[0]}x{size[1]}")
        await stand.picture("home", after=60)
        await stand.press("i", *["pagedown"] * 4)
        await stand.picture("insights")
        await stand.press("escape")
        # The round as most teams hold it; the sample has opted in to counted numbers.
        stop(ws)
        await stand.press("enter")
        await stand.picture("before")
        await stand.press("enter", after=115)
        await lead(stand)
        await look_back(stand)


async def together(folder: Path, size: tuple[int, int], theme: str) -> None:
    """A standup that two machines share, at the turn of whoever sits at the second."""
    clock, name = Clock(), f"{theme}-{size[0]}x{size[1]}"
    here, there = (outside(folder, clock, f"{machine}-{name}") for machine in ("one", "other"))
    ws = shared(demo_workspace(here, fresh=True, lang="en"))
    for each in (demo_surroundings(here), there):
        set_value(each.env, "theme", theme)
    stop(ws)
    async with followed(demo_surroundings(here), ws, size) as (pilot, app):
        stand = Stand(pilot, app, clock, folder, name)
        await stand.press("enter", "enter", "4", "enter", "4", "enter", after=5)
        circle = cast(CirclePage, stand.page).circle
        all_are_here(ws, circle.session.id)
        await stand.picture("leads", after=4)
        mine = at_another(ws, there, circle.stage.current)
    async with followed(there, mine, size) as (pilot, app):
        stand = Stand(pilot, app, clock, folder, name)
        all_are_here(mine, circle.session.id)
        await stand.press("enter")
        await stand.picture("mine", after=4)


def quarter(browser: str, folder: Path, theme: str, size: tuple[int, int], png: Path) -> None:
    """The page that tells the sample team's quarter, as whoever likes it light or dark sees its beginning."""
    ws = demo_workspace(outside(folder, Clock(), "page"), fresh=True, lang="en")
    first, after = bounds(quarter_of(NOW.date()), ws.zone)
    html = folder / "quarter.html"
    html.write_text(page(ws, of_period(ws, "Quarter 4, 2026", iso(first), iso(after))), "utf-8")
    ws.record.close()
    scheme = f"--blink-settings=preferredColorScheme={int(theme == LIGHT)}"
    photographed(browser, html, png, f"{size[0]},{size[1]}", scheme)


def outside(folder: Path, clock: Clock, home: str) -> Surroundings:
    """A machine in the folder, at the clock's time."""
    env = {"RITUAL_HOME": str(folder / home)}
    return Surroundings(env, str(folder), lambda: clock.at, clock.seconds, clock.new_id, ZONE)


async def lead(stand: Stand) -> None:
    """The round itself, from its first turn to the recap."""
    for point in "43":
        await stand.press(point, "enter", after=5)
    await stand.press("4", after=3)
    await stand.picture("circle", after=4)
    await on_to(stand, "Jar")
    await stand.press("enter", after=6)
    await stand.picture("jar", after=5)
    await on_to(stand, "A hand")
    await stand.press("w", after=12)
    await stand.type("Dai: Sofie, the flaky login test, 11:00")
    await stand.press("enter")
    await stand.press("t", after=12)
    await stand.type("who owns the staging certificates?")
    await stand.press("enter", "enter", after=8)
    await stand.picture("recap", after=2)


async def look_back(stand: Stand) -> None:
    """History with what the round has left in it, then the wall."""
    await stand.press("enter", "l")
    await stand.picture("history")
    await stand.press("y", "left", "left", "up")
    await stand.picture("year")
    await stand.press("escape", "w")
    await stand.picture("wall")
    await stand.press("down", "enter")
    await stand.picture("aloud")


async def on_to(stand: Stand, step: str) -> None:
    """Turn after turn until the step has begun."""
    for _ in range(40):
        if step in str(stand.page.heading(WIDE)):
            return
        await stand.press("enter", after=9)
    raise ValueError(f"the round has no {step}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
