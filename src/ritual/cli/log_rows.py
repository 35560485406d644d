"""One entry of the log as text, as a line of Markdown, and as a JSON object (version 1)."""

from collections.abc import Iterable

from ritual.actions.log import Row
from ritual.cli.colours import MEANING
from ritual.cli.output import Piece
from ritual.model.cells import cells, cut, padded, wrapped
from ritual.model.clean import line
from ritual.model.instant import moment
from ritual.model.moments import day, local
from ritual.model.reading import number, table, text, texts
from ritual.model.recap_text import escaped, marked, sentence
from ritual.model.tags import tags
from ritual.model.team import Team
from ritual.words import t

VERSION = 1
_SORT = 8
_ROOM, _DEEP = 24, 6
"""How much room words need beside what stands before them, and how deep they are where they stand below it."""


def as_text(row: Row, zone: str, width: int = 0) -> tuple[Piece, ...]:
    """ "4f2a  Tue 24 Nov 2026  win     Ana: search is fast".

    What is wider than `width` cells goes on below, as deep as the words begin; 0 means that a line has no end.
    """
    lead, words, seal = _parts(row, zone)
    if not width:
        return *lead, words, seal
    head = sum(cells(piece if isinstance(piece, str) else piece[0]) for piece in lead)
    deep = head if width - head >= _ROOM else _DEEP
    first, *rest = wrapped(f"{words}{seal[0]}", width - deep)
    if deep < head:
        first, rest = "", [first, *rest]
    return *lead, "".join([first, *(f"\n{' ' * deep}{each}" for each in rest)])


def short_text(row: Row, zone: str, width: int = 0) -> tuple[Piece, ...]:
    """The same on one line, cut where the terminal ends."""
    *lead, sort, gap = _parts(row, zone)[0]
    _, words, seal = _parts(row, zone)
    head = sum(cells(piece if isinstance(piece, str) else piece[0]) for piece in (*lead, sort, gap))
    said = f"{words}{seal[0]}"
    return *lead, sort, gap, cut(said, max(1, width - head)) if width else said


def as_markdown(row: Row, zone: str) -> str:
    """ "- Tue 24 Nov 2026, win: **Ana**: search is fast"; what people wrote can't become markup."""
    when, sort = _day(row, zone), escaped(row.sort)
    seal = f" [{t('sealed')}]" if row.is_sealed else ""
    return f"- {when}, {sort}: {marked(row.line)}{seal}"


def _parts(row: Row, zone: str) -> tuple[tuple[Piece, ...], str, tuple[str, str]]:
    """What stands before the words, the words, and that they are sealed."""
    sort = (padded(line(row.sort), _SORT), MEANING.get(row.entry.kind, "text"))
    seal = f" [{t('sealed')}]" if row.is_sealed else ""
    return (
        ((f"{row.short}  {_day(row, zone):<15}", "muted"), "  ", sort, "  "),
        line(sentence(row.line)),
        (seal, "muted"),
    )


def _day(row: Row, zone: str) -> str:
    return day(local(moment(row.entry.at), zone).date(), year=True)


def as_object(row: Row, team: Team) -> dict[str, object]:
    """The entry with handles in place of ids; what an entry hasn't is null or left empty."""
    entry, data = row.entry, row.entry.data
    ritual = text(data, "ritual") or text(table(data, "ritual"), "name")
    return {
        "v": VERSION,
        "id": entry.id,
        "kind": "parked" if entry.kind == "mark" else entry.kind,
        "at": entry.at,
        "tz": entry.tz or None,
        "by": _who(entry.by, team),
        "noted_by": _who(entry.author, team) if entry.by and entry.author != entry.by else None,
        "to": _all(texts(data, "to"), team),
        "with": _all(texts(data, "with"), team),
        "words": text(data, "words") or None,
        "point": number(data, "point") or None,
        "link": text(data, "link") or None,
        "value": text(data, "value") or None,
        "due": text(data, "due") or None,
        "state": row.state or None,
        "sealed": row.is_sealed,
        "ritual": ritual or None,
        "session": entry.id if entry.kind == "session" else text(data, "session") or None,
        "tags": sorted(tags(text(data, "words"))),
    }


def _all(people: Iterable[str], team: Team) -> list[str]:
    return [handle for who in people if (handle := _who(who, team))]


def _who(person_id: str, team: Team) -> str | None:
    """A member's handle, the name of somebody who was a guest, None for nobody."""
    if not person_id:
        return None
    person = team.person(person_id)
    return person.handle or person.name
