"""One entry of the log as a line of text, and as a JSON object (version 1)."""

from collections.abc import Iterable

from ritual.actions.log import Row
from ritual.cli.colours import MEANING
from ritual.cli.output import Piece
from ritual.model.clean import line
from ritual.model.instant import moment
from ritual.model.moments import day, local
from ritual.model.reading import number, table, text, texts
from ritual.model.recap_text import sentence
from ritual.model.team import Team
from ritual.words import t

VERSION = 1


def as_text(row: Row, zone: str) -> tuple[Piece, ...]:
    """ "4f2a  Tue 24 Nov 2026  win     Ana: search is fast"."""
    when = day(local(moment(row.entry.at), zone).date(), year=True)
    seal = f" [{t('sealed')}]" if row.is_sealed else ""
    sort = (f"{row.sort:<8}", MEANING.get(row.entry.kind, "text"))
    return (f"{row.short}  {when:<15}", "muted"), "  ", sort, f"  {line(sentence(row.line))}", (seal, "muted")


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
    }


def _all(people: Iterable[str], team: Team) -> list[str]:
    return [handle for who in people if (handle := _who(who, team))]


def _who(person_id: str, team: Team) -> str | None:
    """A member's handle, the name of somebody who was a guest, None for nobody."""
    if not person_id:
        return None
    person = team.person(person_id)
    return person.handle or person.name
