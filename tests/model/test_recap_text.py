"""Recaps as text, Markdown and JSON Lines: the same bytes for the same recap, and nothing in them is markup."""

import json

import pytest
from markdown_it import MarkdownIt

from ritual.model.cells import cells
from ritual.model.clean import line as one_line
from ritual.model.recap import Line, Recap, Section
from ritual.model.recap_text import FORMATS, as_jsonl, as_markdown, as_text, closing, heading
from tests.nasty import NASTY

ZONE = "Europe/Madrid"
NOTE = Line(
    "k", "kudos", "2026-11-24T08:30:00Z", "Ana", "from Bo", "the rollback notes", "a41f9c", ("b", "a"), "a41f9c"
)
PROMISE = Line("p", "action", "", "Bo", "", "fix it", "by Fri 27 Nov", due="2026-11-27", state="open")
PARKED = Line("m", "mark", "", "", "", "the certificates")
RECAP = Recap(
    "Standup",
    "2026-11-24T08:30:00Z",
    "2026-11-24T08:33:00Z",
    (
        Section("thanks", "Thanks", (NOTE, NOTE._replace(who="Chris", words="x " * 40))),
        Section("promises", "Promises", (PROMISE,)),
        Section("said", "Was uns am meisten gekostet hat", (PARKED,)),
        Section("parked", "Parked", (PARKED,)),
    ),
    led="Ana",
    heads=7,
    seconds=190.4,
    session="s",
)


def with_words(words: str, who: str = "Ana") -> Recap:
    line = Line("k", "kudos", "", who, who and f"from {who}", words, words, link=words)
    return RECAP._replace(title=words, sections=(Section("thanks", one_line(words), (line,)),))


def test_text_stands_beside_the_titles_and_hangs_there() -> None:
    assert as_text(RECAP, ZONE, 50).splitlines() == [
        "Standup · Tuesday 24 November · 09:30 to 09:33",
        "",
        "Thanks    Ana, from Bo: the rollback notes",
        "            (a41f9c)",
        "          Chris, from Bo: x x x x x x x x x x x",
        "            x x x x x x x x x x x x x x x x x x x",
        "            x x x x x x x x x x (a41f9c)",
        "Promises  Bo: fix it (by Fri 27 Nov)",
        "Was uns am meisten gekostet hat",
        "          the certificates",
        "Parked    the certificates",
        "",
        "3 minutes. On to the board.",
    ]


def test_on_a_narrow_screen_titles_stand_above() -> None:
    assert as_text(RECAP._replace(sections=RECAP.sections[:1]), ZONE, 30).splitlines()[3:9] == [
        "Thanks",
        "  Ana, from Bo: the rollback",
        "    notes (a41f9c)",
        "  Chris, from Bo: x x x x x",
        "    x x x x x x x x x x x x x",
        "    x x x x x x x x x x x x x",
    ]


def test_only_titles_too_wide_for_a_column_stand_above() -> None:
    rows = as_text(RECAP._replace(sections=RECAP.sections[2:3]), ZONE).splitlines()
    assert rows[2:4] == ["Was uns am meisten gekostet hat", "  the certificates"]


@pytest.mark.parametrize("width", [20, 40, 60, 72, 100])
@pytest.mark.parametrize("words", ["李小龍さくら김철수 " * 9, "w" * 300, "the quick brown fox " * 9])
def test_no_line_is_wider_than_the_width(words: str, width: int) -> None:
    assert max(map(cells, as_text(with_words(words), ZONE, width).splitlines())) <= width


def test_markdown_has_a_heading_for_each_section_and_an_item_for_each_line() -> None:
    assert as_markdown(RECAP, ZONE).splitlines()[:9] == [
        "# Standup · Tuesday 24 November · 09:30 to 09:33",
        "",
        "## Thanks",
        "",
        "- **Ana, from Bo**: the rollback notes (a41f9c)",
        "- **Chris, from Bo**: " + " ".join("x" * 40) + " (a41f9c)",
        "",
        "## Promises",
        "",
    ]


@pytest.mark.parametrize("who", ["", "Ana", "*B_o* [x](y)"])
@pytest.mark.parametrize(
    "nasty",
    [
        *filter(one_line, NASTY),
        "- - x",
        "+ x",
        "1. x",
        "23) x",
        "1.",
        "===",
        "a & b &amp; c",
        "$x$",
        "!",
        "# x",
        "x #",
        "> x",
        "| a |",
        "R&D",
        "wow! [x](y)",
        "![x](y)",
    ],
)
def test_nothing_that_people_wrote_is_markup_in_markdown(nasty: str, who: str) -> None:
    words = one_line(nasty)
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(as_markdown(with_words(nasty, who), ZONE))
    title, section, item, end = [token for token in tokens if token.type == "inline"]
    blocks = [token.type for token in tokens if token.nesting == 1]
    assert blocks == ["heading_open", "heading_open", "bullet_list_open", "list_item_open", *["paragraph_open"] * 2]
    assert "".join(child.content for child in section.children or ()) == words
    said = "".join(child.content for child in item.children or ())
    shown = f"{who}, from {who}: {words}" if who else words
    assert said == f"{shown} ({words})"
    kinds = {child.type for inline in (title, section, item, end) for child in inline.children or ()}
    assert kinds <= {"text", "text_special", "strong_open", "strong_close"}


@pytest.mark.parametrize("nasty", NASTY)
def test_json_lines_are_one_object_a_line_whatever_people_wrote(nasty: str) -> None:
    words = one_line(nasty)
    rows = [json.loads(row) for row in as_jsonl(with_words(words)).splitlines()]
    assert [row["type"] for row in rows] == ["recap", "line"]
    assert rows[1]["words"] == words


def test_json_lines_say_dates_and_states_for_machines() -> None:
    head, *rows = [json.loads(row) for row in as_jsonl(RECAP).splitlines()]
    assert (head["v"], head["session"], head["heads"], head["seconds"]) == (1, "s", 7, 190)
    assert (rows[2]["due"], rows[2]["state"], rows[2]["source"], rows[2]["link"]) == ("2026-11-27", "open", None, None)
    assert rows[0]["link"] == "a41f9c"
    assert "people" not in rows[0]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_the_same_recap_gives_the_same_bytes(form: str) -> None:
    assert FORMATS[form](RECAP, ZONE) == FORMATS[form](RECAP._replace(), ZONE)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_round_of_which_nothing_was_kept_says_so(form: str) -> None:
    said = FORMATS[form](RECAP._replace(sections=()), ZONE)
    assert "\n\nNothing was kept.\n\n3 minutes." in said
    assert FORMATS[form](Recap("Week 48", "", "", ()), ZONE).endswith("Week 48\n\nNothing was kept.\n")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "1 minute. On to the board."), (190, "3 minutes. On to the board."), (1500, "25 minutes.")],
)
def test_the_last_line_says_how_long_it_took(seconds: float, said: str) -> None:
    assert closing(RECAP._replace(seconds=seconds)) == said


def test_a_period_says_how_many_rounds_it_had() -> None:
    week = RECAP._replace(title="Week 48", session="", rounds=5, seconds=900)
    assert heading(week, ZONE) == "Week 48"
    assert closing(week) == "5 rounds, 15 minutes."
    assert closing(week._replace(rounds=0)) == ""
