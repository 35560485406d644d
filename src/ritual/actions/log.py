"""What of the record somebody may read back: sealed notes, unclaimed answers and what was asked away stay out."""

from typing import NamedTuple

from ritual.actions.claims import waiting
from ritual.actions.history import definitions
from ritual.actions.look import sealed
from ritual.actions.mine import asked_away
from ritual.actions.workspace import Workspace
from ritual.model.entry import ACTION, KUDOS, MARK, SESSION, WIN, Entry
from ritual.model.phrase import phrase, said
from ritual.model.promises import state
from ritual.model.reading import table, text
from ritual.model.recap import Line, sections
from ritual.store.query import Query
from ritual.words import mark, t

_SORTS = {KUDOS: mark("thanks"), WIN: mark("win"), ACTION: mark("promise"), MARK: mark("parked")}


class Row(NamedTuple):
    """One entry of the log as it is shown: its short id, what sort it is, and its line in words."""

    entry: Entry
    short: str
    sort: str
    line: Line
    is_sealed: bool
    state: str


def log(ws: Workspace, query: Query) -> list[Row]:
    """The newest entries that the query asks for and that I may see."""
    shut = sealed(ws)
    found = ws.record.log(query._replace(hidden=_hidden(ws, shut)))
    short = ws.record.short_ids([entry.id for entry in found])
    states = _states(ws, found)
    rituals = definitions(ws, found)
    lines = {
        line.id: (t(_SORTS[line.kind]) if line.kind in _SORTS else section.title, line)
        for section in sections(found, states, rituals, ws.team, ws.lang)
        for line in section.lines
    }
    lines |= {entry.id: _session(entry, ws.lang) for entry in found if entry.kind == SESSION}
    ids = {note.id for note in shut}
    return [Row(e, short[e.id], *lines[e.id], e.id in ids, states.get(e.id, "")) for e in found if e.id in lines]


def hidden_ids(ws: Workspace) -> frozenset[str]:
    """The ids of everything in the log that isn't for me: whoever wrote or said it sees it, nobody else."""
    return _hidden(ws, sealed(ws))


def _hidden(ws: Workspace, shut: list[Entry]) -> frozenset[str]:
    private = (*shut, *waiting(ws))
    return frozenset(e.id for e in private if not ws.me or ws.me not in (e.author, e.by)) | asked_away(ws)


def _states(ws: Workspace, found: list[Entry]) -> dict[str, str]:
    actions = [entry for entry in found if entry.kind == ACTION]
    marks = ws.record.marks([action.id for action in actions]) if actions else []
    return {action.id: state(action, marks) for action in actions}


def _session(entry: Entry, lang: str) -> tuple[str, Line]:
    ritual = table(entry.data, "ritual")
    title = said(phrase(ritual.get("title")), lang) or text(ritual, "name")
    return t("round"), Line(entry.id, SESSION, entry.at, "", "", title)
