"""The team card: written, read back, and every problem told."""

from pathlib import Path

from ritual.files.card import read_card, write_card
from ritual.model.team import Person, Team

ANA, BO = "6f7f1f3e-0000-4000-8000-00000000000a", "6f7f1f3e-0000-4000-8000-00000000000b"
TEAM = Team(
    "6f7f1f3e-0000-4000-8000-000000000001",
    "Platform “A”",
    "de",
    "Europe/Madrid",
    "2026-11-24T09:30:00Z",
    {
        ANA: Person(ANA, "ana", "Ana Ruiz", "Europe/Madrid", True, joined="2026-11-24T09:30:00Z"),
        BO: Person(BO, "bo", 'Bo "B" Berg', left=True),
    },
)


def test_a_card_reads_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / ".ritual" / "team.toml"
    write_card(path, TEAM)
    assert read_card(path) == (TEAM, ())
    assert path.read_text().startswith("# The team card")


def test_what_a_person_chose_stays_off_the_card(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    quiet = Person(ANA, "ana", "Ana", away="yes", praise="quiet", reads=False)
    write_card(path, Team(TEAM.id, "P", people={ANA: quiet}))
    for word in ("away", "quiet", "praise", "reads"):
        assert word not in path.read_text()


def test_every_problem_of_a_card_is_told(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text(
        f"""
        id = "../../etc"
        lang = "fr"
        zone = "Europe/Madird"
        founded = "yesterday"
        secret = "x"
        [[person]]
        id = "{ANA}"
        handle = "Ana"
        name = "Ana"
        joined = "2026-11-24T09:30:00"
        [[person]]
        id = "{ANA}"
        handle = "bo"
        name = 3
        [[person]]
        handle = "bo"
        name = ""
        lead = "yes"
        [[person]]
        id = "{BO.upper()}"
        handle = "all"
        name = "All"
        """
    )
    team, problems = read_card(path)
    assert team is None
    assert {problem.key for problem in problems} == {
        "id", "name", "lang", "zone", "founded", "secret", "person[1].handle", "person[1].joined", "person[2].id",
        "person[2].name", "person[3].id", "person[3].handle", "person[3].name", "person[3].lead", "person[4].id",
        "person[4].handle",
    }  # fmt: skip
    assert len(problems) == 16


def test_a_card_without_people_is_none(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text(f'id = "{TEAM.id}"\nname = "P"\n')
    assert [problem.key for problem in read_card(path)[1]] == ["person"]


def test_a_card_that_isnt_toml_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_text("<<<<<<< HEAD\n")
    assert read_card(path)[1][0].key == "line 1"
