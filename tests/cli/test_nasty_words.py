"""Whatever people write, no output of the shell steers a terminal, hides what it says, or falls over."""

import json
from pathlib import Path

import pytest
from tests.actions.teams import CHRIS, adopted, changed, founded, step
from tests.cli.shells import Ran, Typing
from tests.nasty import NASTY

from ritual.actions import kudos, wins
from ritual.model.clean import clean

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
    ("rituals", "show", "own"),
    ("waiting",),
    ("doctor",),
    ("start", "own"),
    ("recap",),
    ("undo",),
)


def calm(ran: Ran) -> bool:
    """Whether neither stream has anything in it that cleaning would drop."""
    return clean(ran.out).dropped == clean(ran.err).dropped == 0 and "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize("text", NASTY)
def test_no_output_steers_a_terminal(tmp_path: Path, text: str) -> None:
    """The record holds the text as it is, as if an older or a hostile machine had written it."""
    text = text.encode("utf-8", "replace").decode()  # no record holds lone surrogates
    machine, ws = founded(tmp_path)
    changed(ws, CHRIS, name=text, handle=text, zone=text, away=text)
    adopted(ws, step(prompt={"en": text}, title={"en": text}), step("wins"), title={"en": text}, when=text)
    if text.strip():
        wins.log_win(ws, text, beside=[CHRIS], link=text)
        kudos.thank(ws, [CHRIS], text, link=text, now=True)
        kudos.thank(ws, [CHRIS], text)
    ws.record.close()
    shell = Typing(tmp_path)
    shell.machine = machine
    for look in LOOKS:
        ran = shell.run(*look, stdin=text.encode("utf-8", "replace"))
        assert ran.code in (0, 1), (look, ran)
        assert calm(ran), (look, ran)
        if "--json" in look or "jsonl" in look:
            assert all(json.loads(row)["v"] == 1 for row in ran.out.split("\n") if row)


@pytest.mark.parametrize("text", NASTY)
def test_no_argument_steers_a_terminal(tmp_path: Path, text: str) -> None:
    """Arguments as a shell may pass them, in every place that takes words."""
    machine, ws = founded(tmp_path)
    ws.record.close()
    shell = Typing(tmp_path)
    shell.machine = machine
    typed = (
        ("kudos", "@bo", "--", text),
        ("kudos", f"@{text}", "x"),
        ("kudos", "@bo", "x", f"--link={text}"),
        ("win", "--", text),
        ("checkin", "--", text),
        ("checkin", f"--mood={text}"),
        ("log", "--", text),
        ("log", f"--since={text}"),
        ("log", f"--kind={text}"),
        ("recap", "--", text),
        ("erase", "--", text),
        ("members", "add", "--", text),
        ("members", "change", "bo", f"--name={text}"),
        ("rituals", "show", "--", text),
        ("decks", "ban", "--", text),
        ("themes", "show", "--", text),
        ("start", "--", text),
        ("start", f"--with={text}"),
        ("locate", "--", text),
        ("--team", text, "members"),
        (text.replace("-", "x") or "x",),
    )
    for argv in typed:
        ran = shell.run(*argv)
        assert ran.code in (0, 1, 2), (argv, ran)
        assert calm(ran), (argv, ran)


@pytest.mark.parametrize("text", NASTY)
def test_no_input_steers_a_terminal(tmp_path: Path, text: str) -> None:
    """Bytes on stdin, where they are words, people or notes."""
    machine, ws = founded(tmp_path)
    ws.record.close()
    shell = Typing(tmp_path)
    shell.machine = machine
    raw = text.encode("utf-8", "surrogatepass")
    for argv in (("win", "-"), ("kudos", "@bo", "-"), ("import", "-"), ("init", "Other", "--people", "-"), ("start",)):
        ran = shell.run(*argv, stdin=raw)
        assert ran.code in (0, 1, 2), (argv, ran)
        assert calm(ran), (argv, ran)
