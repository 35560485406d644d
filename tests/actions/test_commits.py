"""Members are matched to what commits call them, and never guessed."""

from ritual.actions.commits import authors, member
from ritual.files.git import Commit, Identity
from tests.actions.teams import BO, CHRIS, DAI, PEOPLE, TEAM


def who(name: str, address: str = "", **known: str) -> str:
    found = member(TEAM, {key.replace("_", " "): handle for key, handle in known.items()}, Identity(name, address))
    return found.id if found else ""


def test_by_name_by_handle_and_by_the_address_before_its_at() -> None:
    assert who("bo ANDERSEN") == BO
    assert who("bo") == BO
    assert who("B. A.", "bo@example.org") == BO
    assert who("B. A.", "1234+chris@users.noreply.example.org") == CHRIS
    assert who("Somebody", "some@example.org") == ""


def test_what_a_person_set_comes_first() -> None:
    address = {"dai@home.example": "@bo"}
    found = member(TEAM, address, Identity("Dai Ito", "dai@home.example"))
    assert found is not None
    assert found.id == BO
    assert who("Octo Cat", "", octo_cat="dai") == DAI


def test_two_of_one_name_are_nobody() -> None:
    twins = {**TEAM.people, "x": PEOPLE[1]._replace(id="x", handle="bo2")}
    assert member(TEAM._replace(people=twins), {}, Identity("Bo Andersen", "b@x")) is None


def test_authors_are_the_author_and_those_beside() -> None:
    trailers = (("co-authored-by", "Chris Vega <c@x>"), ("reviewed-by", "Dai Ito"), ("co-authored-by", "bo <b@x>"))
    commit = Commit("1", "1", Identity("Bo Andersen", ""), "", "", trailers)
    assert [person.id for person in authors(TEAM, {}, commit)] == [BO, CHRIS]
