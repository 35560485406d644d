"""In German nothing is left in English: whole sessions, every command and every screen, read word by word."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from ritual.catalogues import de
from ritual.cli import plain_words, table
from ritual.model import palette
from ritual.model import ritual as rituals
from ritual.tui import commands
from ritual.words import speak, speaking, t
from tests.cli.shells import PEOPLE, Ran, Typing
from tests.tui.stand import a_team, stand
from tests.tui.teams import SEVEN, promise, thank, win

ROOT = Path(__file__).parent.parent
WORD = re.compile(r"[^\W\d_]{3,}")
# What stays as it is in German: commands, options and what they take, paths, and the names of files.
CODE = re.compile(
    r"`[^`]*`|‘[^’]*’|'[^']*'|(?m:^ *ritual [a-z]+.*?(  +|$))|(?m:^ritual .*$)|--[a-z-]+( [@A-Z]+)?"
    r"|printf .*|\S*[/=]\S*|\b[a-z]+-\d\d\b|\b[A-Z]{2,}\b"
)
BOTH = {
    "board",
    "check",
    "commit",
    "jsonl",
    "markdown",
    "review",
    "ritual",
    "rollback",
    "see",
    "standup",
    "team",
    "text",
}
"""Words that German says too, "die See" for one."""


def english() -> set[str]:
    """The words that only English sentences of the program and its files have."""
    pairs = [(one, " ".join([said] if isinstance(said, str) else said)) for one, said in de.SENTENCES.items()]
    shipped = [pair for path in (ROOT / "rituals").rglob("*.toml") for pair in phrases(tomllib.loads(path.read_text()))]
    both = [(re.sub(CODE, " ", en), re.sub(CODE, " ", de)) for en, de in (*pairs, *shipped)]
    return words(en for en, _ in both) - words(de for _, de in both) - BOTH


def phrases(value: object) -> Iterator[tuple[str, str]]:
    """Every phrase in two languages in a file."""
    if isinstance(value, dict):
        if isinstance(value.get("en"), str) and "de" in value:
            yield value["en"], value["de"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from phrases(each)


def words(texts: Iterable[str]) -> set[str]:
    """The words of three letters or more, in small letters."""
    return {word.casefold() for text in texts for word in WORD.findall(text.replace("\u2019", "'"))}


def left_over(text: str) -> set[str]:
    """The English words that a text still has."""
    return words([CODE.sub(" ", text)]) & english()


ENGLISH = frozenset(english())
SHIPPED = [path.stem for folder in ("rituals", "themes") for path in (ROOT / folder).rglob("*.toml")]
FILES = words([*SHIPPED, *rituals.KINDS, *rituals.ORDERS, *palette.NAMES])
"""What lists of files say as it stands there."""
SHELL = """\
init Werkstatt --me @ana --people -
kudos @bo die Notizen haben mir nachts geholfen
kudos @chris @dai ihr wart lange dran
kudos @all schöne Woche
kudos @dai --now gutes Auge
win die Suche ist wieder schnell --with @bo
checkin --mood 4 gut geschlafen
log
log --kind dank --by @ana --since gestern
log --kind checkin --by @bo
log --kind quatsch
log --until quatsch
recap
recap woche
recap monat --format markdown
recap quatsch
undo
edit zzzz neu
erase zzzz
members
members change @bo --away morgen
members change @bo --away quatsch
members change @dai --praise quiet
members change @dai --reads quatsch
members change @zoe --lead ja
members change @ana --zone Nirgends
members add Ana @ana
kudos @bo bis bald
kudos @dai ganz leise
kudos @ana ich selbst
rituals
rituals show weekly
rituals check
rituals new eigenes
rituals adopt retro
rituals leave retro
rituals show quatsch
decks
decks show light
decks ban light-03
decks ban quatsch
themes
themes show hearth
themes use morning
themes use quatsch
locate quatsch
doctor
doctor --rebuild
import -
start quatsch
start --quatsch
quatsch
demo --plain
"""
WAY = """\
l escape r question_mark escape escape ctrl+t escape enter tab question_mark escape enter a escape
ctrl+p escape w escape 3 question_mark escape s enter enter w escape enter t escape q escape e enter
"""
ROUND = """\
hilfe
wer
zurück
3 müde
rückgängig
später
zeit
nochmal
andere frage
passen
parken wem gehört der Schlüssel?
gast Mia
weg Mia
überspringen
"""


def test_what_is_left_over_is_seen() -> None:
    assert left_over("Noch ein Zettel, then nothing; `ritual kudos` --now öffnet") == {"then", "nothing"}


@pytest.fixture
def german(tmp_path: Path) -> Typing:
    """A machine whose shell speaks German."""
    shell = Typing(tmp_path)
    shell.env["RITUAL_LANG"] = "de"
    return shell


def said(ran: Ran) -> str:
    """What stands on both streams."""
    return ran.out + ran.err


@pytest.mark.parametrize("command", ["", *(row.name for row in table.rows())])
def test_no_help_is_in_english(german: Typing, command: str) -> None:
    assert left_over(said(german.run(*command.split(), "--help"))) == set()


def test_no_command_answers_in_english(german: Typing) -> None:
    for typed in SHELL.splitlines():
        command = typed.split()
        told = said(german.run(*command, stdin=PEOPLE))
        as_written = FILES if command[0] in ("rituals", "decks", "themes", "start") else set()
        assert left_over(told) - as_written - words(command) == set(), typed


@pytest.mark.parametrize("ritual", ["standup", "weekly", "retro", "kickoff", "gratitude"])
def test_no_round_is_led_in_english(german: Typing, ritual: str) -> None:
    german.give("init", "Werkstatt", "--people", "-", "--me", "@ana", stdin=PEOPLE)
    german.run("rituals", "adopt", ritual)
    german.give("kudos", "@bo", "die Notizen haben mir nachts geholfen")
    told = german.run("start", ritual, "--plain", stdin=ROUND + "\n" * 80)
    recap = german.run("recap")
    assert (told.code, recap.code) == (0, 0)
    assert left_over(said(told)) - reserved() == set()
    assert left_over(said(recap)) == set()


def reserved() -> set[str]:
    """The reserved words of the plain dialogue, which help tells in both languages."""
    return words(form for word in plain_words.RESERVED for form in word.en)


@pytest.mark.parametrize("command", commands.every(), ids=lambda command: command.name)
def test_a_german_key_takes_hardly_more_room_than_an_english_one(command: commands.Kind) -> None:
    with speaking("de"):
        assert len(t(command.label)) <= len(command.label) + 7


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_no_screen_is_in_english(home: Path, size: tuple[int, int]) -> None:
    speak("de")
    ws, around, clock = a_team(home, SEVEN, "de")
    thank(ws, "Ana", "Bo", "die Notizen haben mir nachts geholfen")
    win(ws, "Ana", "die Suche ist wieder schnell")
    promise(ws, "Bo", "das Handbuch aufräumen")
    async with stand(ws, around, clock, size=size) as at:
        for key in WAY.split():
            await at.press(key)
            assert left_over(at.text()) == set(), key
        assert at.app.farewell
