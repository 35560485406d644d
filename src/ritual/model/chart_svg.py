"""Charts as pictures in a page, at any width, each with the same values in a table."""

from typing import Final

from ritual.model.cells import cells, wrapped
from ritual.model.chart import BANDS, DOTS, Chart, Row
from ritual.model.chart_text import legend
from ritual.model.markup import Markup, tag
from ritual.words import t

_ROW, _BANDS, _BASE, _THICK, _DOT, _APART = 46, 62, 24, 10, 6, 20
_LABEL = 22
"""Cells of a label beside its value; the table has the whole of it."""


def figure(chart: Chart, name: str) -> Markup:
    """The chart with its title, what it shows and what it doesn't; `name` is for ids in the page."""
    title = tag("h3", chart.title, id=name)
    if chart.quiet:
        return tag("div", title, tag("p", chart.quiet, class_="shows"), class_=f"chart {chart.meaning}")
    about = [words for words in (legend(chart), f"{chart.shows} {chart.hides}") if words]
    caption = tag("figcaption", *(tag("p", words, class_="shows") for words in about))
    picture = tag("figure", _picture(chart, name), caption)
    return tag("div", title, picture, _table(chart), class_=f"chart {chart.meaning}")


def _picture(chart: Chart, name: str) -> Markup:
    told = "; ".join(f"{row.label}: {row.told}" for row in chart.rows)
    height = _BANDS if chart.kind == BANDS else _ROW
    rows = (
        tag("svg", *_words(chart, row), *_SHAPES.get(chart.kind, _bar)(chart, row), y=str(at * height))
        for at, row in enumerate(chart.rows)
    )
    return tag(
        "svg",
        tag("title", chart.title, id=f"{name}-title"),
        tag("desc", told, id=f"{name}-told"),
        *rows,
        role="img",
        aria_labelledby=f"{name}-title {name}-told",
        width="100%",
        height=str(height * len(chart.rows)),
    )


def _words(chart: Chart, row: Row) -> list[Markup]:
    """The label and the value above a row; bands have their numbers below instead."""
    short = row.label if cells(row.label) <= _LABEL else f"{wrapped(row.label, _LABEL - 1)[0]}…"
    label = tag("text", short, x="0", y="14", class_="label")
    value = tag("text", row.told, x="100%", y="14", text_anchor="end", class_="value")
    return [label] if chart.kind == BANDS else [label, value]


def _bar(chart: Chart, row: Row) -> list[Markup]:
    *goals, value = row.values
    marks = [_rect(_share(goal, chart), 0.4, "goal", out=4) for goal in goals]
    return [_rect(0, 100, "rest"), _rect(0, _share(value, chart), "full"), *marks]


def _dots(chart: Chart, row: Row) -> list[Markup]:
    middle = str(_BASE + _THICK // 2)
    return [
        tag(
            "circle",
            cx=str(_DOT + 1 + at * _APART),
            cy=middle,
            r=str(_DOT),
            class_="full" if at < row.values[-1] else "ring",
        )
        for at in range(int(chart.most))
    ]


def _bands(chart: Chart, row: Row) -> list[Markup]:
    shapes, begins = list[Markup](), 0.0
    for n, value in enumerate(row.values, 1):
        share = _share(value, chart)
        if share:
            shapes += [_rect(begins, share, f"full band band-{n}"), _number(begins + share / 2, n)]
        begins += share
    return shapes


_SHAPES: Final = {DOTS: _dots, BANDS: _bands}


def _number(middle: float, n: int) -> Markup:
    return tag("text", str(n), x=f"{middle:.2f}%", y=str(_BASE + _THICK + 15), text_anchor="middle", class_="value")


def _rect(begins: float, width: float, class_: str, out: int = 0) -> Markup:
    """A bar in hundredths of the width, reaching out over the others on both sides."""
    places = {"x": f"{begins:.2f}%", "y": str(_BASE - out), "width": f"{width:.2f}%", "height": str(_THICK + 2 * out)}
    return tag("rect", **places, rx="0" if out else "2", class_=class_)


def _share(value: float, chart: Chart) -> float:
    return min(100.0, max(0.0, value * 100 / chart.most)) if chart.most > 0 else 0.0


def _table(chart: Chart) -> Markup:
    series = chart.series if chart.kind == BANDS else (chart.title,)
    head = tag("tr", tag("td"), *(tag("th", name, scope="col") for name in series))
    body = (tag("tr", tag("th", row.label, scope="row"), *_cells(chart, row)) for row in chart.rows)
    table = tag("table", tag("caption", chart.title), tag("thead", head), tag("tbody", *body))
    return tag("details", tag("summary", t("The same as a table")), table)


def _cells(chart: Chart, row: Row) -> list[Markup]:
    if chart.kind != BANDS:
        return [tag("td", row.told)]
    return [tag("td", f"{_share(value, chart):.0f} %") for value in row.values]
