"""An export taken in again: it adds what isn't here, and changes nothing of what is but what I wrote myself."""

from collections import Counter
from collections.abc import Iterator

from ritual.actions.mine import ASKED
from ritual.errors import BadFile
from ritual.files.incoming import Incoming, Problems, parsed
from ritual.files.rows import LINE
from ritual.model.carried import HEAD, TAIL, Unreadable, from_row, is_id
from ritual.model.entry import ANSWER, MARK, SETTING, STAGE, VERSION, Entry, fold
from ritual.model.event import ERASE, Event
from ritual.model.reading import Object, number, text
from ritual.model.stage import CLOSED
from ritual.store.record import Record
from ritual.words import t


def head_of(incoming: Incoming) -> Object | None:
    """The head of an export, None for what is none; BadFile for one that a newer ritual made, or without a team."""
    found = parsed(incoming.head().split(b"\n", 1)[0])
    if found is None or found.get("type") != HEAD:
        return None
    if found.get("v") != VERSION:
        raise BadFile(t("A newer ritual made this export."), hint=t("Update ritual on this machine."))
    if not is_id(text(found, "team")):
        raise BadFile(t("This export doesn't say which team it is of."))
    return found


class Exported:
    """The events of an export for a record; `left` counts those that are good and still not for it."""

    def __init__(self, record: Record, me: str, incoming: Incoming, problems: Problems) -> None:
        self._record = record
        self._me = me
        self._incoming = incoming
        self.problems = problems
        self._held = frozenset(record.settings())
        self.unknown: Counter[str] = Counter()
        self.left = 0

    def events(self) -> Iterator[Event]:
        """The events that may land, in their order; of lines that are none it is noted why not."""
        read = 0
        tail: Object | None = None
        for n, raw in self._incoming.lines():
            row = parsed(raw) if raw else None
            if n == 1 or (raw is not None and not raw.strip()):
                continue
            if row is not None and row.get("type") == TAIL:
                tail = row
                continue
            read += 1
            event = self._event(n, row)
            if event and self._is_welcome(event):
                yield event
            elif event:
                self.left += 1
        if tail is None or number(tail, "entries") + number(tail, "erased") != read:
            self.problems.add(LINE, read + 2, t("The export isn't whole; lines are missing."))

    def _event(self, n: int, row: Object | None) -> Event | None:
        if row is None:
            self.problems.add(LINE, n, t("This is no JSON object, or far too long."))
            return None
        try:
            return from_row(row)
        except Unreadable as why:
            self.problems.add(LINE, n, t(str(why)))
            return None

    def _is_welcome(self, event: Event) -> bool:
        stands = self._record.entry(event.entry)
        entry = fold(event)
        if entry is None:
            return event.op == ERASE and (stands is None or stands.author == self._me)
        if stands:
            mine = stands.author == entry.author == self._me and stands.kind == entry.kind
            return stands == entry or (mine and stands.rev < entry.rev and self._is_for_a_record(entry))
        return self._is_for_a_record(entry)

    def _is_for_a_record(self, entry: Entry) -> bool:
        if entry.kind == ANSWER:
            return entry.data.get("kept") is True
        if entry.kind == STAGE:
            return entry.data.get("state") == CLOSED
        if entry.kind == SETTING:
            return text(entry.data, "key") not in self._held
        if entry.kind == MARK and text(entry.data, "kind") == ASKED and entry.author != self._me:
            return self._record.entry(text(entry.data, "on")) is None
        return True
