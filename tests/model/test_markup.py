"""HTML as values: nothing that isn't markup becomes markup."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.markup import Markup, joined, link, tag, void
from tests.nasty import NASTY


class Reader(HTMLParser):
    """Everything that a reader of the page finds: tags with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_elements_stand_in_one_another_and_attributes_have_their_names() -> None:
    inside = tag("b", "a < b")
    assert tag("p", inside, " & c", class_="x", aria_label='"y"') == (
        '<p class="x" aria-label="&quot;y&quot;"><b>a &lt; b</b> &amp; c</p>'
    )
    assert void("meta", charset="utf-8") == '<meta charset="utf-8">'
    assert joined("<", Markup("<br>")) == "&lt;<br>"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])) | st.sampled_from(NASTY))
def test_text_and_values_come_out_as_they_went_in(words: str) -> None:
    words = "".join(each for each in words if each >= " " and each not in "\x7f" and not "\ud800" <= each < "\ue000")
    read = Reader(tag("p", words, title=words))
    assert read.tags == [("p", {"title": words})]
    assert read.text == words


@pytest.mark.parametrize("address", ["https://example.org/a?b=1&c='2'"[:-3], "http://x", "HTTPS://EXAMPLE.ORG"])
def test_an_address_of_the_web_can_be_followed_and_is_shown(address: str) -> None:
    read = Reader(link(address))
    assert read.tags == [("a", {"class": "evidence", "href": address, "rel": "noopener noreferrer"})]
    assert read.text == address


@pytest.mark.parametrize(
    "words",
    ["a41f9c", "javascript:alert(1)", "https://", 'https://x" y', "https://x y", "ftp://x", "//x", "mailto:a@b"],
)
def test_anything_else_is_only_shown(words: str) -> None:
    read = Reader(link(words))
    assert [name for name, _ in read.tags] == ["span"]
    assert read.text == words
