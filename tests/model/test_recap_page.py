"""A recap as a page: what stands where, for eyes and for screen readers, and that nothing in it comes from outside."""

import re

import pytest

from ritual.actions.recap_page import DARK, LIGHT
from ritual.model.chart import BARS, Chart, Row
from ritual.model.recap import Line, Recap, Section
from ritual.model.recap_page import as_page
from ritual.words import speaking
from tests.model.test_markup import Reader
from tests.model.test_page_style import shipped

ZONE = "Europe/Madrid"
THANKS = Line("k", "kudos", "", "Ana", "from Bo", "the rollback notes", "https://x.example", link="https://x.example")
LINES = (
    Section("thanks", "Thanks", (THANKS, THANKS._replace(detail="a41f9c", link="a41f9c")), "2 of 9."),
    Section("wins", "Wins", (Line("w", "win", "", "Ana and Bo", "", "search is fast"),)),
    Section("promises", "Promises", (Line("a", "action", "", "Bo", "", "pin it", "done", due="x", state="done"),)),
    Section("parked", "Parked", (Line("p", "mark", "", "", "", "the certificates"),)),
    Section("arrivals", "Arrivals", (Line("j", "person", "", "", "", "Jo Ek", "since Tue 20 Oct"),)),
)
WEEK = Recap("Week 48, 2026", "2026-11-22T23:00:00Z", "2026-11-29T23:00:00Z", LINES, rounds=2, seconds=300)
ROUND = WEEK._replace(
    title="Standup", start="2026-11-24T08:30:00Z", end="2026-11-24T08:33:00Z", session="s", team="Platform"
)
CHART = Chart("wins", BARS, "Wins by month", "How many.", "Not by whom.", "count", 2.0, (Row("May", (1.0,), "1"),))


def page(recap: Recap) -> str:
    return as_page(recap, ZONE, shipped(LIGHT), shipped(DARK))


def body(recap: Recap) -> str:
    return page(recap).partition("<body>")[2]


def test_a_round_says_which_it_was_and_when() -> None:
    told = body(ROUND)
    assert '<p class="team" dir="auto">Platform</p><h1 dir="auto">Standup</h1>' in told
    assert '<p class="span" dir="auto">Tuesday 24 November 2026, 09:30 to 09:33</p>' in told
    assert "<footer><p>5 minutes. On to the board.</p></footer>" in told
    assert "<title>Standup · Platform</title>" in page(ROUND)


def test_a_period_says_its_days_unless_its_title_does() -> None:
    assert '<p class="span" dir="auto">Mon 23 Nov 2026 to Sun 29 Nov 2026</p>' in body(WEEK)
    assert "span" not in body(WEEK._replace(title="Mon 23 Nov 2026 to Sun 29 Nov 2026", sections=()))
    day = WEEK._replace(title="Mon 23 Nov 2026", end="2026-11-23T23:00:00Z", sections=())
    assert "span" not in body(day)
    assert "<footer><p>2 rounds, 5 minutes.</p></footer>" in body(WEEK)


def test_thanks_are_quotes_with_whom_they_are_for_and_their_evidence() -> None:
    assert (
        '<li><blockquote><p class="words marked" dir="auto">the rollback notes</p></blockquote>'
        '<p class="by"><b><bdi>Ana</bdi></b>, <bdi>from Bo</bdi>, '
        '<a class="evidence" href="https://x.example" rel="noopener noreferrer">https://x.example</a></p></li>'
    ) in body(WEEK)
    assert '<span class="evidence" dir="auto">a41f9c</span>' in body(WEEK)
    assert '<p class="note" dir="auto">2 of 9.</p>' in body(WEEK)


@pytest.mark.parametrize("words", ["“Good,” you said", "you said «good»", "the notes"])
def test_words_with_quotation_marks_at_an_end_get_no_more_of_them(words: str) -> None:
    quoted = Section("thanks", "Thanks", (THANKS._replace(words=words),))
    assert ("marked" in body(WEEK._replace(sections=(quoted,)))) is (words == "the notes")


@pytest.mark.parametrize(("state", "look"), [("done", "good"), ("dropped", "muted"), ("open", "promise")])
def test_a_promise_says_what_became_of_it(state: str, look: str) -> None:
    (line,) = LINES[2].lines
    told = body(WEEK._replace(sections=(Section("promises", "Promises", (line._replace(state=state, detail="so"),)),)))
    assert f'<b><bdi>Bo</bdi></b>, <span class="state {look}">so</span>' in told


def test_what_has_nobody_behind_it_stands_alone() -> None:
    assert '<li><p class="words" dir="auto">the certificates</p></li>' in body(WEEK)
    assert '<p class="words" dir="auto">Jo Ek</p><p class="by"><span>since Tue 20 Oct</span></p>' in body(WEEK)


def test_a_reader_finds_landmarks_headings_and_lists() -> None:
    read = Reader(body(WEEK._replace(charts=(CHART, CHART))))
    names = [name for name, _ in read.tags]
    assert [name for name in names if name in ("header", "main", "footer")] == ["header", "main", "footer"]
    assert [name for name in names if name in ("h1", "h2", "h3")] == ["h1", *["h2"] * 6, "h3", "h3"]
    ids = [told["id"] for _, told in read.tags if "id" in told]
    assert len(ids) == len(set(ids))
    assert {told["aria-labelledby"] for name, told in read.tags if name == "section"} <= set(ids)


def test_a_long_span_is_told_and_an_empty_one_says_so() -> None:
    told = WEEK._replace(told=("2 wins.", "Thanks were said once."))
    assert '<p class="told" dir="auto">2 wins. Thanks were said once.</p>' in body(told)
    assert "<footer>" not in body(told)
    assert '<main><p class="told" dir="auto">Nothing was kept.</p></main>' in body(WEEK._replace(sections=()))


def test_it_says_the_language_that_is_spoken() -> None:
    assert page(WEEK).startswith('<!doctype html>\n<html lang="en">')
    with speaking("de"):
        assert page(WEEK).startswith('<!doctype html>\n<html lang="de">')


def test_nothing_is_asked_for_and_nothing_runs() -> None:
    plain = page(WEEK._replace(sections=LINES[1:], charts=(CHART,)))
    assert re.findall(r"src=|href=|url\(|http:|https:|@import|<script|<link|<img|\son\w+=|style=", plain) == []
    assert 'http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; style-src' in plain


def test_the_same_recap_gives_the_same_bytes() -> None:
    assert page(ROUND) == page(ROUND._replace())
