"""Words from stdin are taken up to a limit, whatever comes through the pipe."""

from io import BytesIO, RawIOBase

import pytest

from ritual.cli.piped import LONGEST, piped, typed
from ritual.errors import Refused, Usage
from tests.cli.shells import Typing

COMMANDS = (("win", "-"), ("kudos", "@bo", "-"), ("checkin", "-"))


class Endless(RawIOBase):
    """A pipe that never ends."""

    def readable(self) -> bool:
        return True

    def readinto(self, into: memoryview) -> int:  # type: ignore[override]
        into[:] = b"y" * len(into)
        return len(into)


class Broken(BytesIO):
    """A stream that can't be read, or has nothing yet."""

    def read(self, _most: int | None = -1) -> bytes:
        raise IsADirectoryError(21, "Is a directory")

    def readline(self, _most: int | None = -1) -> bytes:
        return None  # type: ignore[return-value]


@pytest.mark.parametrize("argv", COMMANDS)
def test_what_is_too_long_is_refused_with_its_size(shell: Typing, argv: tuple[str, ...]) -> None:
    ran = shell.run(*argv, stdin=b"x" * (LONGEST + 1))
    assert (ran.code, ran.out) == (1, "")
    assert "ritual: These words are too long: 65 KiB. Nothing was written." in ran.err
    assert "At most 64 KiB are taken" in ran.err
    assert shell.give("log") == ""
    assert shell.run(*argv, stdin=b"x" * LONGEST).code == 0


def test_a_long_argument_and_a_long_line_are_refused_too(shell: Typing) -> None:
    assert "too long: 65 KiB" in shell.run("win", "x" * (LONGEST + 1)).err
    assert "too long: 65 KiB" in shell.type("win", keys="x" * (LONGEST + 1)).err


def test_an_endless_pipe_is_counted_no_further_than_needed() -> None:
    with pytest.raises(Refused, match="more than 1024 KiB"):
        piped(Endless())  # type: ignore[arg-type]


def test_what_cannot_be_read_is_told() -> None:
    with pytest.raises(Usage, match="stdin can't be read: Is a directory"):
        piped(Broken())
    assert typed(Broken()) == b""


def test_a_list_of_people_has_the_same_limit(empty: Typing) -> None:
    ran = empty.run("init", "Sun", "--people", "-", "--me", "@ana", stdin=b"Ana @ana\n" * 9000)
    assert (ran.code, ran.out) == (1, "")
    assert "too long: 80 KiB" in ran.err
