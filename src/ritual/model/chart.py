"""A chart as plain rows, from which every front end draws its own picture: screens, shell, Markdown, HTML."""

from ritual.hints import Final, NamedTuple

BARS: Final = "bars"
DOTS: Final = "dots"
BANDS: Final = "bands"
TENTHS: Final = 10
"""Shares are told in tenths, so that nobody can count from them how many answered."""


class Row(NamedTuple):
    """One line of a chart; `told` says its values in words, so that a picture is never the only way to read them."""

    label: str
    values: tuple[float, ...]
    told: str


class Chart(NamedTuple):
    """One picture. Text in it may be a person's own (titles of rituals and scales), cleaned and on one line.

    `bars`: the last value of a row is a bar of a scale that ends at `most`; a value before it is a mark on that bar.
    `dots`: the one value is how many of `most` dots are filled. `bands`: one row is divided among its values, which
    together are `most`, in the order of `series`.

    `name` is for scripts and the same in every language, `unit` too; `series` names the values where there are several.
    `meaning` is the theme's name for what is drawn. `shows` and `hides` are a sentence each: what can be read from it,
    and what can't. With too little in it there are no rows, and `quiet` is the sentence said instead.
    """

    name: str
    kind: str
    title: str
    shows: str
    hides: str
    unit: str
    most: float
    rows: tuple[Row, ...] = ()
    series: tuple[str, ...] = ()
    meaning: str = "accent"
    quiet: str = ""
