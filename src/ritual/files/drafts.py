"""Unsent text, kept for this person alone until it is sent or dropped."""

from pathlib import Path

from ritual.files.places import Env, drafts_dir
from ritual.files.writing import PRIVATE, remove, write


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


def _path(env: Env, name: str) -> Path:
    plain = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
    return drafts_dir(env) / f"{plain}.txt"
