"""The jar on screen: a note opens in two beats, first for whom and who reads, then its words."""

from ritual.model.clean import line as one_line
from ritual.model.scene import QUIET, NoteView
from ritual.tui.ink import BLANK, Block, Line, fit, ink, joined, wrapped
from ritual.tui.steps.asking import open_floor, quoted, silence, spaced
from ritual.tui.steps.moment import Moment
from ritual.words import listed, t

_LINES = 10


def draw(moment: Moment, width: int, height: int) -> Block:
    """The middle of the circle."""
    note = moment.scene.note
    if note is None:
        return silence(moment, width) if moment.scene.phase == QUIET else open_floor(moment, width, height)
    whom = listed(note.to) if note.to else t("everybody")
    head = joined(ink(t("For") + "  ", "muted"), ink(whom, "praise", "bold"), ink("   " + t("from") + "  ", "muted"))
    return [
        *wrapped(joined(head, ink(note.by, "praise")), width, 2),
        BLANK,
        *(_opened(note, width) if note.words else _sealed(note, width)),
    ]


def _sealed(note: NoteView, width: int) -> Block:
    return [ink(t("The note is still shut."), "muted"), *spaced(_aloud(note, width))]


def _opened(note: NoteView, width: int) -> Block:
    parts = [ink(one_line(note.value), "muted"), ink(one_line(note.link), "link")]
    beside = [fit(part, width) for part in parts if part]
    return [*quoted(note.words, width, _LINES), *spaced(beside), *spaced(_aloud(note, width))]


def _aloud(note: NoteView, width: int) -> list[Line]:
    reads = t("{name} reads aloud.", name=note.reader) if note.reader else t("Read aloud.")
    if len(note.to) == 1:
        reads += " " + t("{name} needn't say anything.", name=note.to[0])
    return wrapped(ink(reads, "next"), width, 2)
