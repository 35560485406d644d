"""One entry of the log as text, as a line of Markdown, and as a JSON object (version 1)."""

from collections.abc import Iterable

from ritual.actions.log import Row
from ritual.cli.colours import MEANING
from ritual.cli.output import Piece
from ritual.model.cells import cells, cut, padded, wrapped
from ritual.model.clean import line
from ritual.model.entry import ANSWER, MARK, Entry
from ritual.model.instant import moment
from ritual.model.moments import day, local
from ritual.model.reading import number, table, text, texts
from ritual.model.recap import sentence
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
    lead, head = _lead(row, zone)
    words, seal = _words(row), _seal(row)
    if not width:
        return *lead, words, (seal, "muted")
    deep = head if width - head >= _ROOM else _DEEP
    lines = wrapped(f"{words}{seal}", width - deep)
    return *lead, f"\n{' ' * deep}".join(lines if deep == head else ["", *lines])


def short_text(row: Row, zone: str, width: int = 0) -> tuple[Piece, ...]:
    """The same on one line, cut where the terminal ends."""
    lead, head = _lead(row, zone)
    words = f"{_words(row)}{_seal(row)}"
    return *lead, cut(words, max(_DEEP, width - head)) if width else words


def plain_text(row: Row, zone: str) -> str:
    """The line without colours, for a file."""
    return "".join(piece if isinstance(piece, str) else piece[0] for piece in as_text(row, zone))


def as_markdown(row: Row, zone: str) -> str:
    """ "- Tue 24 Nov 2026, win: **Ana**: search is fast"; what people wrote can't become markup."""
    from ritual.model.recap_text import escaped, marked  # other forms do without Markdown

    when, sort = _day(row, zone), escaped(row.sort)
    return f"- {when}, {sort}: {marked(row.line)}{_seal(row)}"


def _lead(row: Row, zone: str) -> tuple[tuple[Piece, ...], int]:
    """What stands before the words, and how many cells it takes."""
    first = f"{row.short}  {_day(row, zone):<15}"
    sort = padded(t("answer") if row.entry.kind == ANSWER else line(row.sort), _SORT)
    pieces = ((first, "muted"), "  ", (sort, MEANING.get(row.entry.kind, "text")), "  ")
    return pieces, cells(first) + cells(sort) + 4


def _words(row: Row) -> str:
    """What is said in one line; of an answer the step's title stands before it, as long as it may be."""
    said = line(sentence(row.line))
    return f"{line(row.sort)} · {said}" if row.entry.kind == ANSWER else said


def _seal(row: Row) -> str:
    return f" [{t('sealed')}]" if row.is_sealed else ""


def _day(row: Row, zone: str) -> str:
    return day(local(moment(row.entry.at), zone).date(), year=True)


def as_object(row: Row, team: Team) -> dict[str, object]:
    """The entry with handles in place of ids; what an entry hasn't is null or left empty."""
    from ritual.model.tags import tags  # other forms do without tags

    entry, data = row.entry, row.entry.data
    ritual = text(data, "ritual") or text(table(data, "ritual"), "name")
    return {
        "v": VERSION,
        "id": entry.id,
        "kind": kind_of(entry),
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


def kind_of(entry: Entry) -> str:
    """What an entry is called where programs read it: the only marks that people read are parked topics."""
    return "parked" if entry.kind == MARK else entry.kind


def _all(people: Iterable[str], team: Team) -> list[str]:
    return [handle for who in people if (handle := _who(who, team))]


def _who(person_id: str, team: Team) -> str | None:
    """A member's handle, the name of somebody who was a guest, None for nobody."""
    if not person_id:
        return None
    person = team.person(person_id)
    return person.handle or person.name
