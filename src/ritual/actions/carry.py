"""Notes carried by hand between machines of a team without an endpoint: one block of text that lands once.

The block holds events as they were written, so taking it in twice changes nothing. It is packed, so that a sealed note
isn't read in passing; that is a courtesy, not cryptography.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from ritual.actions.gather import waiting_ahead
from ritual.actions.mine import ASKED, asked_away, grant
from ritual.actions.workspace import Workspace
from ritual.errors import BadFile, Refused
from ritual.model.carried import Unreadable, cleaned
from ritual.model.clean import clean
from ritual.model.entry import ANSWER, KUDOS, MARK, VERSION, WIN, Entry, fold, put
from ritual.model.event import PUT, REPLACE, Event, Pen
from ritual.model.instant import moment
from ritual.model.reading import number, text
from ritual.words import t

BEGIN, END = "--- ritual notes ---", "--- end of notes ---"
LARGEST = 4_000_000
_WIDTH = 76
_RECENT_WINS_DAYS = 30


class Landed(NamedTuple):
    """What a block brought: whose entries, how many of each kind were new, how many this machine knew already."""

    by: tuple[str, ...]
    new: dict[str, int]
    known: int


def waiting(ws: Workspace) -> list[Entry]:
    """What I wrote that no round has seen: thanks, answers ahead, recent wins, wishes to erase; oldest first."""
    notes = [note for note in ws.record.unopened() if note.author == ws.me]
    ahead = [answer for answer in waiting_ahead(ws) if answer.author == ws.me]
    wins = [
        w for w in ws.record.entries(WIN) if w.author == ws.me and not text(w.data, "session") and _is_recent(ws, w)
    ]
    wishes = [m for m in ws.record.saying(ASKED) if m.author == ws.me]
    gone = asked_away(ws)
    return sorted((e for e in (*notes, *ahead, *wins, *wishes) if e.id not in gone), key=lambda entry: entry.order)


def block(ws: Workspace, entries: Iterable[Entry]) -> str:
    """The entries as one block of text for `land` on another machine of the team."""
    ids = {entry.id for entry in entries}
    rows = [event._asdict() for event in ws.record.events() if event.entry in ids]
    packed = {"v": VERSION, "team": ws.team.id, "entries": rows}
    raw = zlib.compress(json.dumps(packed, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    letters = base64.b64encode(raw).decode()
    return "\n".join([BEGIN, *(letters[i : i + _WIDTH] for i in range(0, len(letters), _WIDTH)), END])


def land(ws: Workspace, pasted: str) -> Landed:
    """Takes in every block found in the text, whatever stands around it.

    Raises BadFile for a block that isn't whole, and Refused for one of another team.
    """
    events = [event for each in _blocks(pasted) for event in _events(ws, each)]
    new = set(ws.record.apply(events).ids)
    grant(ws)
    landed = [entry for event in events if event.id in new and (entry := fold(event))]
    counts: dict[str, int] = {}
    for entry in landed:
        counts[entry.kind] = counts.get(entry.kind, 0) + 1
    return Landed(tuple(dict.fromkeys(e.author for e in landed)), counts, len(events) - len(new))


def _is_recent(ws: Workspace, entry: Entry) -> bool:
    return (ws.now() - moment(entry.at)).days < _RECENT_WINS_DAYS


def _blocks(pasted: str) -> list[dict[str, object]]:
    parts = clean(pasted).text.split(BEGIN)[1:]
    return [_unpacked(part.partition(END)) for part in parts]


def _unpacked(part: tuple[str, str, str]) -> dict[str, object]:
    letters, end, _after = part
    broken = BadFile(t("The block of notes isn't whole."), hint=t("Copy it again, from its first line to its last."))
    if not end:
        raise broken
    try:
        # Mail and chat put marks and blanks before lines; none of them is one of base64's letters but + and /.
        raw = base64.b64decode("".join(letters.replace(">", "").split()), validate=True)
        unpack = zlib.decompressobj()
        found = json.loads(unpack.decompress(raw, LARGEST))
    except (binascii.Error, zlib.error, ValueError, RecursionError) as error:
        raise broken from error
    if not isinstance(found, dict) or found.get("v") != VERSION:
        raise BadFile(t("A newer ritual made this block of notes."), hint=t("Update ritual on this machine."))
    return found


def _events(ws: Workspace, found: dict[str, object]) -> list[Event]:
    if text(found, "team") != ws.team.id:
        raise Refused(t("These notes are for another team."), t("--team names another team."))
    rows = found.get("entries")
    every = [_event(row) for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [event for event in every if _is_welcome(ws, event)]


def _event(row: dict[str, object]) -> Event:
    """The event that was packed, its words cleaned: whoever sent it may have written anything."""
    ref = text(row, "ref") or None
    op = REPLACE if ref else PUT
    came = Event(
        text(row, "id"), op, ref, number(row, "rev"), 0, text(row, "author"), text(row, "device"), str(row.get("body"))
    )
    entry = fold(came)
    if entry is None:
        return came._replace(body="")
    try:
        data = cleaned(entry.data)
    except Unreadable:
        return came._replace(body="")
    pen = Pen(entry.author, entry.device, clean(entry.at).text, clean(entry.tz).text)
    return came._replace(body=put(came.id, pen, entry.kind, data if isinstance(data, dict) else {}).body)


def _is_welcome(ws: Workspace, event: Event) -> bool:
    entry = fold(event)
    if entry is None or event.author not in ws.team.people or {len(event.id), len(event.entry)} != {36}:
        return False
    stands = ws.record.entry(entry.id)
    if stands and (stands.author, stands.kind) != (entry.author, entry.kind):
        return False  # nobody changes what somebody else wrote
    return entry.kind in (KUDOS, WIN, ANSWER) or (entry.kind == MARK and text(entry.data, "kind") == ASKED)
