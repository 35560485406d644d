"""How one theme file is read and how it is joined with its parents into a palette, with everything wrong in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ritual.errors import Problem
from ritual.files import shelf
from ritual.files.fields import Table
from ritual.files.theme_values import colours_of, styles_of
from ritual.files.wording import phrase
from ritual.model.clean import line
from ritual.model.colour import AA, AAA, is_ansi
from ritual.model.palette import NAMES, Palette, palette, shortfalls
from ritual.model.phrase import Phrase
from ritual.words import t

BASES = ("background", "text")
AIMS: Mapping[str, float] = {"AA": AA, "AAA": AAA}


class Layer(NamedTuple):
    """What one file of a theme says by itself; `tried` names the colours it gives, also those that are no colours."""

    title: Phrase
    dark: bool | None
    readable: float | None
    parent: str
    colours: Mapping[str, str]
    styles: Mapping[str, str]
    tried: tuple[str, ...]


def layer(path: Path, problems: list[Problem]) -> Layer:
    """One file of a theme; its parent is only named."""
    data, unreadable = shelf.load(path)
    problems.extend(unreadable)
    if unreadable:
        return Layer({}, None, None, "", {}, {}, BASES)
    top = Table(str(path), data, problems)
    colours, styles = top.table("colours"), top.table("styles")
    read = Layer(
        title=phrase(top, "title"),
        dark=top.flag("dark") if top.has("dark") else None,
        readable=AIMS[top.choice("contrast", AIMS, "AA")] if top.has("contrast") else None,
        parent=top.text("parent"),
        colours=colours_of(colours),
        styles=styles_of(styles),
        tried=colours.keys(),
    )
    top.finish()
    return read


def joined(path: Path, layers: Sequence[Layer], problems: list[Problem]) -> Palette | None:
    """The palette of a theme and its parents, nearest first."""
    colours = {key: colour for layer in reversed(layers) for key, colour in layer.colours.items()}
    styles = {key: style for layer in reversed(layers) for key, style in layer.styles.items()}
    if lacking := [base for base in BASES if base not in colours]:
        tried = {key for layer in layers for key in layer.tried} | set(BASES if layers[-1].parent else ())
        problems.extend(_lacking(path, base) for base in lacking if base not in tried)
        return None
    _keep_one_sort(path, colours, styles, problems)
    if "text" not in colours:
        return None
    dark = next((layer.dark for layer in layers if layer.dark is not None), True)
    readable = next((layer.readable for layer in layers if layer.readable is not None), AA)
    title = layers[0].title or {"": line(path.stem)}
    whole = palette(path.stem, title, colours, styles, dark=dark, readable=readable)
    problems.extend(_too_faint(path, whole, colours))
    return whole


def _lacking(path: Path, base: str) -> Problem:
    return Problem(str(path), f"colours.{base}", t("This is missing."), t("Or name a parent that has it."))


def _keep_one_sort(path: Path, colours: dict[str, str], styles: dict[str, str], problems: list[Problem]) -> None:
    """Drops what can't be counted on: the other sort of colour, and dimmed text where contrast is promised."""
    ansi = is_ansi(colours["background"])
    ours = t("Use ansi_… for all.") if ansi else t("Use #rrggbb for all.")
    for key in [key for key, colour in colours.items() if is_ansi(colour) != ansi]:
        sentence = t("{colour} doesn't go with this background.", colour=colours.pop(key))
        problems.append(Problem(str(path), f"colours.{key}", sentence, ours))
    for key in [key for key, style in styles.items() if "dim" in style.split() and not ansi]:
        styles[key] = " ".join(word for word in styles[key].split() if word != "dim")
        sentence = t("Nobody can tell how well dimmed text can be read.")
        problems.append(Problem(str(path), f"styles.{key}", sentence, t("Choose a quieter colour.")))


def _too_faint(path: Path, whole: Palette, given: Mapping[str, str]) -> list[Problem]:
    """The worst ground for each meaning that can't be read well enough; figures are rounded down."""
    worst = sorted(shortfalls(whole), key=lambda short: short.ratio, reverse=True)
    by_meaning = {short.meaning: short for short in worst if short.meaning in given}
    return [
        Problem(
            str(path),
            f"colours.{short.meaning}",
            t(
                "Hard to read on {ground}: contrast {ratio}, needed {needed}.",
                ground=short.ground,
                ratio=int(short.ratio * 100) / 100,
                needed=short.needed,
            ),
            t("Move it away from {ground}.", ground=short.ground),
        )
        for short in sorted(by_meaning.values(), key=lambda short: NAMES.index(short.meaning))
    ]
