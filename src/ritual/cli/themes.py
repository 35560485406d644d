"""`ritual themes`: lists, shows and checks themes, chooses one."""

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
from ritual.model.palette import HOME, MEANINGS
from ritual.model.phrase import said
from ritual.words import language, mark, t

MANUAL = Manual(
    ("themes [list]", "themes show THEME", "themes check [THEME]", "themes use THEME"),
    mark("A theme is a TOML file that gives colours by meaning; the shell and the screens use the same file."),
    examples=("ritual themes show hearth", "ritual themes use morning"),
)


def run(given: Given, shell: Shell) -> int:
    """Does what the second word says."""
    verb, rest = verb_of(given.words, ("list", "show", "check", "use"))
    where = shelf(shell.around.env, shell.around.cwd)
    if verb == "list":
        return _list(shell, where)
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
    return _show(shell, where, theme.name)


def _list(shell: Shell, where: Shelf) -> int:
    used = shell.config.theme or HOME
    for theme in themes.every(where):
        sign = "*" if theme.name == used else " "
        title = line(said(theme.palette.title, language())) if theme.palette else t("can't be used")
        shell.out.data(f"{sign} {theme.name:<12}  {title}")
    return 0


def _show(shell: Shell, where: Shelf, name: str) -> int:
    shell.out.paint = painter(where, shell.around.env, name, shell.out.stdout.isatty())[0]
    palette, _problems = themes.chosen(where, name)
    for meaning in MEANINGS:
        about = f"{palette.colours[meaning.name]:<16} {palette.styles[meaning.name]:<12} {t(meaning.about)}"
        shell.out.data((f"{meaning.name:<12}", meaning.name), f"  {about}")
    return 0


def _read(where: Shelf, name: str) -> themes.ThemeFile:
    theme = themes.read(where, name)
    if theme.palette is None and not theme.stamps:
        near = nearest(where, themes.KIND, name)
        hint = t("Did you mean “{near}”?", near=near) if near else t("`ritual themes` lists all.")
        raise NotFound(t("There is no theme called “{name}”.", name=name), hint)
    return theme
