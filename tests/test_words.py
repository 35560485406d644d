"""Sentences are said in the language that was chosen, and fall back to English."""

import pytest

from ritual.words import LANGUAGES, language, listed, mark, speak, speaking, t, tn


def test_english_says_itself() -> None:
    assert language() == "en"
    assert t("{name} opens.", name="Ana") == "Ana opens."
    assert t("A {brace} without arguments") == "A {brace} without arguments"


@pytest.mark.parametrize(("n", "said"), [(0, "0 notes by Ana"), (1, "one note by Ana"), (2, "2 notes by Ana")])
def test_a_number_chooses_the_form(n: int, said: str) -> None:
    assert tn("one note by {who}", "{n} notes by {who}", n, who="Ana") == said


def test_a_marked_sentence_is_itself() -> None:
    assert mark("Hello") == "Hello"


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    """A German of three sentences."""
    sentences = {
        "{some} and {last}": "{some} und {last}",
        "{n} note": ("ein Zettel", "{n} Zettel"),
        "{n} team": "{n} Team",
    }
    monkeypatch.setattr("ritual.catalogues.de.SENTENCES", sentences)
    speak("de")


def test_german_says_what_its_catalogue_has(german: None) -> None:
    assert language() == "de"
    assert listed(["Ana", "Bo", "Zoë"]) == "Ana, Bo und Zoë"
    assert [tn("{n} note", "{n} notes", n) for n in (0, 1, 2)] == ["0 Zettel", "ein Zettel", "2 Zettel"]
    assert [tn("{n} team", "{n} teams", n) for n in (1, 2)] == ["1 Team", "2 Team"]


def test_a_sentence_with_two_forms_said_without_a_number_is_the_first(german: None) -> None:
    assert t("{n} note") == "ein Zettel"


def test_what_german_lacks_is_english(german: None) -> None:
    assert t("No such sentence: {x}", x=1) == "No such sentence: 1"
    assert tn("{n} unheard of", "{n} unheards of", 2) == "2 unheards of"


def test_an_unknown_language_is_english() -> None:
    speak("de")
    speak("tlh")
    assert language() == "en"


def test_another_language_for_a_while() -> None:
    with speaking("de"):
        assert language() == "de"
        with speaking("en"):
            assert language() == "en"
        assert language() == "de"
    assert language() == "en"


def test_the_language_comes_back_after_an_error() -> None:
    with pytest.raises(ValueError, match="x"), speaking("de"):
        raise ValueError("x")
    assert language() == "en"


@pytest.mark.parametrize(
    ("names", "said"),
    [([], ""), (["Ana"], "Ana"), (("Ana", "Bo"), "Ana and Bo"), (iter(["Ana", "Bo", "Chris"]), "Ana, Bo and Chris")],
)
def test_names_are_listed_as_people_say_them(names: list[str], said: str) -> None:
    assert listed(names) == said


def test_what_others_wrote_is_no_template() -> None:
    assert t("{name} opens.", name="{name} {0} {x!r}") == "{name} {0} {x!r} opens."
    assert tn("{n} by {who}", "{n} by {who}", 1, who="{n}") == "1 by {n}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_can_be_spoken(lang: str) -> None:
    speak(lang)
    assert language() == lang
