"""My own copies of my answers: private, of one round one, and gone when I say so."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ritual.files.own_answers import Own, forget_all, forget_own, keep_own, own_answers
from ritual.files.places import own_answers as place

ONE = Own(
    "1",
    "team",
    "standup",
    "energy",
    "2026-11-23T17:00:00Z",
    "2026-11-24T08:30:00Z",
    4,
    "good",
    "slept\n“well” \x1b[31m",
)


def test_a_copy_is_private_and_comes_back_cleaned(tmp_path: Path) -> None:
    env = {"RITUAL_HOME": str(tmp_path)}
    assert own_answers(env) == ()
    keep_own(env, ONE)
    assert own_answers(env) == (ONE._replace(words="slept\n“well” "),)
    assert place(env).stat().st_mode & 0o777 == 0o600
    assert own_answers(env, "other") == ()


def test_of_one_round_the_last_answer_stays(tmp_path: Path) -> None:
    env = {"RITUAL_HOME": str(tmp_path)}
    for own in (
        ONE,
        ONE._replace(id="2", words="better"),
        ONE._replace(id="3", round=""),
        ONE._replace(id="4", round=""),
    ):
        keep_own(env, own)
    assert [own.id for own in own_answers(env)] == ["2", "3", "4"]
    forget_own(env, "3")
    forget_own(env, "nobody's")
    assert [own.id for own in own_answers(env)] == ["2", "4"]
    assert forget_all(env) == 2
    assert not place(env).exists()
    assert forget_all(env) == 0


def test_lines_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    env = {"RITUAL_HOME": str(tmp_path)}
    keep_own(env, ONE)
    place(env).write_bytes(
        b"\xff\nnull\n[1]\n{}\n" + b"[" * 9000 + b"\n" + place(env).read_bytes() + b'{"id": "9", "poi'
    )
    assert [own.id for own in own_answers(env)] == ["1"]


@given(st.binary())
def test_any_bytes_can_be_read(tmp_path_factory: object, raw: bytes) -> None:
    folder: Path = tmp_path_factory.mktemp("own")  # type: ignore[attr-defined]
    env = {"RITUAL_HOME": str(folder)}
    place(env).parent.mkdir(parents=True)
    place(env).write_bytes(raw)
    own_answers(env)
