"""Recaps as plain text, Markdown and JSON Lines: pure functions, the same bytes for the same recap."""

import json
import textwrap
from collections.abc import Callable
from typing import Final

from ritual.model.clean import line as one_line
from ritual.model.instant import moment
from ritual.model.moments import clock, day_long, local
from ritual.model.recap import Line, Recap
from ritual.words import t, tn

VERSION: Final = 1
_LABEL = 9


def as_text(recap: Recap, zone: str, width: int = 72) -> str:
    """The recap as people read it in a terminal; `width` is in cells."""
    lines = [heading(recap, zone), ""]
    for section in recap.sections:
        for first, each in enumerate(section.lines):
            label = section.title if first == 0 else ""
            lines += _hanging(label, sentence(each), width)
    if not recap.sections:
        lines.append(t("Nothing was kept."))
    lines += ["", closing(recap)] if closing(recap) else []
    return "\n".join(lines).rstrip() + "\n"


def as_markdown(recap: Recap, zone: str) -> str:
    """The recap as Markdown; what people wrote can't become markup."""
    lines = [f"# {_escaped(heading(recap, zone))}", ""]
    for section in recap.sections:
        lines += [f"## {_escaped(section.title)}", ""]
        lines += [f"- {_marked(each)}" for each in section.lines]
        lines.append("")
    if not recap.sections:
        lines += [t("Nothing was kept."), ""]
    lines += [closing(recap)] if closing(recap) else []
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
    }
    rows = [head]
    for section in recap.sections:
        for each in section.lines:
            fields = {k: v for k, v in each._asdict().items() if k != "people"}
            rows.append({"v": VERSION, "type": "line", "section": section.kind, "title": section.title, **fields})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


FORMATS: Final[dict[str, Callable[[Recap, str], str]]] = {"text": as_text, "markdown": as_markdown, "jsonl": as_jsonl}


def heading(recap: Recap, zone: str) -> str:
    """ "Standup · Tuesday 24 November · 09:30 to 09:33"."""
    start = moment(recap.start)
    if not recap.session:
        return recap.title
    span = t("{start} to {end}", start=clock(start, zone), end=clock(moment(recap.end), zone))
    return f"{recap.title} · {day_long(local(start, zone).date())} · {span}"


def closing(recap: Recap) -> str:
    """The last line: how long the round took, or how many rounds there were."""
    if recap.session:
        minutes = max(1, round(recap.seconds / 60))
        return tn("{n} minute. On to the board.", "{n} minutes. On to the board.", minutes)
    return tn("{n} round.", "{n} rounds.", recap.rounds) if recap.rounds else ""


def sentence(each: Line) -> str:
    """One line in words: "Ana, from Bo: the rollback notes (by 2026-11-27)"."""
    people = ", ".join(part for part in (each.who, each.source) if part)
    words = f"{people}: {one_line(each.words)}" if people else one_line(each.words)
    return f"{words} ({each.detail})" if each.detail else words


def _hanging(label: str, words: str, width: int) -> list[str]:
    indent = " " * (_LABEL + 2)
    head = f"{label:<{_LABEL}}  " if len(label) <= _LABEL else ""
    above = [label] if label and not head else []
    first = head or indent
    return [
        *above,
        *textwrap.wrap(words, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False),
    ]


def _marked(each: Line) -> str:
    people = ", ".join(_escaped(part) for part in (each.who, each.source) if part)
    words = _escaped(one_line(each.words))
    said = f"**{people}**: {words}" if people else words
    return f"{said} ({_escaped(each.detail)})" if each.detail else said


def _escaped(words: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#|~" else letter for letter in words)
