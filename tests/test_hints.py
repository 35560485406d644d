"""The named tuple that stands in for typing's: whoever uses one can't tell them apart."""

import typing
from typing import Any, get_type_hints

import pytest

from ritual import hints


def made(base: Any) -> Any:
    class Note(base):  # type: ignore[misc]
        """A note."""

        words: str
        to: tuple[str, ...] = ()
        n: int = 1

        @property
        def twice(self) -> int:
            """Twice the number."""
            return int(self.n * 2)

        def __str__(self) -> str:
            return f"{self.words}!"

        @classmethod
        def empty(cls) -> Any:
            return cls("")

    return Note


def test_it_is_what_typing_makes() -> None:
    ours, theirs = made(hints.NamedTuple), made(typing.NamedTuple)
    for kind in (ours, theirs):
        note = kind("hello", n=3)
        assert (*note,) == ("hello", (), 3)
        assert (note.twice, str(note), repr(note)) == (6, "hello!", "Note(words='hello', to=(), n=3)")
        assert note._replace(words="x") == kind("x", (), 3) == ("x", (), 3)
        assert kind.empty() == ("", (), 1)
        with pytest.raises(TypeError):
            kind()
        with pytest.raises(AttributeError):
            note.words = "other"
    for name in ("__name__", "__qualname__", "__module__", "__doc__", "_fields", "_field_defaults", "__bases__"):
        assert getattr(ours, name) == getattr(theirs, name)
    assert get_type_hints(ours) == get_type_hints(theirs)


def test_annotations_may_be_made_later() -> None:
    body = {"__module__": __name__, "__annotate_func__": lambda form: {"words": (str, form)}, "words": "hello"}
    fields: Any = type(hints.NamedTuple)
    kind = fields("Note", (), body)
    assert (kind(), kind._fields) == (("hello",), ("words",))
