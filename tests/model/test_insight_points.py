"""Counted points as pictures: one scale each, in tenths, and nothing where too little was counted."""

from datetime import date

from ritual.model.clean import clean
from ritual.model.insight_points import Counted, pictures
from ritual.model.insights import Insights
from ritual.model.insights_text import FORMATS, as_words
from ritual.model.ritual import Scale
from ritual.model.span import Span, month_of
from tests.model.rooms import ENERGY, step
from tests.nasty import NASTY

TODAY = date(2026, 11, 24)
SPAN = Span(date(2026, 10, 26), date(2026, 11, 30))
WORTH = Scale("worth", {"en": "Worth it?"}, ({"en": "no"}, {"en": "yes\nindeed"}))
CHECKIN, CHECKOUT = step(scale=ENERGY), step("checkout", scale=WORTH)
SIZE = len(ENERGY.points)


def energy(day: date, *points: int) -> Counted:
    return Counted(day, CHECKIN, tuple(points.count(n) for n in range(1, SIZE + 1)))


def test_a_checkin_is_bands_by_pool_and_a_checkout_dots() -> None:
    found = pictures(
        [
            energy(date(2026, 11, 3), 1, 2, 2),
            energy(date(2026, 11, 10), 2, 3, 3),
            energy(date(2026, 11, 17), 1, 1, 1, 2, 2),
            Counted(date(2026, 11, 5), CHECKOUT, (1, 4)),
        ],
        SPAN,
        TODAY,
        "en",
    )
    bands, dots = found
    assert [row.label for row in bands.rows] == ["Weeks 45 to 46", "Week 47"]
    assert bands.rows[1].values[:2] == (6, 4)
    assert bands.rows[1].told.startswith("60 % 1 ")
    assert (dots.name, dots.title) == ("worth-worth", "Worth it?")
    assert [(row.label, row.values, row.told) for row in dots.rows] == [
        ("2 yes indeed", (8,), "80 %"),
        ("1 no", (2,), "20 %"),
    ]


def test_a_pool_that_isnt_wholly_in_the_span_isnt_shown() -> None:
    counted = [energy(date(2026, 11, 3), 1, 2, 2), energy(date(2026, 11, 10), 2, 3, 3)]
    for span in (Span(date(2026, 11, 9), date(2026, 11, 16)), Span(date(2026, 11, 2), date(2026, 11, 9))):
        (chart,) = pictures(counted, span, TODAY, "en")
        assert chart.rows == ()
        assert chart.quiet.startswith("Too few numbers")
    (chart,) = pictures([Counted(date(2026, 11, 5), CHECKOUT, (1, 1))], SPAN, TODAY, "en")
    assert chart.quiet.startswith("Too few numbers")


def test_two_scales_are_never_together() -> None:
    other = Scale("energy", {"en": "Energy"}, (*ENERGY.points[:-1], {"en": "other words"}))
    counted = [
        energy(date(2026, 11, 3), 1, 2, 2),
        Counted(date(2026, 11, 3), step(scale=other), (1, 2, *[0] * (SIZE - 2))),
    ]
    assert [chart.rows for chart in pictures(counted, SPAN, TODAY, "en")] == [(), ()]


def test_counts_that_closing_didnt_make_are_left_out() -> None:
    for counts in ((1, 2), (-9, 20, *[0] * (SIZE - 2)), (10**9, 1, *[0] * (SIZE - 2))):
        (chart,) = pictures([Counted(date(2026, 11, 3), CHECKIN, counts)], SPAN, TODAY, "en")
        assert chart.quiet.startswith("Too few numbers")
    assert pictures([Counted(TODAY, step(), (5, 5))], month_of(TODAY), TODAY, "en")[0].rows == ()


def test_no_scale_steers_a_terminal_whatever_it_is_called() -> None:
    for text in NASTY:
        scale = Scale(text, {"en": text}, tuple({"en": text} for _ in ENERGY.points))
        for kind in ("checkin", "checkout"):
            counted = [Counted(date(2026, 11, 3), step(kind, scale=scale), (2, 1, 3, *[0] * (SIZE - 3)))]
            found = Insights(SPAN, pictures(counted, SPAN, TODAY, "en"))
            assert found.charts[0].rows
            for write in (*FORMATS.values(), as_words):
                said = write(found)
                assert clean(said).text == said
