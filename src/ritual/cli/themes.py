"""`ritual themes`: lists, shows and checks themes, chooses one."""

from ritual.cli.formats import JSON_LINES, LISTED, TABLE, TEXT, Fields, format_of, table
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.paint import painter
from ritual.cli.problems import report
from ritual.cli.shell import Shell
from ritual.cli.verbs import named, verb_of
from ritual.errors import BadFile, NotFound
from ritual.files import themes
from ritual.files.config import set_value
from ritual.files.shelf import Shelf, nearest, shelf
from ritual.model.clean import line
from ritual.model.palette import HOME, MEANINGS, Meaning, Palette
from ritual.model.phrase import said
from ritual.words import language, mark, t

MANUAL = Manual(
    ("themes [list]", "themes show THEME", "themes check [THEME]", "themes use THEME"),
    mark("A theme is a TOML file that gives colours by meaning; the shell and the screens use the same file."),
    (JSON_LINES, TABLE),
    ("ritual themes show hearth", "ritual themes use morning"),
)
COLUMNS = ("name", "title", "dark", "used", "usable")
COLOURS = ("theme", "name", "colour", "style", "about")
"""The columns of CSV, in the order of the keys of JSON, of the themes and of what is in one; new ones come behind."""


def run(given: Given, shell: Shell) -> int:
    """Does what the second word says."""
    form = format_of(given, LISTED)
    verb, rest = verb_of(given.words, ("list", "show", "check", "use"))
    where = shelf(shell.around.env, shell.around.cwd)
    if verb == "list":
        return _list(shell, form, where)
    if verb == "check" and not rest:
        return report(shell, [problem for theme in themes.every(where) for problem in theme.problems])
    theme = _read(where, named(rest))
    if verb == "check":
        return report(shell, theme.problems)
    if theme.palette is None:
        raise BadFile(t("The theme “{name}” can't be used.", name=theme.name), theme.problems)
    if verb == "use":
        set_value(shell.around.env, "theme", theme.name)
        shell.out.data(t("The theme is “{name}” from now on.", name=theme.name))
        return 0
    return _show(shell, form, where, theme.name)


def _list(shell: Shell, form: str, where: Shelf) -> int:
    used, found = shell.config.theme or HOME, themes.every(where)
    if form != TEXT:
        shell.out.rows(table((_object(theme, used) for theme in found), form, COLUMNS))
        return 0
    for theme in found:
        sign = "*" if theme.name == used else " "
        title = _title(theme.palette) or t("can't be used")
        shell.out.data(f"{sign} {theme.name:<12}  {title}")
    return 0


def _object(theme: themes.ThemeFile, used: str) -> Fields:
    palette = theme.palette
    about = {"title": _title(palette) or None, "dark": palette.dark if palette else None}
    return {"v": 1, "name": theme.name, **about, "used": theme.name == used, "usable": palette is not None}


def _title(palette: Palette | None) -> str:
    return line(said(palette.title, language())) if palette else ""


def _show(shell: Shell, form: str, where: Shelf, name: str) -> int:
    if form != TEXT:
        palette = themes.chosen(where, name)[0]
        shell.out.rows(table((_meaning(palette, each) for each in MEANINGS), form, COLOURS))
        return 0
    shell.out.paint = painter(where, shell.around.env, name, shell.out.stdout.isatty())[0]
    palette, _problems = themes.chosen(where, name)
    for meaning in MEANINGS:
        about = f"{palette.colours[meaning.name]:<16} {palette.styles[meaning.name]:<12} {t(meaning.about)}"
        shell.out.data((f"{meaning.name:<12}", meaning.name), f"  {about}")
    return 0


def _meaning(palette: Palette, each: Meaning) -> Fields:
    colour, style = palette.colours[each.name], palette.styles[each.name]
    return {"v": 1, "theme": palette.name, "name": each.name, "colour": colour, "style": style, "about": t(each.about)}


def _read(where: Shelf, name: str) -> themes.ThemeFile:
    theme = themes.read(where, name)
    if theme.palette is None and not theme.stamps:
        near = nearest(where, themes.KIND, name)
        hint = t("Did you mean “{near}”?", near=near) if near else t("`ritual themes` lists all.")
        raise NotFound(t("There is no theme called “{name}”.", name=name), hint)
    return theme
