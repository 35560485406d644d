"""Charts as pictures: every value is in the picture, in its description and in a table."""

import re

import pytest

from ritual.model.chart import BANDS, BARS, DOTS, Chart, Row
from ritual.model.chart_svg import figure
from tests.model.test_markup import Reader

ROWS = (Row("October", (3.0,), "3 of 4"), Row("November", (4.0,), "4 of 4"))
CHART = Chart("kept", BARS, "Kept", "How many.", "Not why.", "count", 4.0, ROWS, meaning="promise")


def shapes(chart: Chart, name: str) -> list[dict[str, str | None]]:
    return [told for each, told in Reader(figure(chart, "c")).tags if each == name]


def widths(chart: Chart) -> list[str | None]:
    return [each["width"] for each in shapes(chart, "rect") if "full" in str(each["class"])]


def test_bars_are_as_long_as_their_share_of_the_scale() -> None:
    assert widths(CHART) == ["75.00%", "100.00%"]
    assert len([each for each in shapes(CHART, "rect") if each["class"] == "rest"]) == 2


@pytest.mark.parametrize(("most", "width"), [(2.0, "100.00%"), (0.0, "0.00%")])
def test_no_bar_leaves_the_picture(most: float, width: str) -> None:
    assert widths(CHART._replace(most=most, rows=ROWS[:1])) == [width]


def test_a_value_before_the_last_is_a_mark_on_the_bar() -> None:
    (goal,) = [
        each
        for each in shapes(CHART._replace(rows=(Row("x", (2.0, 3.0), "3, planned 2"),)), "rect")
        if each["class"] == "goal"
    ]
    assert goal["x"] == "50.00%"


def test_dots_are_filled_up_to_the_value() -> None:
    chart = CHART._replace(kind=DOTS, most=5.0, rows=ROWS[:1])
    assert [each["class"] for each in shapes(chart, "circle")] == ["full"] * 3 + ["ring"] * 2


def test_bands_lie_side_by_side_with_their_numbers_and_the_table_has_a_column_for_each() -> None:
    rows = (Row("Week 47", (2.0, 0.0, 8.0), "2, 0 and 8 tenths"),)
    chart = CHART._replace(kind=BANDS, most=10.0, rows=rows, series=("low", "fine", "good"))
    assert [(each["x"], each["width"]) for each in shapes(chart, "rect")] == [("0.00%", "20.00%"), ("20.00%", "80.00%")]
    assert re.findall(r'class="value">(\d)<', figure(chart, "c")) == ["1", "3"]
    assert '<p class="shows">1 low, 2 fine, 3 good</p>' in figure(chart, "c")
    assert re.findall(r"<td>(\d+ %)</td>", figure(chart, "c")) == ["20 %", "0 %", "80 %"]
    assert [name for name in ("low", "fine", "good") if f'<th scope="col">{name}</th>' in figure(chart, "c")] == [
        "low",
        "fine",
        "good",
    ]


def test_a_long_label_leaves_room_for_its_value_and_is_whole_in_the_table() -> None:
    label = "Weekly of the whole department"
    drawn = figure(CHART._replace(rows=(Row(label, (1.0,), "1"),)), "c")
    assert re.findall(r'class="label">([^<]+)<', drawn) == ["Weekly of the whole…"]
    assert f'<th scope="row">{label}</th>' in drawn


def test_the_values_are_told_in_words_and_in_a_table() -> None:
    drawn = figure(CHART, "c")
    assert '<title id="c-title">Kept</title><desc id="c-told">October: 3 of 4; November: 4 of 4</desc>' in drawn
    assert 'role="img" aria-labelledby="c-title c-told"' in drawn
    assert "<caption>Kept</caption>" in drawn
    assert '<tr><th scope="row">October</th><td>3 of 4</td></tr>' in drawn
    assert '<p class="shows">How many. Not why.</p>' in drawn


def test_with_too_little_in_it_a_sentence_stands_instead() -> None:
    drawn = figure(CHART._replace(rows=(), quiet="Not yet."), "c")
    assert "Not yet." in drawn
    assert "svg" not in drawn
