"""One kept line in words: what it is, whose, from whom; in the colour of what it means."""

from collections.abc import Sequence

from ritual.model.clean import line as one_line
from ritual.model.entry import ACTION, ANSWER, KUDOS, WIN
from ritual.model.recap import Line as Kept
from ritual.model.recap import Section
from ritual.tui.ink import BLANK, Line, cells, ink, joined
from ritual.words import mark, t

_LABELS = {
    KUDOS: (mark("thanks"), "praise"),
    WIN: (mark("win"), "win"),
    ACTION: (mark("promise"), "promise"),
    ANSWER: (mark("said"), "text"),
}
_SHORT, _LONG = 9, 18
_PARKED = (mark("parked"), "parked")


def told(kept: Kept) -> tuple[Line, Line]:
    """The label and the words of a line: "thanks", "Ana  from Bo: the review that caught the race"."""
    label, meaning = sort_of(kept)
    return ink(label, meaning), words_of(kept)


def sort_of(kept: Kept) -> tuple[str, str]:
    """What a line is called, and its meaning: "thanks", "praise"."""
    label, meaning = _LABELS.get(kept.kind, _PARKED)
    return t(label), meaning


def label_width(sections: Sequence[Section]) -> int:
    """Cells for the titles of a recap's sections and the gap behind them."""
    longest = max((cells(ink(section.title)) for section in sections), default=0)
    return min(max(longest, _SHORT), _LONG) + 2


def words_of(kept: Kept) -> Line:
    """Whose, from whom, and the words."""
    who = joined(ink(kept.who, "title"), "  ") if kept.who else BLANK
    source = ink(f"{kept.source}: ", "muted") if kept.source else BLANK
    detail = ink(f"  {one_line(kept.detail)}", "muted") if kept.detail else BLANK
    return joined(who, source, ink(one_line(kept.words)), detail)
