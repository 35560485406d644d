"""A team's pictures as text, Markdown, JSON Lines and CSV: pure functions, the same bytes for the same pictures."""

import json
from collections.abc import Callable
from typing import Final

from ritual.model import chart_text
from ritual.model.cells import wrapped
from ritual.model.chart import Chart
from ritual.model.insights import Insights
from ritual.model.moments import day
from ritual.model.span import DAY
from ritual.words import t

VERSION: Final = 1
WIDTH: Final = 72


def heading(found: Insights) -> str:
    """From when to when."""
    last = found.span.end_exclusive - DAY
    return t("{first} to {last}", first=day(found.span.start, year=True), last=day(last, year=True))


def as_text(found: Insights, width: int = WIDTH, *, plain: bool = False) -> str:
    """The pictures as people read them in a terminal; `width` is in cells, `plain` says everything in words."""
    head = [heading(found), *([found.coverage] if found.coverage else [])]
    parts = [*(wrapped(words, width) for words in head)]
    parts += [chart_text.as_lines(each, width, plain=plain) for each in found.charts]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def as_words(found: Insights) -> str:
    """The same without a picture."""
    return as_text(found, plain=True)


def as_markdown(found: Insights) -> str:
    """The pictures as tables."""
    lines = [f"# {heading(found)}", "", *([found.coverage, ""] if found.coverage else [])]
    for each in found.charts:
        lines += chart_text.as_markdown(each)
    return "\n".join(lines).rstrip() + "\n"


def as_jsonl(found: Insights) -> str:
    """One object for the whole, then one for each picture."""
    head = {
        "v": VERSION,
        "type": "insights",
        "start": found.span.start.isoformat(),
        "end": found.span.end_exclusive.isoformat(),
        "coverage": found.coverage or None,
    }
    rows = [head, *(_object(each) for each in found.charts)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_rows(found: Insights) -> list[tuple[str, ...]]:
    """A table: what its columns are called, then a row for each value; pictures that aren't drawn have none."""
    rows: list[tuple[str, ...]] = [("chart", "label", "series", "value", "unit")]
    for chart in found.charts:
        for row in chart.rows:
            names = chart.series or (chart.title,)
            values = (f"{round(value, 2):g}" for value in row.values)
            rows += [(chart.name, row.label, *pair, chart.unit) for pair in zip(names, values, strict=True)]
    return rows


FORMATS: Final[dict[str, Callable[[Insights], str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_jsonl,
}


def _object(chart: Chart) -> dict[str, object]:
    return {
        "v": VERSION,
        "type": "chart",
        "chart": chart.name,
        "kind": chart.kind,
        "title": chart.title,
        "shows": chart.shows or None,
        "hides": chart.hides or None,
        "unit": chart.unit,
        "most": round(chart.most, 2),
        "series": list(chart.series),
        "rows": [
            {"label": row.label, "values": [round(value, 2) for value in row.values], "told": row.told}
            for row in chart.rows
        ],
        "quiet": chart.quiet or None,
    }
