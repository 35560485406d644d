"""The two tables of a theme file: colours by meaning, and styles by meaning."""

from difflib import get_close_matches

from ritual.files.fields import Table
from ritual.model.colour import ANSI, is_ansi, is_hex
from ritual.model.palette import NAMES, STYLES
from ritual.words import t

NO_STYLE = "none"
_SILENT = "\0"  # what no file can say, because text is cleaned when it is read


def colours_of(table: Table) -> dict[str, str]:
    """The usable colours by meaning, `#rrggbb` in small letters."""
    every = _written(table)
    for name, colour in every.items():
        if not is_hex(colour) and not is_ansi(colour):
            table.wrong(name, t("“{value}” isn't a colour.", value=colour), _nearest_colour(colour))
    return {name: colour.lower() for name, colour in every.items() if is_hex(colour) or is_ansi(colour)}


def styles_of(table: Table) -> dict[str, str]:
    """The usable styles by meaning, single spaces between their words; "" is none."""
    every = {name: style.split() for name, style in _written(table).items()}
    for name, words in every.items():
        for word in words:
            if word not in STYLES and words != [NO_STYLE]:
                table.wrong(name, t("“{value}” isn't a style.", value=word), _nearest_style(word))
    return {name: " ".join(word for word in words if word in STYLES) for name, words in every.items()}


def _written(table: Table) -> dict[str, str]:
    every = {name: table.text(name, _SILENT) for name in NAMES}
    table.finish()
    return {name: value for name, value in every.items() if value != _SILENT}


def _nearest_colour(colour: str) -> str:
    near = get_close_matches(colour, ANSI, n=1) if colour.startswith("ansi") else []
    return (
        t("Did you mean “{near}”?", near=near[0])
        if near
        else t("Write it as #rrggbb, like {example}.", example="#e8a45c")
    )


def _nearest_style(word: str) -> str:
    near = get_close_matches(word, (*STYLES, NO_STYLE), n=1)
    return (
        t("Did you mean “{near}”?", near=near[0]) if near else t("Possible: {all}.", all=", ".join((*STYLES, NO_STYLE)))
    )
