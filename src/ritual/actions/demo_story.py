"""The sample team's people and lines, as they stand in `demo/<lang>.toml`."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ritual.errors import BadFile
from ritual.files.places import built_in
from ritual.files.shelf import load
from ritual.model.reading import Object, flag, number, table, tables, text, texts
from ritual.words import t

FALLBACK = "en"


class Member(NamedTuple):
    """One person of the sample; `joined` and `away` are in days before and after the day it is made, 0 for neither."""

    handle: str
    name: str
    zone: str
    lead: bool
    praise: str
    joined: int
    away: int


class Said(NamedTuple):
    """One line: whose, for or with whom, and what only some sorts of line have."""

    by: str
    words: str
    to: tuple[str, ...] = ()
    link: str = ""
    due: int = 0
    became: str = ""
    point: int = 0


class Play(NamedTuple):
    """What is typed in the sample session: answers by handle, who needs a hand, and what is parked."""

    answers: Mapping[str, str]
    hand: tuple[str, ...]
    park: str


class Story(NamedTuple):
    """Everything about the sample team; lines are in the order they were said, the oldest first."""

    lang: str
    name: str
    zone: str
    me: str
    people: tuple[Member, ...]
    thanks: tuple[Said, ...]
    waiting: tuple[Said, ...]
    wins: tuple[Said, ...]
    win_today: Said
    hands: tuple[Said, ...]
    parked: tuple[Said, ...]
    promises: tuple[Said, ...]
    ahead: Said
    play: Play


def story(lang: str, folder: Path | None = None) -> Story:
    """The story in that language, else in English; raises BadFile where its file can't be read.

    `folder` is where the stories are, the one that ships where none is named.
    """
    folder = folder or built_in("demo")
    path = next((p for p in (folder / f"{lang}.toml", folder / f"{FALLBACK}.toml") if p.exists()), folder)
    data, problems = load(path)
    if problems:
        raise BadFile(t("The sample team can't be read."), problems)
    return Story(
        lang=path.stem,
        name=text(data, "name"),
        zone=text(data, "zone"),
        me=text(data, "me"),
        people=tuple(_member(each) for each in tables(data, "people")),
        thanks=_lines(data, "thanks"),
        waiting=_lines(data, "waiting"),
        wins=_lines(data, "wins"),
        win_today=_said(table(data, "win_today")),
        hands=_lines(data, "hands"),
        parked=_lines(data, "parked"),
        promises=_lines(data, "promises"),
        ahead=_said(table(data, "ahead")),
        play=_play(table(data, "play")),
    )


def _member(data: Object) -> Member:
    return Member(
        handle=text(data, "handle"),
        name=text(data, "name"),
        zone=text(data, "zone"),
        lead=flag(data, "lead"),
        praise=text(data, "praise", "aloud"),
        joined=number(data, "joined"),
        away=number(data, "away"),
    )


def _lines(data: Object, key: str) -> tuple[Said, ...]:
    return tuple(_said(each) for each in tables(data, key))


def _said(data: Object) -> Said:
    return Said(
        by=text(data, "by"),
        words=text(data, "words"),
        to=texts(data, "to") or texts(data, "with"),
        link=text(data, "link"),
        due=number(data, "due"),
        became=text(data, "became"),
        point=number(data, "point"),
    )


def _play(data: Object) -> Play:
    answers = table(data, "answers")
    return Play({handle: text(answers, handle) for handle in answers}, texts(data, "hand"), text(data, "park"))
