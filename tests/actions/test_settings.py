"""What a team has agreed on, as settings that everybody's machine folds alike."""

from pathlib import Path

from ritual.actions.settings import banned_from, change, ritual_value, rituals_from
from ritual.actions.team_settings import PERSON, person_value, team_from, team_value
from ritual.model.entry import SETTING
from ritual.model.team import Team
from tests.actions.teams import ANA, BO, CHRIS, PEOPLE, TEAM, adopted, changed, founded, step


def test_a_team_survives_as_settings() -> None:
    settings: dict[str, object] = {"team": team_value(TEAM)}
    settings |= {PERSON + person.id: person_value(person) for person in PEOPLE}
    assert team_from(settings) == TEAM


def test_settings_that_make_no_sense_are_no_team_and_no_crash() -> None:
    assert team_from({"team": 3, "person/x": "Ana", "other": {}}) == Team("", "")


def test_of_two_people_with_one_handle_the_greater_id_shows_with_a_suffix(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    for who in (BO, CHRIS):
        changed(ws, who, handle="ana")
    assert [ws.team.person(who).handle for who in (ANA, BO, CHRIS)] == ["ana", "ana2", "ana3"]
    assert ws.team.person(BO).name == "Bo Andersen"
    changed(ws, ANA, left=True)
    assert [ws.team.person(who).handle for who in (ANA, BO, CHRIS)] == ["ana", "ana", "ana2"]


def test_the_last_change_of_a_setting_counts(tmp_path: Path) -> None:
    machine, ws = founded(tmp_path)
    for words in ("one", "two"):
        ws.write(change(ws.record, ws.pen(), ws.new_id(), "motto", words))
    assert machine.open().record.settings()["motto"] == "two"
    counts = [entry.data["count"] for entry in ws.record.entries(SETTING) if entry.data["key"] == "motto"]
    assert counts == [1, 2]


def test_a_count_that_is_no_number_counts_as_none(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    broken = change(ws.record, ws.pen(), ws.new_id(), "motto", "one")
    ws.write(broken._replace(body=broken.body.replace('"count":1', '"count":"x"')))
    assert '"count":1' in change(ws.record, ws.pen(), ws.new_id(), "motto", "two").body


def test_adopted_rituals_come_back_by_name_as_they_were(tmp_path: Path) -> None:
    _, ws = founded(tmp_path)
    own = adopted(ws, step(), step("wins"), when="mon 09:00")
    found = rituals_from(ws.record.settings())
    assert list(found) == ["own", "standup", "weekly"]
    assert found["own"] == own
    assert rituals_from({"ritual/own": ritual_value(own), "ritual/gone": None, "team": {}}) == {"own": own}


def test_only_questions_that_are_still_banned_are_left_out() -> None:
    assert banned_from({"banned/light-01": True, "banned/light-02": False, "other": True}) == {"light-01"}
