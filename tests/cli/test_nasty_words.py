"""Whatever people write, no output of the shell steers a terminal, hides what it says, or falls over."""

import json
from itertools import cycle
from pathlib import Path

import pytest

from ritual.actions import kudos, wins
from ritual.actions.workspace import Workspace
from ritual.files.own_answers import Own, keep_own
from ritual.model.clean import clean
from ritual.model.entry import SETTING, put
from tests.actions.teams import CHRIS, adopted, changed, founded, step
from tests.cli.shells import Ran, Typing
from tests.nasty import NASTY

LOOKS = (
    (),
    ("log",),
    ("log", "--json"),
    ("log", "--csv"),
    ("log", "--format", "markdown"),
    ("mine",),
    ("mine", "--json"),
    ("log", "--kind", "thanks"),
    ("members",),
    ("members", "--json"),
    ("members", "--csv"),
    ("recap", "today"),
    ("recap", "week", "--format", "markdown"),
    ("recap", "week", "--format", "jsonl"),
    ("recap", "week", "--format", "html"),
    ("recap", "quarter"),
    ("rituals",),
    ("rituals", "--json"),
    ("rituals", "--csv"),
    ("rituals", "show", "own1"),
    ("rituals", "show", "own1", "--json"),
    ("rituals", "show", "own1", "--csv"),
    ("insights",),
    ("insights", "--json"),
    ("export",),
    ("waiting",),
    ("thanks",),
    ("thanks", "--json"),
    ("checkin", "--history"),
    ("doctor",),
    ("start", "own"),
    ("recap",),
    ("undo",),
    ("schedule",),
    ("schedule", "--json"),
    ("schedule", "--csv"),
    ("schedule", "--ics"),
    ("schedule", "off", "list"),
    ("schedule", "off", "list", "--csv"),
    ("rota",),
    ("rota", "--json"),
    ("rota", "--csv"),
    ("rota", "timed5"),
    ("remind", "--within", "24h", "--again"),
    ("remind", "--within", "24h", "--again", "--json"),
    ("members", "--now"),
)
STORED = tuple(text.encode("utf-8", "replace").decode() for text in NASTY)
"""The same without lone surrogates, which no record holds."""
SPREAD = 7
"""Over so many tests the texts are spread, so that each is typed in several places."""
TYPED = (
    ("kudos", "@bo", "--", "TEXT"),
    ("kudos", "@TEXT", "x"),
    ("kudos", "@bo", "x", "--link=TEXT"),
    ("kudos", "@bo", "x", "--value=TEXT"),
    ("kudos", "@bo", "x", "--commit=TEXT"),
    ("kudos", "@bo", "x", "--from=TEXT"),
    ("kudos", "--", "TEXT"),
    ("win", "--", "TEXT"),
    ("win", "x", "--with=TEXT", "--link=TEXT"),
    ("answer", "--", "TEXT"),
    ("answer", "--step=TEXT", "x"),
    ("answer", "--ritual=TEXT", "x"),
    ("edit", "--", "TEXT"),
    ("edit", "0000", "--", "TEXT"),
    ("hooks", "print", "TEXT"),
    ("--team=TEXT", "hooks", "print", "post-commit"),
    ("checkin", "--", "TEXT"),
    ("checkin", "--mood=TEXT"),
    ("log", "--", "TEXT"),
    ("log", "--since=TEXT"),
    ("log", "--kind=TEXT"),
    ("log", "--tag=TEXT"),
    ("log", "--value=TEXT"),
    ("log", "--number=TEXT"),
    ("mine", "--since=TEXT"),
    ("mine", "--format=TEXT"),
    ("recap", "--", "TEXT"),
    ("insights", "--", "TEXT"),
    ("insights", "counts", "--", "TEXT"),
    ("insights", "--format=TEXT"),
    ("erase", "--", "TEXT"),
    ("erase", "--yes", "--", "TEXT", "xTEXT"),
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
    ("schedule", "--", "TEXT"),
    ("schedule", "off", "add", "--", "TEXT"),
    ("schedule", "off", "add", "today", "--", "TEXT"),
    ("schedule", "off", "remove", "--", "TEXT"),
    ("rota", "--", "TEXT"),
    ("rota", "standup", "--on", "--", "@TEXT"),
    ("rota", "swap", "--", "TEXT"),
    ("rota", "swap", "today", "--ritual=TEXT"),
    ("remind", "--within=TEXT"),
    ("remind", "--tty=/nowhere/TEXT"),
    ("members", "away", "bo", "--", "TEXT"),
    ("members", "back", "bo", "--", "TEXT"),
    ("--team", "TEXT", "members"),
    ("xTEXT",),
)
READING = (
    ("win", "-"),
    ("kudos", "@bo", "-"),
    ("checkin", "-"),
    ("answer", "-"),
    ("import", "-"),
    ("init", "Other", "--people", "-"),
    ("start",),
)


def calm(ran: Ran) -> bool:
    """Whether neither stream has anything in it that cleaning would drop."""
    return clean(ran.out).dropped == clean(ran.err).dropped == 0 and "\x1b" not in ran.out + ran.err


def set_to(ws: Workspace, key: str, value: object) -> None:
    """A setting as any machine may have written it."""
    ws.write(put(ws.new_id(), ws.pen(), SETTING, {"key": key, "value": value, "count": 1}))


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
            kudos.thank(ws, [CHRIS], text, link=text, now=number % 2 == 0, value=text)
            keep_own(shell.machine.around().env, Own(str(number), ws.team.id, text, text, text, text, 1, text, text))
    adopted(ws, *(step(step_id=f"s{n}", title={"en": text}) for n, text in enumerate(STORED[:100:9])))
    for number, text in enumerate(STORED[:: 3 * SPREAD]):
        adopted(ws, step(), title={"en": text}, name=f"timed{number}", when="daily 09:30")
        set_to(ws, f"off/{number}", {"first": "2026-12-01", "last": text or "2026-12-02", "title": text})
        set_to(ws, f"off/title{number}", {"first": "2026-11-26", "last": "2026-11-27", "title": text})
        set_to(ws, f"rota/timed{number}", {"on": True, "people": [text, CHRIS]})
        set_to(ws, f"swap/timed{number}/2026-11-25", text)
    adopted(ws, step(), title={"en": "".join(STORED[:90])}, name="rota", when="daily 09:30")
    set_to(ws, "rota/rota", {"on": True, "people": [CHRIS]})
    changed(ws, CHRIS, name="".join(STORED[:60]), handle=STORED[1], zone=STORED[2], away=STORED[3])
    ws.record.close()
    for look in LOOKS:
        ran = shell.run(*look, stdin="\n" if "start" in look else "")
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


@pytest.mark.parametrize("verb", ["win", "kudos", "checkin", "answer"])
@pytest.mark.parametrize("raw", [b"", b"\0", b"\xff\xff", b" \n\t \r\n", b"\xe2\x80", b"\x1b[2J"])
def test_bytes_that_say_nothing_write_nothing(tmp_path: Path, verb: str, raw: bytes) -> None:
    shell = at(tmp_path)
    ran = shell.run(verb, *(["@bo"] if verb == "kudos" else []), "-", stdin=raw)
    with shell.machine.open().record as record:
        written = [e for kind in ("win", "kudos", "answer") for e in record.entries(kind)]
    assert [ran.code, len(written)] in ([1, 0], [0, 1]), ran
    if ran.code == 0:
        assert "\ufffd" in str(written[0].data["words"])
        assert "UTF-8" in ran.err
