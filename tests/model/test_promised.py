"""What is said before the start about what stays."""

from ritual.model.promised import Keeping, keeping
from tests.model.rooms import ENERGY, step


def test_what_is_kept_is_named_by_what_it_is() -> None:
    steps = (
        step("gratitude", keep="record"),
        step("wins", keep="record"),
        step("actions", keep="record"),
        step("question", "change", keep="record", yields="action"),
        step("question", "hand", keep="record", title={"en": "A hand"}),
    )
    found = keeping(steps, "en")
    assert found.kept == ("thanks", "wins", "promises", "what is written down in “A hand”")
    assert found.lost == ("who passed",)


def test_what_is_not_kept_is_named_with_its_scale_and_who_passed_last() -> None:
    found = keeping((step(scale=ENERGY, title={"en": "Check-in"}), step("checkout", scale=ENERGY)), "en")
    assert found.kept == ()
    assert found.lost == ("energy", "what is said in “Check-in”", "what is said in “Checkout”", "who passed")


def test_a_round_without_a_team_names_everything_among_what_is_not_kept() -> None:
    found = keeping((step(scale=ENERGY, title={"en": "Check-in"}), step("gratitude", keep="record")), "en", keeps=False)
    assert found == Keeping((), ("energy", "what is said in “Check-in”", "thanks", "who passed"))


def test_a_step_that_keeps_nothing_but_its_promises_says_both() -> None:
    found = keeping((step("question", yields="action", title={"en": "Change"}),), "en")
    assert found.kept == ("promises",)
    assert found.lost == ("what is said in “Change”", "who passed")


def test_where_points_are_counted_the_scale_is_neither_kept_nor_lost() -> None:
    steps = (step(scale=ENERGY, title={"en": "Check-in"}), step("question", keep="record", scale=ENERGY))
    found = keeping(steps, "en", counts=True)
    assert found.counted == ("energy",)
    assert found.lost == ("what is said in “Check-in”", "who passed")
    assert keeping(steps, "en", keeps=False, counts=True).counted == ()
