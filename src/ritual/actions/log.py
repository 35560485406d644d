"""What of the record somebody may read back: sealed notes, unclaimed answers and what was asked away stay out."""

from collections.abc import Iterator

from ritual.actions.claims import waiting
from ritual.actions.desk import Desk
from ritual.actions.mine import asked_away
from ritual.actions.sealing import sealed, unrevealed
from ritual.actions.settings import definitions
from ritual.hints import NamedTuple
from ritual.model.entry import ACTION, KUDOS, MARK, SESSION, WIN, Entry
from ritual.model.phrase import phrase, said
from ritual.model.promises import state
from ritual.model.reading import table, text
from ritual.model.recap import Line, sections
from ritual.store.query import Query
from ritual.words import mark, t

PAGE = 200
"""So many entries are read at a time."""
_SORTS = {KUDOS: mark("thanks"), WIN: mark("win"), ACTION: mark("promise"), MARK: mark("parked")}


class Row(NamedTuple):
    """One entry of the log as it is shown: its short id, what sort it is, and its line in words."""

    entry: Entry
    short: str
    sort: str
    line: Line
    is_sealed: bool
    state: str


def log(desk: Desk, query: Query) -> Iterator[Row]:
    """The newest entries that the query asks for and that I may see, read as far as somebody looks."""
    shut = sealed(desk)
    ids, left = frozenset(note.id for note in shut), query.limit
    query = query._replace(hidden=_hidden(desk, shut))
    while True:
        size = min(left or PAGE, PAGE)
        page = desk.record.log(query._replace(limit=size))
        yield from _rows(desk, page, ids)
        if len(page) < size or left == size:
            return
        left -= size if left else 0
        query = query._replace(before=page[-1].order)


def hidden_ids(desk: Desk) -> frozenset[str]:
    """The ids of everything in the log that isn't for me: whoever wrote or said it sees it, nobody else."""
    return _hidden(desk, sealed(desk))


def _rows(desk: Desk, found: list[Entry], shut: frozenset[str]) -> Iterator[Row]:
    short = desk.record.short_ids([entry.id for entry in found])
    states = _states(desk, found)
    lines = {
        line.id: (t(_SORTS[line.kind]) if line.kind in _SORTS else section.title, line)
        for section in sections(found, states, definitions(desk, found), desk.team, desk.lang)
        for line in section.lines
    }
    lines |= {entry.id: _session(entry, desk.lang) for entry in found if entry.kind == SESSION}
    shown = (entry for entry in found if entry.id in lines)
    return (Row(e, short[e.id], *lines[e.id], e.id in shut, states.get(e.id, "")) for e in shown)


def _hidden(desk: Desk, shut: list[Entry]) -> frozenset[str]:
    private = (*shut, *waiting(desk))
    not_mine = frozenset(e.id for e in private if not desk.me or desk.me not in (e.author, e.by))
    return not_mine | asked_away(desk) | unrevealed(desk, desk.me)


def _states(desk: Desk, found: list[Entry]) -> dict[str, str]:
    actions = [entry for entry in found if entry.kind == ACTION]
    marks = desk.record.marks([action.id for action in actions]) if actions else []
    return {action.id: state(action, marks) for action in actions}


def _session(entry: Entry, lang: str) -> tuple[str, Line]:
    ritual = table(entry.data, "ritual")
    title = said(phrase(ritual.get("title")), lang) or text(ritual, "name")
    return t("round"), Line(entry.id, SESSION, entry.at, "", "", title)
