"""Fixtures of the shell's tests."""

from pathlib import Path

import pytest

from tests.cli.shells import Typing, alone, with_team


@pytest.fixture
def empty(tmp_path: Path) -> Typing:
    """A machine without a team."""
    return alone(tmp_path)


@pytest.fixture
def shell(tmp_path: Path) -> Typing:
    """A machine with a team of four, where Ana sits, a minute before the standup."""
    return with_team(tmp_path)
