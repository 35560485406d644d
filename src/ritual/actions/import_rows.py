"""Rows of another program become thanks and wins: noted by me, whoever's words they are, and each lands only once."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from ritual.actions.machine import id_of
from ritual.actions.people import EVERYBODY, myself, person
from ritual.actions.workspace import Workspace
from ritual.files.incoming import LONGEST_WORDS, Problems
from ritual.files.rows import Row
from ritual.model.clean import clean, line
from ritual.model.dates import parse_day
from ritual.model.entry import KUDOS, WIN, put
from ritual.model.event import Event, Pen
from ritual.model.instant import YEARS, iso
from ritual.model.moments import today, zone_named
from ritual.model.team import guest
from ritual.words import t

DEVICE = "import"
"""Not this machine's own, so that `undo` never takes back what was imported."""
KINDS = {"": "", "kudos": KUDOS, "thanks": KUDOS, "dank": KUDOS, "win": WIN, "erfolg": WIN}
_CLOCK = re.compile(r"(.*?)[\sT,]+([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?")
_BEGINS_WITH_HANDLES = re.compile(r"((?:@[\w.-]+[\s,]+)+)(.*)", re.DOTALL)
_AHEAD = timedelta(days=1)


class Wishes(NamedTuple):
    """How rows are to be read: the kind where none is named, whose handle a name means, and whether the names of
    nobody in the team are kept as those of guests."""

    kind: str
    people: Mapping[str, str]
    guests: bool


class _Wrong(Exception):
    """Why a row can't be taken in, and a hint."""


class _Unknown(Exception):
    """A row names somebody who is nobody here; told by name, all at once."""


class Rows:
    """The events that rows come to. `unknown` counts the rows for each name that is nobody's here."""

    def __init__(self, ws: Workspace, rows: Callable[[], Iterator[Row]], wishes: Wishes, problems: Problems) -> None:
        self._me = myself(ws.team, ws.me).id
        self._ws = ws
        self._rows = rows
        self._wishes = wishes
        self.problems = problems
        self._zone = zone_named(ws.zone) or UTC
        self._tz = ws.zone
        self._now = ws.now()
        self._beginning = (ws.team.id, wishes.kind)
        self._people = {"": self._me}
        for each in sorted(ws.team.people.values(), key=lambda each: not each.left):
            self._people |= {each.name.casefold(): each.id, f"@{each.handle}": each.id, each.handle: each.id}
        self._people |= {name.casefold(): person(ws.team, handle).id for name, handle in wishes.people.items()}
        self.unknown: Counter[str] = Counter()
        self.left = 0

    def events(self) -> Iterator[Event]:
        """An event for each row that can be taken in; of the others it is noted why not."""
        for row in self._rows():
            try:
                yield self._event(row)
            except _Wrong as wrong:
                self.problems.add(*row.place, *wrong.args)
            except _Unknown:
                self.problems.count += 1

    def _event(self, row: Row) -> Event:
        kind = KINDS.get(row.kind.strip().casefold())
        if kind is None:
            raise _Wrong(t("“{word}” can't be imported; thanks and wins can.", word=line(row.kind)))
        by, at, words = self._who(row.author), self._moment(row.at), _words(row.text)
        data: dict[str, object] = {"by": by}
        if (kind or self._wishes.kind) == KUDOS:
            data |= self._thanks(row.to, by, words)
        else:
            data |= {"with": [who for who in self._everyone(row.beside) if who != by], "words": words}
        if link := line(row.link):
            data["link"] = link
        pen = Pen(self._me, DEVICE, iso(at), self._tz)
        return put(self._id(row), pen, KUDOS if "to" in data else WIN, data)

    def _thanks(self, to: str, by: str, words: str) -> dict[str, object]:
        begins = None if to.strip() else _BEGINS_WITH_HANDLES.fullmatch(words)
        if begins:
            to, words = begins.groups()
        everybody = to.strip().casefold().removeprefix("@") == EVERYBODY
        every = [p.id for p in self._ws.team.members if p.id != by] if everybody else self._everyone(to)
        if by in every:
            raise _Wrong(t("Thanks go to somebody else."))
        if not every or not words:
            raise _Wrong(
                t("It doesn't say whom it thanks."), t("A column “to” says it, or handles before the words: “@ana …”.")
            )
        return {"to": every, "words": words, "now": True, "all": everybody}

    def _everyone(self, names: str) -> list[str]:
        if not names:
            return []
        between = r"[,;\s]+" if "@" in names else "[,;]"
        return list(dict.fromkeys(self._who(name) for name in re.split(between, names) if name.strip()))

    def _who(self, name: str) -> str:
        name = line(name)
        found = self._people.get(name.casefold())
        if found is None and self._wishes.guests and not name.startswith("@"):
            return guest(name)
        if found is None:
            self.unknown[name] += 1
            raise _Unknown
        return found

    def _moment(self, written: str) -> datetime:
        written = line(written)
        found = self._iso(written) or self._spoken(written)
        if found is None or found.year not in YEARS:
            raise _Wrong(
                t("“{written}” is no time that ritual understands.", written=written),
                t("Like “{example}”.", example="2026-11-24 09:30"),
            )
        if found > self._now + _AHEAD:
            raise _Wrong(t("“{written}” is still to come.", written=written))
        return found

    def _iso(self, written: str) -> datetime | None:
        if ":" not in written:
            return None  # a day alone
        try:
            found = datetime.fromisoformat(written)
            return (found if found.tzinfo else found.replace(tzinfo=self._zone)).astimezone(UTC)
        except (ValueError, OverflowError):
            return None

    def _spoken(self, written: str) -> datetime | None:
        """A day as people write it, and perhaps a time; without one it was noon, which is that day almost anywhere."""
        clock = _CLOCK.fullmatch(written)
        day = parse_day(clock[1] if clock else written, today(self._now, self._zone))
        if day is None or day.year not in YEARS:
            return None
        try:
            at = time(int(clock[2]), int(clock[3])) if clock else time(12)
        except ValueError:
            return None
        return datetime.combine(day, at, self._zone).astimezone(UTC)

    def _id(self, row: Row) -> str:
        """The same for the same row of any file, so that it lands once; its place in the file doesn't matter."""
        raw = "\x1f".join((*self._beginning, *row[1:])).encode("utf-8", "replace")
        return id_of(hashlib.sha256(raw).digest()[:16])


def _words(written: str) -> str:
    try:
        raw = written.encode()
    except UnicodeEncodeError:
        raise _Wrong(t("This isn't UTF-8."), t("Save the file as UTF-8.")) from None
    if len(raw) > LONGEST_WORDS:
        raise _Wrong(t("These are more words than an entry holds."))
    words = clean(written).text.strip()
    if not words:
        raise _Wrong(t("There are no words."))
    return words
