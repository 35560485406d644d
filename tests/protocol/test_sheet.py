"""Recovery sheets: what is written down can be typed again, and a slip is told of its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.protocol.binary import is_id
from ritual.protocol.sheet import LINES, Sheet, WrongLine, read_line, read_sheet, sheet_lines
from vectors import an_id, drawn

SHEET = Sheet(an_id("team"), 3, drawn("epoch key 3"), drawn("sheet", 16))


def read(lines: tuple[str, ...]) -> Sheet:
    return read_sheet([read_line(n, each) for n, each in enumerate(lines)])


@given(st.integers(0, 2**32 - 1), st.binary(min_size=32, max_size=32), st.binary(min_size=16, max_size=16))
def test_what_is_written_down_can_be_typed_again(epoch: int, key: bytes, secret: bytes) -> None:
    sheet = SHEET._replace(epoch=epoch, key=key, secret=secret)
    lines = sheet_lines(sheet)
    assert [len(each) for each in lines] == [23] * LINES
    assert read(lines) == sheet


def test_case_blanks_and_letters_that_look_alike_do_not_count() -> None:
    typed = [each.lower().replace(" ", "-").replace("0", "o").replace("1", "l") for each in sheet_lines(SHEET)]
    assert read(tuple(typed)) == SHEET


@given(st.integers(0, LINES - 1), st.integers(0, 22), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZU "))
def test_a_slip_is_told_of_its_line(n: int, place: int, letter: str) -> None:
    line = sheet_lines(SHEET)[n]
    slip = line[:place] + letter + line[place + 1 :]
    if slip == line:
        return
    with pytest.raises(WrongLine):
        read_line(n, slip)


def test_lines_have_their_places() -> None:
    first, second, *_ = sheet_lines(SHEET)
    with pytest.raises(WrongLine):
        read_line(0, second)
    with pytest.raises(WrongLine):
        read_line(1, first)
    with pytest.raises(WrongLine):
        read_line(0, "")


def test_lines_of_something_else_are_no_sheet() -> None:
    raw = [read_line(n, each) for n, each in enumerate(sheet_lines(SHEET))]
    for wrong in (raw[:6], [b"\0" * 10, *raw[1:]], [raw[0][:2] + b"\0" * 8, raw[1][:-1] + b"\0", *raw[2:]]):
        with pytest.raises(WrongLine):
            read_sheet(wrong)


def test_a_sheet_is_a_device_of_its_own() -> None:
    other = SHEET._replace(secret=drawn("other sheet", 16))
    elsewhere = SHEET._replace(team=an_id("other team"))
    assert is_id(SHEET.device)
    secrets = {
        s for each in (SHEET, other, elsewhere) for s in (each.device, each.token, each.keys.wrap, each.keys.sign)
    }
    assert len(secrets) == 12
