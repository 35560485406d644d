"""Whatever people write, no output of the shell steers a terminal, hides what it says, or falls over."""

import json
from itertools import cycle
from pathlib import Path

import pytest

from ritual.actions import kudos, wins
from ritual.model.clean import clean
from tests.actions.teams import CHRIS, adopted, changed, founded, step
from tests.cli.shells import Ran, Typing
from tests.nasty import NASTY

LOOKS = (
    (),
    ("log",),
    ("log", "--json"),
    ("log", "--kind", "thanks"),
    ("members",),
    ("members", "--json"),
    ("recap", "today"),
    ("recap", "week", "--format", "markdown"),
    ("recap", "week", "--format", "jsonl"),
    ("rituals",),
    ("rituals", "show", "own1"),
    ("export",),
    ("waiting",),
    ("doctor",),
    ("start", "own"),
    ("recap",),
    ("undo",),
)
STORED = tuple(text.encode("utf-8", "replace").decode() for text in NASTY)
"""The same without lone surrogates, which no record holds."""
SPREAD = 7
"""Over so many tests the texts are spread, so that each is typed in several places."""
TYPED = (
    ("kudos", "@bo", "--", "TEXT"),
    ("kudos", "@TEXT", "x"),
    ("kudos", "@bo", "x", "--link=TEXT"),
    ("win", "--", "TEXT"),
    ("checkin", "--", "TEXT"),
    ("checkin", "--mood=TEXT"),
    ("log", "--", "TEXT"),
    ("log", "--since=TEXT"),
    ("log", "--kind=TEXT"),
    ("recap", "--", "TEXT"),
    ("erase", "--", "TEXT"),
    ("members", "add", "--", "TEXT"),
    ("members", "change", "bo", "--name=TEXT"),
    ("rituals", "show", "--", "TEXT"),
    ("decks", "ban", "--", "TEXT"),
    ("themes", "show", "--", "TEXT"),
    ("start", "--", "TEXT"),
    ("start", "--with=TEXT"),
    ("import", "--", "TEXT"),
    ("import", "-", "--map=text=TEXT", "--map=TEXT=at", "--map-author=TEXT=@TEXT", "--as=TEXT"),
    ("restore", "--", "TEXT"),
    ("locate", "--", "TEXT"),
    ("--team", "TEXT", "members"),
    ("xTEXT",),
)
READING = (("win", "-"), ("kudos", "@bo", "-"), ("import", "-"), ("init", "Other", "--people", "-"), ("start",))


def calm(ran: Ran) -> bool:
    """Whether neither stream has anything in it that cleaning would drop."""
    return clean(ran.out).dropped == clean(ran.err).dropped == 0 and "\x1b" not in ran.out + ran.err


def at(folder: Path) -> Typing:
    """A machine with the team of five."""
    machine, ws = founded(folder)
    ws.record.close()
    shell = Typing(folder)
    shell.machine = machine
    return shell


def test_no_output_steers_a_terminal(tmp_path: Path) -> None:
    """The record holds every text as it is, as if an older or a hostile machine had written it."""
    shell = at(tmp_path)
    ws = shell.machine.open()
    for number, text in enumerate(STORED):
        adopted(ws, step(prompt={"en": text}, title={"en": text}), title={"en": text}, name=f"own{number}", when=text)
        if text.strip():
            wins.log_win(ws, text, beside=[CHRIS], link=text)
            kudos.thank(ws, [CHRIS], text, link=text, now=number % 2 == 0)
    adopted(ws, *(step(step_id=f"s{n}", title={"en": text}) for n, text in enumerate(STORED[:100:9])))
    changed(ws, CHRIS, name="".join(STORED[:60]), handle=STORED[1], zone=STORED[2], away=STORED[3])
    ws.record.close()
    for look in LOOKS:
        ran = shell.run(*look)
        assert ran.code in (0, 1), (look, ran)
        assert calm(ran), (look, ran)
        if "--json" in look or "jsonl" in look:
            assert all(json.loads(row)["v"] == 1 for row in ran.out.split("\n") if row)


@pytest.mark.parametrize("start", range(SPREAD))
def test_no_argument_steers_a_terminal(tmp_path: Path, start: int) -> None:
    """Arguments as a shell may pass them, in every place that takes words."""
    shell = at(tmp_path)
    texts = cycle(NASTY[start::SPREAD])
    for argv in TYPED:
        text = next(texts)
        ran = shell.run(*(part.replace("TEXT", text) for part in argv))
        assert ran.code in (0, 1, 2), (argv, text, ran)
        assert calm(ran), (argv, text, ran)


@pytest.mark.parametrize("start", range(SPREAD))
def test_no_input_steers_a_terminal(tmp_path: Path, start: int) -> None:
    """Bytes on stdin, where they are words, people, notes or a dialogue."""
    shell = at(tmp_path)
    for text, argv in zip(NASTY[start::SPREAD], cycle(READING), strict=False):
        ran = shell.run(*argv, stdin=text.encode("utf-8", "surrogatepass"))
        assert ran.code in (0, 1, 2), (argv, text, ran)
        assert calm(ran), (argv, text, ran)
