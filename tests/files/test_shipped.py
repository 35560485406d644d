"""What ships reads without a problem and is said in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.files.shelves import shipped

from ritual.files.decks import read_deck
from ritual.files.places import built_in
from ritual.files.rituals import check_all, read_ritual
from ritual.files.scales import read_scale
from ritual.model.phrase import Phrase


def names(kind: str) -> list[str]:
    return sorted(path.stem for path in built_in(kind).glob("*.toml"))


def phrases(folder: Path, kind: str, name: str) -> Iterator[Phrase]:
    where = shipped(folder)
    if kind == "rituals":
        ritual, _ = read_ritual(where, name)
        assert ritual
        yield from (ritual.title, ritual.purpose)
        for step in ritual.steps:
            yield from (step.title, step.prompt, step.host)
    elif kind == "decks":
        deck, _ = read_deck(where, name)
        assert deck
        yield from (deck.title, *(question.words for question in deck.questions))
    else:
        scale, _ = read_scale(where, name)
        assert scale
        yield from (scale.title, *scale.points)


EVERY = [(kind, name) for kind in ("rituals", "decks", "scales") for name in names(kind)]


def test_every_shipped_file_is_without_a_problem(tmp_path: Path) -> None:
    assert check_all(shipped(tmp_path)) == []


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_every_phrase_is_said_in_english_and_german(tmp_path: Path, kind: str, name: str) -> None:
    for phrase in phrases(tmp_path, kind, name):
        assert set(phrase) == {"en", "de"}
        assert re.search(r"\s", phrase["en"]) is None or phrase["en"] != phrase["de"]
