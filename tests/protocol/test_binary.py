"""One way to write each thing, and nothing else is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.protocol.binary import b64, id_bytes, id_text, is_id, lp, u32, u64, unb64
from ritual.protocol.padding import padded, unpadded
from vectors import an_id


@given(st.binary(max_size=200))
def test_base64url_comes_back(raw: bytes) -> None:
    assert unb64(b64(raw)) == raw
    assert not set(b64(raw)) & set("=+/")


@pytest.mark.parametrize("text", ["A", "AB", "AA==", "A+A/", "AA\n", "ÄA", "A A", "AAB"])
def test_base64url_has_one_form(text: str) -> None:
    with pytest.raises(ValueError, match="base64url"):
        unb64(text)


@given(st.text("ABwx09-_+/= \n", max_size=9))
def test_what_is_read_would_have_been_written_so(text: str) -> None:
    try:
        raw = unb64(text)
    except ValueError:
        return
    assert b64(raw) == text


@given(st.lists(st.binary(max_size=9), max_size=5), st.lists(st.binary(max_size=9), max_size=5))
def test_no_two_lists_of_fields_look_alike(one: list[bytes], other: list[bytes]) -> None:
    assert (lp(*one) == lp(*other)) == (one == other)


def test_what_is_too_long_or_too_large_is_refused() -> None:
    assert lp(bytes(0xFFFF))[:2] == b"\xff\xff"
    with pytest.raises(ValueError, match="longer"):
        lp(bytes(0x10000))
    assert u32(2**32 - 1) == b"\xff" * 4
    assert u64(1) == bytes(7) + b"\1"
    for number in (-1, 2**32):
        with pytest.raises(OverflowError):
            u32(number)


def test_ids_are_version_4_in_lower_case() -> None:
    each = an_id("any")
    assert id_text(id_bytes(each)) == each
    v7 = f"{each[:14]}7{each[15:]}"
    for wrong in (each.upper(), each[:-1], f"{each}\n", v7, each.replace("-", ""), "", f"{{{each}}}"):
        assert not is_id(wrong)
        with pytest.raises(ValueError, match="not an id"):
            id_bytes(wrong)


@given(st.binary(max_size=1100))
def test_padding_comes_off_again(plaintext: bytes) -> None:
    filled = padded(plaintext)
    assert unpadded(filled) == plaintext
    assert len(filled) in (256, 512, 1024, 2048)


@pytest.mark.parametrize(
    "filled",
    [b"", bytes(256), b"x" * 256, b"\x80" + bytes(254), b"\x80" + bytes(511), b"\x80" + bytes(254) + b"x"],
    ids=["empty", "zeros", "no end", "short", "too large", "something behind"],
)
def test_what_padding_did_not_make_is_refused(filled: bytes) -> None:
    with pytest.raises(ValueError, match="not padded"):
        unpadded(filled)
