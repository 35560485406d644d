"""Server-sent events, byte by byte: what comes through whole, what is left out, and what is refused."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ritual.endpoint import frames as told
from ritual.protocol.cursor import Cursor
from ritual.protocol.reading import Malformed
from ritual.protocol.wire import Live, Page, Pulled, Pushed
from ritual.sync.news import LONGEST, UNREADABLE, Batch, Bye, Frame, Hello, News, frames, news
from vectors import an_id

CURSOR = Cursor(2, 0, "0123456789ab")
EVENTS = tuple(
    Pulled(seq, Pushed(an_id(f"event {seq}"), "put", "", 0, 1, b"sealed"), an_id("ana"), an_id("device"), 9)
    for seq in (1, 2)
)
PAGE = Page(EVENTS, CURSOR, more=False, head=2, epoch=1)
SAID = Live(an_id("ana"), an_id("device"), b"sealed", 45)
STREAM = b"".join(
    (
        told.RETRY,
        told.hello(PAGE, 1_700_000_000.25, 15),
        told.live(SAID),
        told.HEARTBEAT,
        *(frame for _, frame in told.events(PAGE)),
        told.bye("shutdown", 800),
    )
)
NEWS = [Hello(1_700_000_000.25), SAID, Batch(EVENTS, CURSOR), Bye("shutdown", 0.8)]


def read(*chunks: bytes) -> list[News]:
    return list(news(frames(chunks)))


@given(st.lists(st.integers(0, len(STREAM)), max_size=40))
def test_it_does_not_matter_how_the_bytes_come(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(STREAM)]
    assert read(*(STREAM[a:b] for a, b in pairwise(places))) == NEWS


def test_other_ends_of_lines_and_data_on_several_lines() -> None:
    assert list(frames([b"event: x\r\ndata: a\r\ndata:b\r\nid: 7\r\n\r\n"])) == [Frame("x", b"a\nb", "7")]
    assert list(frames([b"event: x\n\nretry\n\ndata\n\n: comment\n"])) == [Frame("", b"", "")]


def test_what_nobody_knows_is_left_out() -> None:
    assert read(b"event: weather\ndata: no JSON\n\ndata: {}\n\n", STREAM) == NEWS


@pytest.mark.parametrize("data", [b"no JSON", b"{}", b'{"author":1,"body":"!","ttl":0}', b"\xff"])
def test_a_live_message_that_is_none_stands_in_nobodys_way(data: bytes) -> None:
    assert read(b"event: live\ndata: " + data + b"\n\n", STREAM) == [UNREADABLE, *NEWS]


@pytest.mark.parametrize(
    "garbage",
    [
        b"event: ev\ndata: {}\n\n",
        STREAM.replace(b"id: 2.0", b"id: two"),
        b"event: hello\ndata: {}\n\n",
        b'event: hello\ndata: {"time":"soon"}\n\n',
        b"event: bye\ndata: []\n\n",
        b'event: bye\ndata: {"reason":"age","retry_ms":-1}\n\n',
        b"event: ev\ndata: \xff\n\n",
    ],
)
def test_what_does_not_belong_on_a_stream_is_refused(garbage: bytes) -> None:
    with pytest.raises(Malformed):
        read(garbage)


@pytest.mark.parametrize("endless", [b"x" * 4096, b"data: xxxxxxx\n" * 400])
def test_a_frame_without_an_end_is_refused(endless: bytes) -> None:
    with pytest.raises(Malformed, match="too long"):
        read(*[endless] * (LONGEST // 4096 + 2))


def test_events_without_a_cursor_are_refused_at_some_point() -> None:
    one = told.events(PAGE)[0][1]
    assert read(one) == []
    with pytest.raises(Malformed, match="no cursor"):
        read(*[one] * 1002)


@given(st.binary(max_size=300))
def test_no_bytes_do_any_harm(noise: bytes) -> None:
    try:
        read(noise, b"\n\n")
    except Malformed:
        return
