"""Tags in what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.model.tags import tag_named, tags


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("for #Onboarding, and #on-call.", {"onboarding", "on-call"}),
        ("(#a) ##b # c #", {"a", "b"}),
        ("C#4 and PR#12 and foo_#x", set()),
        ("#1234 fixed", {"1234"}),
        ("#Straße #STRASSE #ÜBER", {"straße", "strasse", "über"}),
        ("#-no #_no #no-", {"no"}),
        ("#हिन्दी #日本語", {"हिन्दी", "日本語"}),
        ("none", set()),
    ],
)
def test_tags_are_words_with_a_sign(words: str, found: set[str]) -> None:
    assert tags(words) == found


@pytest.mark.parametrize(
    ("typed", "tag"), [("#Team", "team"), (" on-call ", "on-call"), ("a b", ""), ("", ""), ("#", ""), ("a#b", "")]
)
def test_a_tag_that_was_typed(typed: str, tag: str) -> None:
    assert tag_named(typed) == tag


@given(st.text(), st.text())
def test_every_tag_can_be_asked_for(before: str, after: str) -> None:
    for tag in tags(f"{before} #{after}"):
        assert tag_named(tag) == tag
