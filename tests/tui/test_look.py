"""Every theme that ships makes a Textual theme in which our meanings and Textual's own parts can be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Footer, Input, Label, OptionList, TextArea

from ritual.files.themes import every
from ritual.model.colour import contrast
from ritual.model.palette import GROUND, MEANINGS, NAMES, Palette, bare
from ritual.tui.look import chip, settle, variables, wear, worn
from tests.files.shelves import shipped

SHIPPED = ["clear", "familiar", "harbour", "hearth", "morning", "quiet"]
GROUNDS = [meaning.name for meaning in MEANINGS if meaning.sort == GROUND]
WORDS = [meaning.name for meaning in MEANINGS if meaning.sort not in (GROUND, "rule")]


class Sampler(App[None]):
    """Every meaning on every ground, and the widgets of Textual that the screens use."""

    CSS = "\n".join(
        f".{name} {{ background: ${name}; text-style: ${name}-style; width: auto; }}" for name in GROUNDS
    ) + "".join(f"#css-{name} {{ color: ${name}; text-style: ${name}-style; }}" for name in NAMES)
    BINDINGS = [("n", "bell", "next")]  # noqa: RUF012  Textual reads a list

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        super().__init__()
        wear(self, palette)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variables(self.palette)

    def compose(self) -> ComposeResult:
        yield Footer()
        yield Input("words")
        yield Input(placeholder="hint")
        yield OptionList("first", "second")
        yield TextArea("more words")
        for ground in GROUNDS:
            every_word = [part for name in WORDS for part in ((name, worn(name)), (" ", ""))]
            yield Label(Content.assemble(*every_word), classes=ground)
        yield Label(Content.assemble(("chip", chip("speaking"))))
        for name in NAMES:
            yield Label(name, id=f"css-{name}")


def palettes(folder: Path) -> dict[str, Palette]:
    return {theme.name: theme.palette for theme in every(shipped(folder)) if theme.palette}


def drawn(app: App[None]) -> Iterator[tuple[str, str, str]]:
    """The words on the screen with the colours of text and ground, "default" for the terminal's own."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style and style.color and style.bgcolor and any(letter.isalpha() for letter in segment.text):
                pair = (
                    (style.bgcolor.name, style.color.name) if style.reverse else (style.color.name, style.bgcolor.name)
                )
                yield segment.text.strip(), *pair


@pytest.mark.parametrize("name", SHIPPED)
async def test_what_is_drawn_can_be_read(tmp_path: Path, name: str) -> None:
    palette = palettes(tmp_path)[name]
    app = Sampler(palette)
    async with app.run_test(size=(230, 60)) as pilot:
        await pilot.pause()
        seen = set(drawn(app))
    assert {"first", "next", "speaking", "words", "more words"} <= {text for text, _, _ in seen}
    for text, colour, ground in seen:
        if palette.ansi:
            assert "default" in (colour, ground), text  # the other may be a hue: a reversed row turns them round
            assert not colour.startswith("#"), text
        elif text not in ("line", *GROUNDS):
            needed = 3.0 if text == "edge" else palette.readable
            assert contrast(colour, ground) >= needed, (text, colour, ground)


@pytest.mark.parametrize("name", [name for name in SHIPPED if name != "familiar"])
async def test_a_meaning_looks_the_same_in_a_stylesheet_and_inline(tmp_path: Path, name: str) -> None:
    palette = palettes(tmp_path)[name]
    app = Sampler(palette)
    async with app.run_test(size=(230, 60)) as pilot:
        await pilot.pause()
        seen = [(text, colour) for text, colour, ground in drawn(app)]
    for meaning in WORDS:
        wanted = palette.colours[meaning].removeprefix("ansi_")
        assert {colour for text, colour in seen if text == meaning} == {wanted}
        assert len([text for text, _ in seen if text == meaning]) > len(GROUNDS)


@pytest.mark.parametrize("name", SHIPPED)
async def test_a_chip_is_a_meaning_turned_round(tmp_path: Path, name: str) -> None:
    app = Sampler(palettes(tmp_path)[name])
    async with app.run_test(size=(230, 60)) as pilot:
        await pilot.pause()
        styles = [
            part.style for strip in app.screen._compositor.render_strips() for part in strip if part.text == "chip"
        ]
        speaking = app.query_one("#css-speaking").rich_style
    assert [bool(style and style.reverse) for style in styles] == [True]
    assert [style.color for style in styles if style] == [speaking.color]


async def test_without_a_theme_of_ours_the_defaults_carry_the_stylesheet() -> None:
    app = Sampler(bare()._replace(name="bare"))
    async with app.run_test() as pilot:
        app.theme = "textual-light"
        await pilot.pause()
        assert app.theme_variables["speaking"] == "ansi_default"


async def test_a_changed_palette_is_seen_at_once(tmp_path: Path) -> None:
    palette = palettes(tmp_path)["hearth"]
    app = Sampler(palette)
    async with app.run_test(size=(230, 60)) as pilot:
        changed = palette._replace(colours={**palette.colours, "praise": "#123456"})
        wear(app, changed)
        await pilot.pause()
        seen = {colour for text, colour, _ in drawn(app) if text == "praise"}
    assert seen == {"#123456"}


def test_every_meaning_is_a_variable_with_a_style(tmp_path: Path) -> None:
    found = variables(palettes(tmp_path)["hearth"])
    assert all(name in found and f"{name}-style" in found for name in NAMES)


def test_no_colour_is_settled_before_textual_reads_it() -> None:
    empty, some, none = {"NO_COLOR": ""}, {"NO_COLOR": "1"}, {"TERM": "xterm"}
    assert (settle(empty), empty) == (None, {})
    assert (settle(some), some) == (True, {"NO_COLOR": "1"})
    assert (settle(none), none) == (None, {"TERM": "xterm"})
