"""What is wrong is collected and told at once; trouble with the record isn't, because nothing else matters then."""

import pytest

from ritual.cli.checking import Checks
from ritual.errors import Refused, RitualError, Several, StoreTrouble


def refusing(error: RitualError) -> str:
    raise error


def test_what_is_wrong_is_raised_together() -> None:
    checks = Checks()
    checks.settle()
    assert checks.of(lambda: "found", "") == "found"
    assert checks.of(lambda: refusing(Refused("One.")), "other") == "other"
    with pytest.raises(Refused, match="One"):
        checks.settle()
    checks.of(lambda: refusing(Refused("Two.")), "")
    with pytest.raises(Several):
        checks.settle()


def test_trouble_is_raised_as_it_is() -> None:
    with pytest.raises(StoreTrouble):
        Checks().of(lambda: refusing(StoreTrouble("No.")), "")
