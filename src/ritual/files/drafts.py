"""Unsent text, kept for this person alone until it is sent or dropped."""

from pathlib import Path

from ritual.files.places import Env, drafts_dir
from ritual.files.writing import PRIVATE, remove, write

_PREFIX = "round"


def save_draft(env: Env, name: str, text: str) -> None:
    """Keeps the text under a name; blank text keeps nothing. StoreTrouble where it can't be written."""
    if text.strip():
        write(_path(env, name), text, PRIVATE)
    else:
        drop_draft(env, name)


def draft(env: Env, name: str) -> str:
    """The text kept under a name, or ""."""
    try:
        return _path(env, name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def drop_draft(env: Env, name: str) -> None:
    """Forgets the text of a name."""
    remove(_path(env, name))


def in_session(session: str, *what: str) -> str:
    """The name of a draft that belongs to a session, and goes with it."""
    return "-".join((_PREFIX, session, *what))


def drop_drafts_in(env: Env, session: str) -> None:
    """Forgets every text of a session; StoreTrouble where one can't be removed."""
    for path in drafts_dir(env).glob(f"{in_session(session)}-*.txt"):
        remove(path)


def _path(env: Env, name: str) -> Path:
    plain = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
    return drafts_dir(env) / f"{plain}.txt"
