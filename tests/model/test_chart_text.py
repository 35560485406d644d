"""Charts as text: every row in its width, words where pictures don't fit, and no markup of a person's making."""

from hypothesis import given
from hypothesis import strategies as st

from ritual.model.cells import cells
from ritual.model.chart import BANDS, BARS, DOTS, Chart, Row
from ritual.model.chart_text import FULL, GOAL, REST, as_lines, as_markdown, drawn, legend

MINUTES = Chart(
    "minutes",
    BARS,
    "Minutes by week",
    "Shows how long.",
    "Not how good.",
    "minutes",
    20,
    (Row("Week 45", (10, 15), "15 of 10"), Row("Week 46", (0, 0), "none")),
    ("planned", "real"),
)
WORTH = Chart("worth", DOTS, "Worth", "Shows.", "Not.", "tenths", 10, (Row("5 very much", (3,), "30 %"),))
ENERGY = Chart(
    "points-energy",
    BANDS,
    "Energy",
    "Shows.",
    "Not.",
    "tenths",
    10,
    (Row("Week 45", (0, 2, 1, 7, 0), "20 % low, 10 % all right, 70 % good"),),
    ("empty", "low", "all right", "good", "full"),
)
QUIET = MINUTES._replace(rows=(), quiet="Fewer than three rounds were held.")


def text(chart: Chart, width: int = 60, plain: bool = False) -> str:
    return "\n".join(as_lines(chart, width, plain=plain))


def test_a_bar_fills_its_part_and_the_plan_is_a_mark_on_it() -> None:
    assert text(MINUTES, 61) == "\n".join(
        [
            "Minutes by week",
            "  Week 45  ━━━━━━━━━━━━━━━━━━━━│━━━━━━━━━──────────  15 of 10",
            "  Week 46  │───────────────────────────────────────  none",
            "  │ planned, ━ real",
            "  Shows how long. Not how good.",
        ]
    )
    assert [stroke.part for stroke in drawn(MINUTES, 58)[0][1:-1]] == [FULL, GOAL, FULL, REST]


def test_dots_are_filled_and_empty() -> None:
    assert "5 very much  ●●●○○○○○○○  30 %" in text(WORTH)


def test_bands_carry_their_numbers_and_what_these_mean() -> None:
    said = text(ENERGY)
    assert "Week 45  2━━━━ 3━ 4━━━━━━━━━━━━━━━━━━━" in said
    assert "1 empty, 2 low, 3 all right, 4 good, 5 full" in said
    assert "2━━ 3 4━━━━━━━━━━━━" in text(ENERGY._replace(rows=(ENERGY.rows[0]._replace(label="x" * 40),)), 48)
    assert legend(WORTH) == ""


def test_plain_says_the_same_in_words_and_draws_nothing() -> None:
    for chart in (MINUTES, WORTH, ENERGY):
        said = text(chart, plain=True)
        assert said.isascii()
        assert f"{chart.rows[0].label}: {chart.rows[0].told}" in said


def test_with_too_little_in_it_a_chart_says_so() -> None:
    for plain in (False, True):
        assert text(QUIET, plain=plain) == "Minutes by week\n  Fewer than three rounds were held."
    assert as_markdown(QUIET) == ["## Minutes by week", "", QUIET.quiet, ""]


def test_markdown_is_a_table_and_nothing_in_it_is_markup() -> None:
    assert as_markdown(ENERGY)[2:5] == [
        "|  | empty | low | all right | good | full |",
        "|---|---|---|---|---|---|",
        "| Week 45 | 0 % | 20 % | 10 % | 70 % | 0 % |",
    ]
    nasty = MINUTES._replace(title="# *big*", rows=(Row("a | b <script>", (1,), "[x](y)"),))
    assert as_markdown(nasty)[:5] == [
        "## \\# \\*big\\*",
        "",
        "|  | \\# \\*big\\* |",
        "|---|---|",
        "| a \\| b \\<script> | \\[x\\](y) |",
    ]


@given(
    st.lists(st.tuples(st.text(st.characters(categories=("L", "N")), max_size=40), st.floats(0, 20)), max_size=4),
    st.integers(24, 120),
    st.sampled_from((BARS, DOTS)),
)
def test_no_row_is_wider_than_it_may_be(rows: list[tuple[str, float]], width: int, kind: str) -> None:
    chart = MINUTES._replace(kind=kind, rows=tuple(Row(label, (value,), "18 of 17 min") for label, value in rows))
    assert all(cells(line) <= width for line in as_lines(chart, width))
