"""Lines of time."""

from ritual.tui.widgets.bars import bar, progress


def test_a_line_fills_from_the_left_and_stays_full() -> None:
    assert bar(0.0, 4, "clock").plain == "────"
    assert bar(0.4, 4, "clock").plain == "━╸──"
    assert bar(7.0, 4, "clock").plain == "━━━━"


def test_without_motion_it_fills_in_tenths() -> None:
    assert bar(0.19, 20, "clock", smooth=False).plain == bar(0.1, 20, "clock").plain


def test_figures_stand_beside_the_line_where_there_is_room() -> None:
    assert progress(36, 84, 12).plain == "━━━━━───────  0:36 of 1:24"
    assert progress(36, 84, 5).plain == "0:36 of 1:24"
    assert progress(36, 0, 30).plain == "0:36 of 0:00"
