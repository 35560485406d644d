"""Who came in a span of time, and which rounds were the first or a round number."""

from ritual.model.milestones import arrivals, milestones, told
from ritual.model.team import Person, Team
from ritual.words import speaking

SINCE, UNTIL, FOUNDED = "2026-10-01T00:00:00Z", "2026-11-01T00:00:00Z", "2026-10-02T08:00:00Z"


def came(*people: Person) -> list[str]:
    team = Team("t", "Platform", founded=FOUNDED, people={person.id: person for person in people})
    return [line.words for line in arrivals(team, SINCE, UNTIL, "Europe/Madrid")]


def held(ritual: str, count: int, month: str = "10") -> list[tuple[str, str, str]]:
    return [(f"{ritual}-{n}", f"2026-{month}-05T08:{n // 60:02}:{n % 60:02}Z", ritual) for n in range(count)]


def test_arrivals_are_in_the_span_and_no_founders() -> None:
    assert came(
        Person("1", "ana", "Ana Ruiz", joined=FOUNDED),
        Person("2", "bo", "Bo Berg", joined="2026-10-20T08:00:00Z"),
        Person("3", "cai", "Cai Lo", joined="2026-10-10T08:00:00Z"),
        Person("4", "dai", "Dai Ito", joined=UNTIL),
        Person("5", "eva", "Eva Roth", joined="2026-10-11T08:00:00Z", left=True),
    ) == ["Cai Lo", "Bo Berg"]


def test_an_arrival_says_since_when_in_the_zone() -> None:
    team = Team("t", "", people={"p": Person("p", "jo", "Jo Ek", joined="2026-10-20T22:30:00Z")})
    (line,) = arrivals(team, SINCE, UNTIL, "Europe/Madrid")
    assert (line.detail, line.kind, line.id) == ("since Wed 21 Oct", "person", "p")


def test_milestones_are_the_first_the_tenth_the_twenty_fifth_and_every_fiftieth() -> None:
    found = milestones(held("standup", 160), SINCE, UNTIL)
    assert [each.nth for each in found] == [1, 10, 25, 50, 100, 150]
    assert found[1].id == "standup-9"


def test_each_ritual_counts_for_itself_and_from_its_beginning() -> None:
    rounds = [*held("weekly", 1), *held("standup", 5, "09"), *held("standup", 6)]
    assert [(each.id, each.nth) for each in milestones(rounds[::-1], SINCE, UNTIL)] == [
        ("standup-4", 10),
        ("weekly-0", 1),
    ][::-1]


def test_a_milestone_is_said_in_the_language_spoken() -> None:
    first, tenth = milestones(held("standup", 10), SINCE, UNTIL)
    line = told(first, "Standup", "UTC")
    assert (line.words, line.detail, line.kind) == ("Standup for the first time", "Mon 5 Oct", "session")
    assert told(tenth, "Standup", "UTC").words == "Standup for the 10th time"
    with speaking("de"):
        assert told(first, "Standup", "UTC").words == "Standup zum ersten Mal"
        assert told(tenth, "Standup", "UTC").words == "Standup zum 10. Mal"
