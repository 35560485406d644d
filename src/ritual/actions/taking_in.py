"""Takes many entries into the record at once: all of them, or none where something is wrong with any."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from ritual.errors import BadFile, Problem
from ritual.files.incoming import SHOWN, Problems
from ritual.model.event import Event
from ritual.store.record import Record
from ritual.words import t, tn

STEP = 1000
Progress = Callable[[int], None]


class Source(Protocol):
    """Where events come from.

    `problems` is what was wrong so far, `unknown` counts the names of nobody here, `left` the events that were good and
    still not for this record.
    """

    problems: Problems
    unknown: Counter[str]
    left: int

    def events(self) -> Iterator[Event]: ...


class Taken(NamedTuple):
    """How many events were new, known already, not for this record, or no events at all, and the first of these."""

    new: int
    known: int
    left: int
    bad: int
    problems: tuple[Problem, ...]


class Run:
    """One import. `progress` is told, every thousand, how many events have been read."""

    def __init__(self, source: Source, progress: Progress, *, keep_going: bool) -> None:
        self._source = source
        self._progress = progress
        self._keep_going = keep_going
        self._total = 0

    def take_in(self, record: Record) -> Taken:
        """Takes in all there is, in one transaction: what is interrupted leaves nothing, and can be done again.

        Raises BadFile where something is wrong and it isn't to keep going.
        """
        record.make_room()
        return self._taken(len(record.apply(self._read()).ids))

    def look(self, record: Record) -> Taken:
        """What `take_in` would come to; raises as it does."""
        return self._taken(sum(not record.is_settled(event) for event in self._read()))

    def _read(self) -> Iterator[Event]:
        for event in self._source.events():
            self._total += 1
            if self._total % STEP == 0:
                self._progress(self._total)
            yield event
        if self._source.problems.count and not self._keep_going:
            raise self._refused()

    def _taken(self, new: int) -> Taken:
        source = self._source
        return Taken(new, self._total - new, source.left, source.problems.count, tuple(self._told()))

    def _refused(self) -> BadFile:
        n = self._source.problems.count
        hint = t("`--keep-going` takes the rest.")
        if self._source.unknown:
            hint = t("`--map-author 'NAME=@handle'` says who somebody is; `--guests` keeps names.") + " " + hint
        sentence = tn("Nothing was taken in: {n} line can't be.", "Nothing was taken in: {n} lines can't be.", n)
        return BadFile(sentence, tuple(self._told()), hint)

    def _told(self) -> Iterator[Problem]:
        problems, unknown = self._source.problems, self._source.unknown
        yield from problems.first
        if (rest := problems.count - len(problems.first) - unknown.total()) > 0:
            yield Problem("…", "", tn("{n} line more.", "{n} lines more.", rest))
        for name, n in unknown.most_common(SHOWN):
            yield Problem(name, "", tn("Nobody here, on {n} line.", "Nobody here, on {n} lines.", n))
