"""The words for weekdays and months that people write, English and German, casefolded."""

from collections.abc import Mapping

_WEEKDAYS = (
    "mon monday mo montag",
    "tue tues tuesday tu di dienstag",
    "wed wednesday we mi mittwoch",
    "thu thur thurs thursday th do donnerstag",
    "fri friday fr freitag",
    "sat saturday sa samstag sonnabend",
    "sun sunday su so sonntag",
)
_MONTHS = (
    "jan january januar jän jänner",
    "feb february februar",
    "mar march mär mrz märz maerz",
    "apr april",
    "may mai",
    "jun june juni",
    "jul july juli",
    "aug august",
    "sep sept september",
    "oct october okt oktober",
    "nov november",
    "dec december dez dezember",
)

WEEKDAYS: Mapping[str, int] = {word: i for i, words in enumerate(_WEEKDAYS) for word in words.split()}
"""Word to weekday; Monday is 0."""

MONTHS: Mapping[str, int] = {word: i for i, words in enumerate(_MONTHS, 1) for word in words.split()}
"""Word to month; January is 1."""
