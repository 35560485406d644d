"""The words people write for weekdays and months."""

from ritual.model.calendar_words import MONTHS, WEEKDAYS


def test_english_and_german_words_mean_the_same_weekday() -> None:
    assert WEEKDAYS["tuesday"] == WEEKDAYS["di"] == WEEKDAYS["dienstag"] == 1
    assert set(WEEKDAYS.values()) == set(range(7))


def test_english_and_german_words_mean_the_same_month() -> None:
    assert MONTHS["march"] == MONTHS["märz"] == 3
    assert set(MONTHS.values()) == set(range(1, 13))
