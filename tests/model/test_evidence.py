"""A link is an address of the web or one word, and nothing that could do anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.evidence import LONGEST_LINK, is_link


@pytest.mark.parametrize(
    "link", ["https://example.org/a?b=c#d", "HTTP://x", "a41f9c", "#12", "shop/cart#41", "!7", "v1.2", "HEAD~1"]
)
def test_links(link: str) -> None:
    assert is_link(link)


@pytest.mark.parametrize(
    "link",
    ["", "a b", "javascript:alert(1)", "file:///etc/passwd", "https://", "https:///x", "mailto:a@b", "---", "see: it"],
)
def test_no_links(link: str) -> None:
    assert not is_link(link)


@given(st.text())
def test_no_link_has_blanks_or_another_scheme(text: str) -> None:
    if is_link(text):
        assert not any(sign.isspace() for sign in text)
        assert ":" not in text or text.casefold().startswith(("http://", "https://"))
        assert len(text) <= LONGEST_LINK
