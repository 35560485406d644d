"""What a person is told when the rules say no, and about a session that stopped."""

import ast
from pathlib import Path

import pytest

from ritual.actions.leading import Unfinished
from ritual.actions.sentences import stopped, stopped_choices, why

SOURCE = Path(__file__).parents[2] / "src" / "ritual"


def codes() -> set[str]:
    """Every code that some rule gives for its refusal."""
    calls = (node for path in SOURCE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    given = (
        n.args[0] for n in calls if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "Why"
    )
    return {
        str(c.value) for part in given for c in ast.walk(part) if isinstance(c, ast.Constant) and "-" in str(c.value)
    }


def test_every_refusal_has_a_sentence() -> None:
    unknown = why("no such code")
    assert "led-elsewhere" in codes()
    assert {code for code in codes() if why(code) == unknown} == set()
    assert why("closed") == "This session is closed; it stays so."


@pytest.mark.parametrize(
    ("where", "ago", "said"),
    [
        ("Chris", 120, "Standup stopped at Chris, 2 minutes ago."),
        ("", 120, "Standup stopped 2 minutes ago."),
        ("Chris", 1799, "Standup stopped at Chris, 29 minutes ago."),
        ("Chris", 1800, "Standup of Friday was never closed."),
        ("Chris", 600000, "Standup of Friday 20 November was never closed."),
    ],
)
def test_where_a_session_stopped(where: str, ago: float, said: str) -> None:
    left = Unfinished("s", "Standup", "2026-11-20T23:30:00Z", where, ago)
    assert stopped(left, "America/New_York") == said
    assert ("goes on" in stopped_choices(left)) == (ago < 1800)
