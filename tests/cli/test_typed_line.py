"""A line taken apart where the cursor stands, and words put so that bash reads them back."""

import shlex
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.cli.typed_line import TypedLine, bash_word, typed_line
from ritual.model.clean import line as one_line
from tests.nasty import NASTY

BREAKS = " \t\n\"'@><=;|&(:"


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("", TypedLine((), "")),
        ("rit", TypedLine((), "")),
        ("ritual ", TypedLine((), "")),
        ("ritual kudos @a", TypedLine(("kudos",), "@a")),
        ("ritual kudos @bo --from=@c", TypedLine(("kudos", "@bo"), "--from=@c", "", 7)),
        ("ritual log --value=cal", TypedLine(("log",), "--value=cal", "", 8)),
        ("ritual log a=b next", TypedLine(("log", "a=b"), "next")),
        ("ritual log --since last\\ w", TypedLine(("log", "--since"), "last w")),
        ("ritual log --since=last\\ w", TypedLine(("log",), "--since=last w", "", 8)),
        ("ritual log \"it's a", TypedLine(("log",), "it's a", '"')),
        ("ritual log --value='calm c", TypedLine(("log",), "--value=calm c", "'", 8)),
        ("ritual log 'a b' c\\", TypedLine(("log", "a b"), "c")),
    ],
)
def test_a_line_is_taken_apart(line: str, typed: TypedLine) -> None:
    assert typed_line(line, BREAKS) == typed


@given(st.text() | st.sampled_from(NASTY))
def test_any_line_can_be_taken_apart(line: str) -> None:
    typed = typed_line(f"ritual {line}", BREAKS)
    assert 0 <= typed.head <= len(typed.word)


@given(st.text().map(one_line) | st.sampled_from(NASTY).map(one_line))
def test_a_word_is_read_back_as_it_is(word: str) -> None:
    assert shlex.split(bash_word(word, TypedLine((), ""))) == ([word] if word else [])


@pytest.mark.parametrize("quote", ['"', "'"])
def test_within_quotes_only_what_is_safe_there_is_offered(quote: str) -> None:
    typed = TypedLine((), "--value=c", quote, 8)
    assert bash_word("--value=calm craft", typed) == "calm craft"
    assert [bash_word(f"--value=c{sign}", typed) for sign in ("$(id)", "`id`", "'", '"', "\\", "!!")] == [""] * 6


def test_bash_itself_reads_them_back() -> None:
    words = list(dict.fromkeys(filter(None, map(one_line, NASTY))))[:60]
    script = " ".join(["printf '%s\\n'", *(bash_word(word, TypedLine((), "")) for word in words)])
    ran = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert ran.stdout.splitlines() == words
