"""The footer's keys."""

from ritual.tui.commands import Copy, Move, Next, Palette, Point
from ritual.tui.keymap import keymap
from ritual.tui.widgets.keys import Offer, every_key, footer, spelled, written

KEYS = keymap({"next": "j"}, "").keys
OFFERS = [
    Offer("Enter", "next", "next"),
    Offer("t", "park", "park"),
    Offer("a", "people", "people"),
    Offer("?", "help", "help", last=True),
]


def test_a_wide_footer_shows_everything_wide_apart() -> None:
    assert footer(OFFERS, 80).plain == "Enter next    t park    a people    ? help"


def test_a_narrow_footer_comes_closer_then_leaves_out_the_last_but_never_the_way_out() -> None:
    assert footer(OFFERS, 40).plain == "Enter next   t park   a people   ? help"
    assert footer(OFFERS, 30).plain == "Enter next    t park    ? help"
    assert footer(OFFERS, 8).plain == "? help"
    assert footer(OFFERS, 2).plain == "? help"


def test_keys_are_written_as_they_stand_on_a_keyboard() -> None:
    assert [spelled(key) for key in ("enter", "f1", "ctrl+p", "alt+left", "x")] == [
        "Enter",
        "F1",
        "Ctrl+p",
        "Alt+←",
        "x",
    ]
    assert written(Next, KEYS) == "j"
    assert written(Move, KEYS) == "↑↓"
    assert written(Point, KEYS) == "1-5"
    assert written(Palette, KEYS) == "Ctrl+p"
    assert every_key(Next, keymap({}, "").keys) == "Enter  Space  →  PgDn"
    assert every_key(Copy, KEYS) == "c"
    assert every_key(Move, KEYS) == "↑↓"
