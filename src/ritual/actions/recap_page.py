"""The recap as a page for the browser and for paper, in the colours of two themes that ship."""

from ritual.actions.workspace import Workspace
from ritual.errors import BadFile
from ritual.files import themes
from ritual.files.places import built_in
from ritual.model.palette import HOME, Palette
from ritual.model.recap import Recap
from ritual.model.recap_page import as_page
from ritual.words import t

LIGHT, DARK = "morning", HOME


def page(ws: Workspace, recap: Recap) -> str:
    """The recap as HTML; raises BadFile where what ships is broken."""
    return as_page(recap, ws.zone, _shipped(ws, LIGHT), _shipped(ws, DARK))


def _shipped(ws: Workspace, name: str) -> Palette:
    # Nearer files of that name are somebody's own; a page is the same on every machine.
    found = themes.read_file(ws.shelf, built_in(themes.KIND) / f"{name}.toml")
    if found.palette is None:
        raise BadFile(t("The theme “{name}” can't be used.", name=name), found.problems)
    return found.palette
