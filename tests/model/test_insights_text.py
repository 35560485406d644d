"""The team's pictures in every form."""

import json
from datetime import date

from ritual.model.insights import Insights
from ritual.model.insights_text import FORMATS, as_jsonl, as_rows, as_text, as_words
from ritual.model.span import Span
from tests.model.test_chart_text import ENERGY, MINUTES, QUIET, WORTH

FOUND = Insights(
    Span(date(2026, 11, 2), date(2026, 11, 16)), (MINUTES, WORTH, ENERGY, QUIET), "Everyone was thanked this month."
)


def test_the_span_and_what_can_be_said_of_everybody_come_first() -> None:
    for write in FORMATS.values():
        assert write(FOUND) == write(FOUND)
    head, coverage, *charts = as_text(FOUND).split("\n\n")
    assert (head, coverage) == ("Mon 2 Nov 2026 to Sun 15 Nov 2026", "Everyone was thanked this month.")
    assert [chart.splitlines()[0] for chart in charts] == ["Minutes by week", "Worth", "Energy", "Minutes by week"]
    bare = Insights(FOUND.span, ())
    assert as_text(bare) == f"{head}\n"
    assert FORMATS["markdown"](bare) == f"# {head}\n"
    assert "Everyone" in FORMATS["markdown"](FOUND)


def test_words_alone_draw_nothing() -> None:
    assert as_words(FOUND).isascii()
    assert "15 of 10" in as_words(FOUND)


def test_every_line_of_json_is_an_object_with_a_version() -> None:
    head, *charts = (json.loads(line) for line in as_jsonl(FOUND).splitlines())
    assert head == {
        "v": 1,
        "type": "insights",
        "start": "2026-11-02",
        "end": "2026-11-16",
        "coverage": "Everyone was thanked this month.",
    }
    assert [chart["chart"] for chart in charts] == ["minutes", "worth", "points-energy", "minutes"]
    assert charts[0]["rows"][0] == {"label": "Week 45", "values": [10, 15], "told": "15 of 10"}
    assert charts[3]["quiet"] == QUIET.quiet
    assert json.loads(as_jsonl(Insights(FOUND.span, ())))["coverage"] is None


def test_csv_has_a_line_for_each_value_and_no_formula() -> None:
    rows = [list(row) for row in as_rows(FOUND)]
    assert rows[:3] == [
        ["chart", "label", "series", "value", "unit"],
        ["minutes", "Week 45", "planned", "10", "minutes"],
        ["minutes", "Week 45", "real", "15", "minutes"],
    ]
