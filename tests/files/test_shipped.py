"""What ships reads without a problem, is said in both languages, and asks nothing that corners anybody."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ritual.files.decks import read_deck
from ritual.files.places import built_in
from ritual.files.rituals import check_all, read_ritual
from ritual.files.scales import read_scale
from ritual.model.deck import Deck
from ritual.model.phrase import Phrase
from ritual.model.ritual import Ritual, from_data, to_data
from ritual.model.schedule import parse_when
from tests.files.shelves import shipped

# The same word in both languages, said the same in German teams.
SAME = {"Standup", "Check-in", "Retro", "mild", "warm"}
SUPERLATIVES = {
    "en": r"\b(best|worst|favou?rites?|ever|greatest|biggest|happiest|proudest|hardest|easiest|\w+iest|most)\b",
    "de": r"\b(am \w+sten|beste\w*|schlimmste\w*|schlechteste\w*|größte\w*|schönste\w*|tollste\w*|lieblings\w*"
    r"|stolzeste\w*|schwerste\w*|liebste\w*|jemals)\b",
}
# Asked of everybody, so it may assume nothing about anybody's life.
ASSUMING = {
    "en": r"\b(he|she|his|her|him|office|desk|country|home town|kids?|child(ren)?|wife|husband|partner|famil(y|ies)"
    r"|parents?|beer|wine|drinks?|pub|church|god|pray\w*|vote\w*|election|doctor|ill|sick|healthy?|diet|weight|sports?"
    r"|weekend|holidays?|vacation|salary|money|christmas|gender)\b",
    "de": r"\b(er|büro|schreibtisch|heimat\w*|kinder?|frau|mann|partner\w*|familien?|eltern|bier|wein|trinkst|kneipe"
    r"|kirche|gott|beten|wahl|wählst|arzt|krank|gesund\w*|diät|gewicht|sport|wochenende|urlaub|gehalt|geld|weihnachten"
    r"|geschlecht|jeder|man)\b",
}


def names(kind: str) -> list[str]:
    return sorted(path.stem for path in built_in(kind).glob("*.toml"))


def ritual_of(folder: Path, name: str) -> Ritual:
    ritual, found = read_ritual(shipped(folder), name)
    assert found == ()
    assert ritual
    return ritual


def deck_of(folder: Path, name: str) -> Deck:
    deck, found = read_deck(shipped(folder), name)
    assert found == ()
    assert deck
    return deck


def phrases(folder: Path, kind: str, name: str) -> Iterator[Phrase]:
    if kind == "rituals":
        ritual = ritual_of(folder, name)
        yield from (ritual.title, ritual.purpose)
        for step in ritual.steps:
            yield from (step.title, step.prompt, step.host)
    elif kind == "decks":
        deck = deck_of(folder, name)
        yield from (deck.title, *(question.words for question in deck.questions))
    else:
        scale, found = read_scale(shipped(folder), name)
        assert found == ()
        assert scale
        yield from (scale.title, *scale.points)


EVERY = [(kind, name) for kind in ("rituals", "decks", "scales") for name in names(kind)]
DECKS = ("light", "open", "deep")


def test_the_rituals_and_decks_that_are_promised_ship() -> None:
    assert names("rituals") == ["gratitude", "kickoff", "retro", "standup", "weekly"]
    assert set(names("decks")) == set(DECKS)
    assert {"energy", "weather", "colour", "temperature", "fist", "worth"} <= set(names("scales"))


def test_every_shipped_file_is_without_a_problem(tmp_path: Path) -> None:
    assert check_all(shipped(tmp_path)) == []


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_every_phrase_is_said_in_english_and_german(tmp_path: Path, kind: str, name: str) -> None:
    for phrase in phrases(tmp_path, kind, name):
        assert set(phrase) == {"en", "de"}
        assert phrase["en"] != phrase["de"] or phrase["en"] in SAME


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_no_phrase_asks_for_a_superlative_or_assumes_somebodys_life(tmp_path: Path, kind: str, name: str) -> None:
    for phrase in phrases(tmp_path, kind, name):
        for lang, words in phrase.items():
            assert not re.search(SUPERLATIVES[lang], words.replace("At most five", ""), re.IGNORECASE), words
            assert not re.search(ASSUMING[lang], words, re.IGNORECASE), words


@pytest.mark.parametrize(("kind", "name"), EVERY)
def test_phrases_are_set_with_care(tmp_path: Path, kind: str, name: str) -> None:
    for phrase in phrases(tmp_path, kind, name):
        for words in phrase.values():
            assert words == words.strip()
            assert "  " not in words
            assert not re.search(r'"|!|\.\.\.|ẞ', words), words


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_has_enough_own_questions_with_lasting_ids(tmp_path: Path, name: str) -> None:
    deck = deck_of(tmp_path, name)
    assert deck.level == name
    assert len(deck.questions) >= 24
    assert [question.id for question in deck.questions] == [f"{name}-{n:02}" for n in range(1, len(deck.questions) + 1)]
    for question in deck.questions:
        assert question.level == name
        assert all(
            len(words) <= 84 and words.endswith(("?", "?“")) for words in question.words.values() if name != "light"
        )
        assert all(words.endswith("?") and len(words) <= 84 for words in question.words.values())


def test_no_question_is_asked_twice(tmp_path: Path) -> None:
    every = [question.words for name in DECKS for question in deck_of(tmp_path, name).questions]
    for lang in ("en", "de"):
        assert len({words[lang].casefold() for words in every}) == len(every)


@pytest.mark.parametrize("name", names("rituals"))
def test_a_ritual_survives_the_way_into_a_session(tmp_path: Path, name: str) -> None:
    ritual = ritual_of(tmp_path, name)
    assert from_data(to_data(ritual)) == ritual
    assert all(step.host for step in ritual.steps)


@pytest.mark.parametrize("name", names("rituals"))
def test_what_opens_and_closes_a_round_isnt_kept(tmp_path: Path, name: str) -> None:
    for step in ritual_of(tmp_path, name).steps:
        assert step.keep == "nothing" or step.kind not in ("checkin", "checkout")


def test_the_standup_is_three_minutes_of_three_steps(tmp_path: Path) -> None:
    ritual = ritual_of(tmp_path, "standup")
    parse_when(ritual.when)
    monday, energy, jar, hand = ritual.steps
    assert (monday.days, monday.deck, monday.order, monday.seconds, monday.deal) == (
        ("mon",),
        "light",
        "fair",
        20,
        False,
    )
    assert (energy.days, energy.order, energy.seconds) == (("tue", "wed", "thu", "fri"), "fair", 12)
    assert energy.scale
    assert [point["en"] for point in energy.scale.points] == ["empty", "low", "all right", "good", "full"]
    assert (jar.kind, jar.most, jar.seconds, jar.keep) == ("gratitude", 3, 20, "record")
    assert (hand.order, hand.seconds, hand.whole, hand.keep) == ("open", 60, True, "record")
    assert energy.prompt["en"] == "Energy, 1 to 5. A sentence if you like."
    assert hand.prompt["en"] == "Who needs a hand today, and from whom?"


def test_the_weekly_leads_with_openness_and_ends_with_one_change(tmp_path: Path) -> None:
    ritual = ritual_of(tmp_path, "weekly")
    opening, promises, wins, jar, change, checkout = ritual.steps
    assert (opening.deck, opening.order, opening.seconds) == ("open", "leader-first", 30)
    assert (promises.kind, promises.order, promises.most, promises.seconds, promises.whole) == (
        "actions",
        "fixed",
        3,
        90,
        True,
    )
    assert (wins.order, wins.seconds, wins.whole) == ("open", 120, True)
    assert (jar.silent, jar.silent_below, jar.seconds, jar.most) == (60, 3, 180, 0)
    assert (change.order, change.lead_last, change.yields, change.seconds) == ("together", True, "action", 180)
    assert (checkout.order, checkout.seconds, checkout.keep) == ("together", 20, "nothing")
    assert checkout.prompt["en"] == "Worth the time? 1 to 5 fingers."
