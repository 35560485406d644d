"""Who is in a team, and what people are called."""

from datetime import date

import pytest

from ritual.model.team import Person, Team, called, first, guest, person_data, person_from
from tests.nasty import NASTY

ANA = Person("1", "ana", "Ana Ruiz", "Europe/Madrid", lead=True)
ANA_B = Person("2", "anab", "Ana Berg")
ZOE = Person("3", "zoe", "zoe")
GONE = Person("4", "cy", "Cy", left=True)
TEAM = Team("t", "Sun", people={p.id: p for p in (ZOE, GONE, ANA_B, ANA)})


def test_members_are_those_who_are_here_by_name() -> None:
    assert TEAM.members == (ANA_B, ANA, ZOE)


def test_a_person_is_found_also_after_leaving() -> None:
    assert TEAM.person("4") is GONE


def test_a_guest_is_a_name_for_one_session() -> None:
    visitor = TEAM.person(guest("Kim"))
    assert (visitor.name, visitor.handle, visitor.is_guest) == ("Kim", "", True)
    assert not ANA.is_guest


@pytest.mark.parametrize("person_id", ["9", "", "~", "~\x1b[2J"])
def test_somebody_unknown_shows_as_a_question_mark(person_id: str) -> None:
    assert TEAM.person(person_id).name == "?"


def test_a_first_name_is_enough_where_only_one_has_it() -> None:
    assert called([ANA, ANA_B, ZOE]) == {"1": "Ana Ruiz", "2": "Ana Berg", "3": "zoe"}
    assert called([ANA, ZOE]) == {"1": "Ana", "3": "zoe"}
    assert first("") == ""


@pytest.mark.parametrize("person", [ANA, ZOE, GONE, Person("5", "li", "Li", "", False, "yes", "quiet", False, "2026")])
def test_a_person_survives_the_way_through_plain_data(person: Person) -> None:
    assert person_from(person_data(person)) == person


def test_a_person_without_a_name_is_called_by_the_handle() -> None:
    assert person_from({"id": "1", "handle": "ana"}).name == "ana"
    assert person_from({"praise": "loud"}).praise == "aloud"


@pytest.mark.parametrize("text", NASTY)
def test_names_are_one_clean_line(text: str) -> None:
    for person in (person_from({"name": text, "handle": text}), TEAM.person(guest(text))):
        assert "\n" not in person.name
        assert "\x1b" not in person.name + person.handle


def test_somebody_is_away_until_the_day_of_return() -> None:
    day = date(2026, 11, 24)
    away = [Person("a", "a", "A", away=until).is_away(day) for until in ("", "yes", "2026-11-25", "2026-11-24")]
    assert away == [False, True, True, False]
