"""Data goes to stdout, talk to stderr, and neither can steer a terminal."""

import errno
import json
from io import StringIO

import pytest

from ritual.cli.output import Output
from ritual.errors import StoreTrouble
from ritual.model.clean import clean
from tests.nasty import NASTY


class Full(StringIO):
    """A stream that its owner can't write to any more."""

    def __init__(self, why: int) -> None:
        super().__init__()
        self.why = why

    def write(self, _text: str) -> int:
        raise OSError(self.why, "no")

    def flush(self) -> None:
        raise OSError(self.why, "no")


def test_data_and_talk_have_a_stream_each() -> None:
    out = Output(StringIO(), StringIO())
    out.data("a", ("b", "title"))
    out.data()
    out.talk("c")
    out.prompt("d?")
    assert isinstance(out.stdout, StringIO)
    assert isinstance(out.stderr, StringIO)
    assert (out.stdout.getvalue(), out.stderr.getvalue()) == ("ab\n\n", "c\nd? ")


def test_paint_comes_after_cleaning() -> None:
    out = Output(StringIO(), StringIO())
    out.paint = lambda text, meaning: f"<{meaning}>{text}"
    out.data(("\x1b[31mred", "title"))
    assert isinstance(out.stdout, StringIO)
    assert out.stdout.getvalue() == "<title>red\n"


@pytest.mark.parametrize("text", NASTY)
def test_nothing_on_either_stream_steers_a_terminal(text: str) -> None:
    out = Output(StringIO(), StringIO())
    out.data(text)
    out.record({"words": text, "list": [text, 1, None], text: {"deep": text}})
    out.talk(text)
    for stream in (out.stdout, out.stderr):
        assert isinstance(stream, StringIO)
        assert clean(stream.getvalue()).dropped == 0
        assert "\x1b" not in stream.getvalue()


@pytest.mark.parametrize("text", NASTY)
def test_an_object_stays_on_one_line(text: str) -> None:
    out = Output(StringIO(), StringIO())
    out.record({"words": text})
    assert isinstance(out.stdout, StringIO)
    (row,) = out.stdout.getvalue().splitlines() if "\x85" not in out.stdout.getvalue() else [out.stdout.getvalue()]
    assert json.loads(row) == {"words": clean(text).text}


def test_a_full_disk_behind_stdout_is_a_sentence() -> None:
    out = Output(Full(errno.ENOSPC), StringIO())
    with pytest.raises(StoreTrouble, match="can't be written"):
        out.data("a")
    assert out.is_gone
    out.talk("stderr still works")


def test_a_reader_that_went_away_is_noticed() -> None:
    out = Output(Full(errno.EPIPE), StringIO())
    with pytest.raises(BrokenPipeError):
        out.data("a")
    assert out.is_gone


def test_what_is_said_beside_the_data_never_stops_a_command() -> None:
    out = Output(StringIO(), Full(errno.ENOSPC))
    out.talk("nobody can read this")
    out.prompt("or this?")
    out.data("a")
    assert isinstance(out.stdout, StringIO)
    assert out.stdout.getvalue() == "a\n"
