"""Recaps as plain text, Markdown and JSON Lines: pure functions, the same bytes for the same recap."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Final

from ritual.model.cells import cells, padded, wrapped
from ritual.model.clean import line as one_line
from ritual.model.instant import moment
from ritual.model.moments import clock, day_long, local
from ritual.model.recap import Line, Recap, Section, sentence
from ritual.words import t, tn

VERSION: Final = 1
LONG_ROUND: Final = 10
"""Minutes from which on a round was the meeting itself, with no board waiting behind it."""
_GAP, _WIDEST_LABEL, _NARROWEST = 2, 16, 40
_MARKUP: Final = re.compile(r"([\\`*_\[\]<~$]|&(?=#?\w+;))")
# What at the beginning of a list item would begin a list, a rule, a quote or a heading of its own.
_BEGINS: Final = re.compile(r"^([-+=#>|]|\d+(?=[.)]))")


def as_text(recap: Recap, zone: str, width: int = 72) -> str:
    """The recap as people read it in a terminal; `width` is in cells."""
    lines = [*wrapped(heading(recap, zone), width), ""]
    if recap.told:
        lines += [*wrapped(" ".join(recap.told), width), ""]
    label = 0 if recap.told else _label_width(recap.sections, width)
    for section in recap.sections:
        lines += [*_hanging(section, label, width), *([""] if recap.told else [])]
    if not recap.sections:
        lines += wrapped(t("Nothing was kept."), width)
    lines += ["", *wrapped(closing(recap), width)]
    return "\n".join(lines).rstrip() + "\n"


def as_markdown(recap: Recap, zone: str) -> str:
    """The recap as Markdown; what people wrote can't become markup."""
    lines = [f"# {_headed(heading(recap, zone))}", ""]
    if recap.told:
        lines += [escaped(" ".join(recap.told)), ""]
    for section in recap.sections:
        lines += [f"## {_headed(section.title)}", ""]
        lines += [f"- {marked(each)}" for each in section.lines]
        lines += ["", section.note, ""] if section.note else [""]
    if not recap.sections:
        lines += [t("Nothing was kept."), ""]
    lines.append(closing(recap))
    return "\n".join(lines).rstrip() + "\n"


def as_jsonl(recap: Recap, _zone: str = "") -> str:
    """One object for the recap itself, then one for each line."""
    head = {
        "v": VERSION,
        "type": "recap",
        "title": recap.title,
        "session": recap.session or None,
        "start": recap.start,
        "end": recap.end,
        "led": recap.led or None,
        "heads": recap.heads,
        "seconds": round(recap.seconds),
        "rounds": recap.rounds,
        "told": list(recap.told),
    }
    rows = [head, *(_row(section, each) for section in recap.sections for each in section.lines)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


FORMATS: Final[dict[str, Callable[[Recap, str], str]]] = {"text": as_text, "markdown": as_markdown, "json": as_jsonl}


def heading(recap: Recap, zone: str) -> str:
    """ "Standup · Tuesday 24 November · 09:30 to 09:33"."""
    start = moment(recap.start)
    if not recap.session:
        return one_line(recap.title)
    span = t("{start} to {end}", start=clock(start, zone), end=clock(moment(recap.end), zone))
    return f"{one_line(recap.title)} · {day_long(local(start, zone).date())} · {span}"


def closing(recap: Recap) -> str:
    """The last line: how long the round took, or how many rounds there were and how long they took together.

    Empty where there were none, and where that is told already.
    """
    count = max(1, round(recap.seconds / 60))
    minutes = tn("{n} minute", "{n} minutes", count)
    if recap.session and count < LONG_ROUND:
        return t("{minutes}. On to the board.", minutes=minutes)
    if recap.session:
        return t("{minutes}.", minutes=minutes)
    rounds = tn("{n} round", "{n} rounds", recap.rounds)
    return t("{rounds}, {minutes}.", rounds=rounds, minutes=minutes) if recap.rounds and not recap.told else ""


def _label_width(sections: Sequence[Section], width: int) -> int:
    """How wide the column of titles is; 0 where they stand above their lines, because the whole is narrow."""
    widths = [wide for section in sections if (wide := cells(section.title)) <= _WIDEST_LABEL]
    return max(widths, default=0) if width >= _NARROWEST else 0


def _hanging(section: Section, label: int, width: int) -> list[str]:
    """The lines of a section beside its title, or below it where it is too wide for the column."""
    indent = " " * (label + _GAP)
    lines = [row for each in section.lines for row in _indented(sentence(each), indent, width)]
    lines += [indent + row for row in wrapped(section.note, width - len(indent))] if section.note else []
    if label and cells(section.title) <= label:
        return [padded(section.title, label + _GAP) + lines[0].removeprefix(indent), *lines[1:]]
    return [*wrapped(section.title, width), *lines]


def _indented(words: str, indent: str, width: int) -> list[str]:
    # Nothing but a deeper second line tells where the next one begins.
    first, *rest = wrapped(words, width - len(indent) - _GAP)
    return [indent + first, *(indent + " " * _GAP + row for row in rest)]


def _row(section: Section, each: Line) -> dict[str, object]:
    return {
        "v": VERSION,
        "type": "line",
        "section": section.kind,
        "title": section.title,
        "id": each.id,
        "kind": each.kind,
        "at": each.at,
        "who": each.who or None,
        "source": each.source or None,
        "words": each.words,
        "link": each.link or None,
        "due": each.due or None,
        "state": each.state or None,
        "value": each.value or None,
    }


def marked(each: Line) -> str:
    """One line in Markdown; what people wrote can't become markup."""
    people = ", ".join(escaped(one_line(part)) for part in (each.who, each.source) if part)
    words = escaped(one_line(each.words))
    said = f"**{people}**: {words}" if people else _BEGINS.sub(_not_begun, words)
    detail = escaped(one_line(each.detail))
    return f"{said} ({detail})" if detail else said


def _not_begun(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"


def _headed(words: str) -> str:
    return escaped(one_line(words)).replace("#", "\\#")


def escaped(words: str) -> str:
    """Words in which Markdown finds no markup within a line."""
    return _MARKUP.sub(r"\\\1", words)
