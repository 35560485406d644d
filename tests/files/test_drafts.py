"""Unsent text waits for its author alone."""

from pathlib import Path

from ritual.files.drafts import draft, drop_draft, drop_drafts_in, in_session, save_draft
from ritual.files.last_team import remember_team, remembered_team
from ritual.files.places import Env, drafts_dir
from tests.files.shelves import home


def kept(env: Env) -> list[str]:
    """The names of the files of all drafts."""
    return sorted(path.name for path in drafts_dir(env).iterdir())


def test_a_draft_waits_until_it_is_dropped(tmp_path: Path) -> None:
    env = home(tmp_path)
    assert draft(env, "kudos") == ""
    save_draft(env, "kudos", "for Ana:\nthe notes")
    assert draft(env, "kudos") == "for Ana:\nthe notes"
    assert kept(env) == ["kudos.txt"]
    drop_draft(env, "kudos")
    assert (draft(env, "kudos"), kept(env)) == ("", [])


def test_the_drafts_of_a_session_go_with_it(tmp_path: Path) -> None:
    env = home(tmp_path)
    drop_drafts_in(env, "a1")
    for name in ("kudos", in_session("a1", "words", "energy", "~Kim/.."), in_session("a1", "park"), in_session("a12")):
        save_draft(env, name, "x")
    drop_drafts_in(env, "a1")
    assert kept(env) == ["kudos.txt", "round-a12.txt"]


def test_blank_text_keeps_nothing(tmp_path: Path) -> None:
    env = home(tmp_path)
    save_draft(env, "win", "x")
    save_draft(env, "win", " \n")
    assert kept(env) == []


def test_a_name_never_leaves_the_folder(tmp_path: Path) -> None:
    env = home(tmp_path)
    save_draft(env, "../../x", "text")
    assert kept(env) == ["------x.txt"]
    assert draft(env, "../../x") == "text"


def test_the_last_team_is_remembered(tmp_path: Path) -> None:
    env = home(tmp_path)
    assert remembered_team(env) == ""
    remember_team(env, "one")
    remember_team(env, "two")
    assert remembered_team(env) == "two"
