"""Whatever people write, it is shown as text on every screen: no escape sequence, no markup, no crash."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from ritual.actions.leading import prepare
from ritual.model.clean import clean
from ritual.model.entry import KUDOS, Entry
from ritual.model.lobby import PersonRow, StepRow
from ritual.model.recap import Line as Kept
from ritual.model.scene import ANNOUNCED, FINGERS, OPEN, PROMISE, QUIET, TURN, WORDS, NoteView, Scene
from ritual.tui.app import Opening
from ritual.tui.ink import Block, cells
from ritual.tui.screens.recap import RecapPage
from ritual.tui.steps import DRAWINGS
from ritual.tui.steps.moment import Moment
from ritual.tui.widgets.lobby import Cursor, lobby
from ritual.tui.widgets.round import drawn
from tests.nasty import NASTY
from tests.tui.stand import a_team, stand
from tests.tui.teams import thank, win

WORST = (
    "[/]",
    "[@click=app.quit]quit[/]",
    "\x1b]52;c;cm0=\x07",
    "\u202eevil",
    "a\nb",
    "{0} {name}",
    "$primary",
)
PHASES = (QUIET, TURN, OPEN, ANNOUNCED, WORDS, PROMISE, FINGERS)


def is_safe(lines: Block, width: int) -> bool:
    """Whether no line is wider than the screen or holds anything that steers a terminal."""
    return all(cells(line) <= width and not steers(line.plain) for line in lines)


def steers(text: str) -> bool:
    """Whether there is a control character or a bidirectional override in it."""
    return any(unicodedata.category(sign) == "Cc" or "\u202a" <= sign <= "\u202e" for sign in text)


def moment_of(scene: Scene, words: str, phase: str) -> Moment:
    """The scene with these words wherever people write any."""
    note = NoteView("n", (words, "Bo"), words, words, "b", words if phase == WORDS else "", words, 1, 2)
    promise = Entry("p", KUDOS, "", "", 0, "", "", {"words": words, "due": words})
    nasty = replace(
        scene,
        ritual=words,
        title=words,
        phase=phase,
        prompt=words,
        host=words,
        points=(words, "b", "c"),
        seats=tuple(replace(seat, name=words) for seat in scene.seats),
        speaker=words,
        then=words,
        point=1,
        words=words,
        note=note if phase in (ANNOUNCED, WORDS) else None,
        promise=promise if phase == PROMISE else None,
        owner=words,
    )
    return Moment(nasty, 3.0, 9.0, (Kept("k", KUDOS, "", words, words, words, words),), (1, 2, 0))


@pytest.mark.parametrize(("width", "height"), [(80, 21), (60, 17), (120, 34)])
def test_every_drawing_of_the_circle_shows_nasty_words_as_words(home: Path, width: int, height: int) -> None:
    ws, _, _ = a_team(home)
    circle = prepare(ws, "standup")
    circle.do("open")
    scene = circle.scene()
    assert scene
    for words in NASTY:
        for kind in DRAWINGS:
            for phase in PHASES:
                told = moment_of(replace(scene, step=scene.step._replace(kind=kind)), words, phase)
                assert is_safe(drawn(told, width, height, 3), width), (kind, phase, words)


def test_the_screen_before_the_start_shows_nasty_words_as_words(home: Path) -> None:
    ws, _, _ = a_team(home)
    view = prepare(ws, "standup").lobby()
    for words in NASTY:
        nasty = replace(
            view,
            purpose=words,
            think_ahead=words,
            people=tuple(PersonRow("p", words, True, words) for _ in range(3)),
            steps=(StepRow("s", words, words, 60, True),),
        )
        assert is_safe(lobby(nasty, Cursor(), 74, 20), 74), words
        assert is_safe(lobby(replace(nasty, think_ahead=""), Cursor(1), 56, 16), 56), words


async def test_the_worst_of_them_go_through_a_whole_round(home: Path) -> None:
    ws, around, clock = a_team(home)
    for words in WORST:
        thank(ws, "Ana", "Bo", words, now=True)
        win(ws, "Dai", words)
    thank(ws, "Chris", "Wei", "".join(WORST))
    async with stand(ws, around, clock) as at:
        for key in (
            "l",
            "down",
            "enter",
            "escape",
            "escape",
            "w",
            "enter",
            "enter",
            "escape",
            "escape",
            "r",
            "escape",
            "enter",
            "enter",
            "s",
            "enter",
            "enter",
            "t",
        ):
            await at.press(key)
            assert not any(steers(line) for line in at.lines())
        await at.type("[/] [red]x")
        await at.press("enter", "enter")
        assert isinstance(at.app.screen, RecapPage)
        assert "[/] [red]x" in at.text()
        assert "[@click=app.quit]quit[/]" in at.app.farewell
        await at.press("e")
        assert at.app.is_running
    assert not steers(at.app.farewell.replace("\n", ""))


async def test_nasty_names_and_teams_are_shown_as_text(home: Path) -> None:
    _ws, around, clock = a_team(home)
    names = tuple(dict.fromkeys(clean(words).text.strip() for words in WORST))
    async with stand(None, around, clock, Opening("standup", names)) as at:
        assert "[@click=app.quit]quit" in at.text()
        await at.press("enter", "enter", "a", "escape", "question_mark", "escape")
        assert not any(steers(line) for line in at.lines())
