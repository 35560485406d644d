"""A ritual survives the way through plain data, and bad data reads leniently."""

import json

from hypothesis import given
from hypothesis import strategies as st

from ritual.model.ritual import Ritual, Scale, Step, from_data, to_data

ENERGY = Scale("energy", {"en": "Energy"}, ({"en": "empty"}, {"en": "full"}))
CHECKIN = Step("in", "checkin", {"en": "In"}, {"en": "How are you?"}, order="together", scale=ENERGY, days=("mon",))
WINS = Step("wins", "wins", {"en": "Wins"}, {"en": "What went well?"}, {"en": "Wait."}, keep="record", on=False)
WEEKLY = Ritual("weekly", {"en": "Weekly"}, {"en": "Look back."}, (CHECKIN, WINS), "fri 15:00", "", "Europe/Berlin")


def test_a_ritual_survives_the_way_through_json() -> None:
    assert from_data(json.loads(json.dumps(to_data(WEEKLY)))) == WEEKLY


def test_a_step_says_whether_it_is_kept_and_together() -> None:
    assert (CHECKIN.kept, CHECKIN.is_together) == (False, True)
    assert (WINS.kept, WINS.is_together) == (True, False)


def test_a_step_is_found_by_its_id() -> None:
    assert WEEKLY.step("wins") is WINS
    assert WEEKLY.step("nothing") is None


def test_missing_values_take_their_defaults() -> None:
    assert from_data({}) == Ritual("", {}, {}, ())
    assert from_data({"steps": [{}]}).steps == (Step("", "question", {}, {}),)


def test_points_of_a_wrong_type_are_no_points() -> None:
    data = {"steps": [{"scale": {"name": "x", "points": "no list"}}]}
    assert from_data(data).steps[0].scale == Scale("x", {}, ())


everything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
step_data = st.dictionaries(st.sampled_from([*Step._fields, "other"]), everything)
ritual_data = st.fixed_dictionaries({"steps": st.lists(step_data) | everything}, optional={"title": everything})


@given(ritual_data)
def test_whatever_others_wrote_reads_as_some_ritual(data: dict[str, object]) -> None:
    ritual = from_data(data)
    assert from_data(to_data(ritual)) == ritual
