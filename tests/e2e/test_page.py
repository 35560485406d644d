"""The page of a recap in a real browser: at phone and desktop width, in light and dark, and on paper."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from ritual.actions.demo import demo_workspace
from ritual.actions.recap import of_period
from ritual.actions.recap_page import page
from ritual.model.clean import line as one_line
from ritual.model.colour import AA
from ritual.model.recap import Line, Recap, Section
from tests.actions.teams import Machine
from tests.e2e.browser import Frame, Measures, Site, browse, measured, needs_chromium, probe, served
from tests.nasty import NASTY

pytestmark = needs_chromium
PHONE, DESKTOP = 360, 1280
FRAMES = [Frame("/quarter", PHONE, "light"), Frame("/quarter", DESKTOP, "dark"), Frame("/quarter", DESKTOP, "light")]
HOSTILE = [Frame("/hostile", width, scheme) for width in (PHONE, DESKTOP) for scheme in ("light", "dark")]
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "h1", "h2", "h3"),
    *("p", "ul", "li", "blockquote", "b", "bdi", "a", "span", "div"),
}
"""All that a page without pictures consists of; what people wrote brings no other."""
ATTACKS = [
    *filter(one_line, NASTY),
    "<img src=/picture onerror=alert(1)>",
    "</p></style></title><script src=/script></script>",
    '"><svg onload=alert(1)>',
    "<link rel=stylesheet href=/sheet><base href=/elsewhere/>",
    "w" * 3000,
]
LINKS = ["https://example.org/" + "x" * 300, "javascript:alert(1)", "data:text/html,x", 'https://x" onclick="alert(1)']


def hostile() -> Recap:
    lines = [Line(str(n), "kudos", "", words, words, words, words) for n, words in enumerate(ATTACKS)]
    links = [Line(str(n), "win", "", "Ana", "", "x", link, link=link) for n, link in enumerate(LINKS)]
    sections = [Section(kind, one_line(ATTACKS[-5]), tuple(lines)) for kind in ("thanks", "promises", "said")]
    return Recap(ATTACKS[-4], "", "", (*sections, Section("wins", "Wins", tuple(links))), team=ATTACKS[-3])


Pages = dict[str, str]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The sample team's quarter, a page full of attacks, and the probe that looks at both."""
    ws = demo_workspace(Machine(tmp_path_factory.mktemp("sample")).around(), fresh=True, lang="en")
    quarter = of_period(ws, "Quarter 4, 2026", "2026-09-30T22:00:00Z", "2026-12-31T23:00:00Z")
    told = {"/quarter": page(ws, quarter), "/hostile": page(ws, hostile())}
    ws.record.close()
    return {**told, "/probe": probe([*FRAMES, *HOSTILE])}


@pytest.fixture(scope="module")
def site(pages: Pages) -> Iterator[Site]:
    """These pages, served."""
    with served(pages) as site:
        yield site


@pytest.fixture(scope="module")
def found(site: Site, tmp_path_factory: pytest.TempPathFactory) -> list[Measures]:
    """What the probe measures in each frame."""
    measures = measured(browse(tmp_path_factory.mktemp("browser"), "--dump-dom", f"{site.address}/probe"))
    assert len(measures) == len(FRAMES) + len(HOSTILE)
    assert set(site.asked) == {"/probe", "/quarter", "/hostile"}
    return measures


def test_it_fits_at_phone_and_desktop_width(found: list[Measures]) -> None:
    assert [frame.over for frame in found] == [0] * len(found)


def test_it_can_be_read_in_light_and_dark(found: list[Measures]) -> None:
    assert [frame.contrast for frame in found if frame.contrast < AA] == []
    _, dark, light = (frame.ground for frame in found[: len(FRAMES)])
    assert (light, dark) == ("rgb(251, 247, 240)", "rgb(31, 24, 20)")


def test_headings_leave_no_level_out(found: list[Measures]) -> None:
    for frame in found:
        assert frame.headings[:2] == [1, 2]
        assert all(after - before < 2 for before, after in pairwise(frame.headings))


def test_what_people_wrote_is_text_and_only_addresses_of_the_web_are_links(found: list[Measures]) -> None:
    for frame in found[len(FRAMES) :]:
        assert set(frame.elements) <= ELEMENTS
        assert frame.handlers == []
        assert frame.words == [*[one_line(words) for words in ATTACKS] * 3, *["x"] * len(LINKS)]
        assert frame.links == [["https:", LINKS[0], "noopener noreferrer"]]
        assert frame.title == f"{one_line(ATTACKS[-4])} · {one_line(ATTACKS[-3])}"


def test_it_prints_and_opening_it_asks_for_nothing_else(pages: Pages, tmp_path: Path) -> None:
    paper = tmp_path / "quarter.pdf"
    with served(pages) as site:
        browse(tmp_path, f"--print-to-pdf={paper}", "--no-pdf-header-footer", f"{site.address}/quarter")
    assert site.asked == ["/quarter"]
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes())) <= 4
