"""How a palette becomes a theme of Textual: for each meaning the variables `$speaking` and `$speaking-style`.

Textual's own variables are set from the same meanings, so that its widgets keep the contrast that the palette promises.
"""

from collections.abc import MutableMapping
from typing import TypeVar

from textual.app import App
from textual.theme import Theme

from ritual.model.palette import NAMES, Palette

Result = TypeVar("Result")

# A style of no effect that both Textual's stylesheets and its inline styles read; inline, "none" would be a colour.
_NONE = "not blink"

# Textual's variables and the meanings they take.
_COLOURS = {
    "text-muted": "muted",
    "text-disabled": "muted",
    "text-primary": "accent",
    "text-secondary": "next",
    "text-accent": "accent",
    "text-success": "good",
    "text-warning": "warning",
    "text-error": "error",
    "foreground-muted": "muted",
    "foreground-disabled": "muted",
    "block-cursor-foreground": "text",
    "block-cursor-background": "selection",
    "block-cursor-blurred-foreground": "text",
    "block-cursor-blurred-background": "panel",
    "block-hover-background": "panel",
    "border": "edge",
    "border-blurred": "line",
    "surface-active": "selection",
    "scrollbar": "line",
    "scrollbar-hover": "edge",
    "scrollbar-active": "edge",
    "scrollbar-background": "background",
    "scrollbar-background-hover": "background",
    "scrollbar-background-active": "background",
    "scrollbar-corner-color": "background",
    "link-color": "link",
    "link-color-hover": "link",
    "link-background-hover": "selection",
    "footer-foreground": "muted",
    "footer-background": "background",
    "footer-key-foreground": "key",
    "footer-description-foreground": "muted",
    "input-cursor-foreground": "background",
    "input-cursor-background": "accent",
    "input-selection-background": "selection",
    "input-selection-foreground": "text",
    "screen-selection-background": "selection",
    "screen-selection-foreground": "text",
    "button-foreground": "text",
    "button-color-foreground": "background",
    "markdown-h1-color": "title",
    "markdown-h2-color": "title",
    "markdown-h3-color": "title",
    "markdown-h4-color": "text",
    "markdown-h5-color": "text",
    "markdown-h6-color": "muted",
}
_STYLES = {
    "block-cursor-text-style": "selection",
    "link-style": "link",
    "link-style-hover": "link",
}

# Variables that Textual's own stylesheets ask of a theme in the terminal's colours.
_TERMINALS_OWN = {"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"}


def worn(meaning: str) -> str:
    """Colour and style of a meaning for a piece of `Content`: `("Ana", worn("speaking"))`."""
    return f"${meaning} ${meaning}-style"


def chip(meaning: str) -> str:
    """A meaning turned round, as a patch of its colour: whose turn it is. The contrast is the same."""
    return f"{worn(meaning)} reverse"


def theme_of(palette: Palette) -> Theme:
    """The theme under the palette's own name."""
    colours = palette.colours
    return Theme(
        name=palette.name,
        primary=colours["accent"],
        secondary=colours["next"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["good"],
        accent=colours["accent"],
        foreground=colours["text"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        boost=colours["panel"],
        dark=palette.dark,
        text_alpha=1.0,
        variables=variables(palette),
        ansi=palette.ansi,
    )


def wear(app: App[Result], palette: Palette) -> None:
    """Puts a palette on at once, also a new state of the one that is worn: the live preview of a theme file."""
    app.register_theme(theme_of(palette))
    if app.theme == palette.name:
        app.mutate_reactive(App.theme)
    app.theme = palette.name
    if app.is_running:
        app.call_next(_redraw, app)


def _redraw(app: App[Result]) -> None:
    """Textual doesn't draw a widget again when only the colours inside its text have changed."""
    for screen in app.screen_stack:
        for widget in screen.walk_children():
            widget.refresh()


def variables(palette: Palette) -> dict[str, str]:
    """Our variables and Textual's; also what `App.get_theme_variable_defaults` gives, so that every theme has ours."""
    ours = {name: palette.colours[name] for name in NAMES}
    ways = {f"{name}-style": palette.styles[name] or _NONE for name in NAMES}
    theirs = {name: palette.colours[meaning] for name, meaning in _COLOURS.items()}
    styles = {name: palette.styles[meaning] or _NONE for name, meaning in _STYLES.items()}
    return ours | ways | theirs | styles | (_TERMINALS_OWN if palette.ansi else {})


def settle(env: MutableMapping[str, str]) -> bool | None:
    """What `App(ansi_color=…)` has to be for this environment; call it first, with `os.environ`.

    Textual takes `NO_COLOR` for grey, also when it is empty, and with a theme in the terminal's colours for black on
    black. Told before its start that the terminal's own colours are meant, it drops colour and keeps bold and reverse.
    """
    if env.get("NO_COLOR") == "":
        del env["NO_COLOR"]
    return True if "NO_COLOR" in env else None
