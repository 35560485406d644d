"""Edit, erase and undo from the shell."""

import json
from pathlib import Path

from ritual.model.entry import KUDOS, put
from ritual.model.event import Pen
from tests.actions.teams import CHRIS, adopted, begun, led, step, to_turn
from tests.cli.shells import Typing, entry_id


def other_wrote(shell: Typing, words: str, *, about: bool, now: bool = True) -> None:
    """A note that another machine wrote, about Ana or about Bo."""
    ws = shell.machine.open()
    people = {p.handle: p.id for p in ws.team.members}
    pen = Pen(people["chris"], CHRIS, "2026-11-24T08:00:00Z", "UTC")
    to = [people["ana" if about else "bo"]]
    ws.record.apply([put(ws.new_id(), pen, KUDOS, {"by": people["chris"], "to": to, "words": words, "now": now})])
    ws.record.close()


def test_new_words_take_the_place_of_mine(shell: Typing) -> None:
    shell.give("win", "misspelt wrods")
    which = entry_id(shell)
    assert shell.give("edit", which, "spelt", "right") == "Now: “spelt right”\n"
    assert shell.type("edit", which, keys="typed\n").out == "Now: “typed”\n"
    assert shell.run("edit", which, "-e", env={"EDITOR": "sed -i s/typed/edited/"}).out == "Now: “edited”\n"
    assert shell.give("edit", which, "-", stdin="piped").endswith("“piped”\n")
    assert b"wrods" not in shell.machine.bytes()


def test_a_link_and_a_value_are_changed_and_taken_away(shell: Typing) -> None:
    shell.give("win", "x", "--link", "a41f9c", "--value", "care")
    which = entry_id(shell)
    assert shell.give("edit", which, "--link", "https://example.org", "--value", "calm") == "Now: “x”\n"
    row = json.loads(shell.give("log", "--json"))
    assert (row["words"], row["link"], row["value"]) == ("x", "https://example.org", "calm")
    shell.give("edit", which, "y", "--link=")
    row = json.loads(shell.give("log", "--json"))
    assert (row["words"], row["link"], row["value"]) == ("y", None, "calm")
    ran = shell.run("edit", which, "--link", "a b", "--value", "v" * 50, "--now")
    assert (ran.code, ran.out) == (1, "")
    assert "--now is for thanks" in ran.err
    ran = shell.run("edit", "ffff", "--link", "a b")
    assert (ran.code, ran.err.count("ritual: ")) == (2, 2)


def test_words_of_a_closed_session_are_changed_and_erased_too(shell: Typing) -> None:
    ws = shell.machine.open()
    adopted(ws, step("question", "cost", keep="record"), step("wins"), name="own")
    circle = led(to_turn(begun(ws, "own"), ws.me))
    circle.say("kept words")
    led(circle, "skip")
    circle.say("Ana: a win")
    led(circle, "close")
    ws.record.close()
    assert shell.give("edit", entry_id(shell, "kept"), "other words") == "Now: “other words”\n"
    assert "other words" in shell.give("recap")
    assert shell.run("edit", entry_id(shell, "other"), "--link", "x").code == 1
    shell.give("erase", entry_id(shell, "other"), entry_id(shell, "win"), "-y")
    assert shell.give("log", "--kind", "win,answer") == ""
    assert b"other words" not in shell.machine.bytes()


def test_several_are_erased_after_a_yes_or_none_is(shell: Typing) -> None:
    for words in ("one", "two", "three"):
        shell.give("win", words)
    ids = [row.split()[0] for row in shell.give("log").splitlines()]
    ran = shell.run("erase", *ids[:2])
    assert (ran.code, ran.err.splitlines()[0]) == (2, "ritual: Several at once need a yes.")
    ran = shell.type("erase", *ids[:2], keys="n\n")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "  “three”\n  “two”\nErase 2 entries for good? [y/N] Nothing was erased.\n"
    ran = shell.run("erase", ids[0], "ffff", "eeee", "--yes")
    assert (ran.code, ran.err.count("There is no entry")) == (2, 2)
    assert len(shell.give("log").splitlines()) == 3
    assert shell.type("erase", *ids[:2], ids[0], keys="y\n").out == "Erased: “three”\nErased: “two”\n"
    assert len(shell.give("log").splitlines()) == 1


def test_what_is_mine_and_what_is_about_me_go_together(shell: Typing) -> None:
    other_wrote(shell, "about Ana", about=True)
    other_wrote(shell, "about Bo", about=False)
    shell.give("win", "mine")
    about_me, mine, not_mine = (entry_id(shell, words) for words in ("about Ana", "mine", "about Bo"))
    assert shell.run("erase", mine, not_mine, "-y").code == 1
    assert len(shell.give("log").splitlines()) == 3
    ran = shell.give("erase", about_me, mine, "-y")
    assert ran == "Hidden, and asked to be erased: “about Ana”\nErased: “mine”\n"
    assert len(shell.give("log").splitlines()) == 1


def test_an_entry_has_to_be_named(shell: Typing) -> None:
    assert shell.run("edit").code == shell.run("erase").code == shell.run("erase", "a", "b", "-y").code == 2
    ran = shell.run("erase", "ffff")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "ritual: There is no entry ffff.")
    assert shell.run("erase", " ").code == 2


def test_an_ambiguous_id_lists(shell: Typing) -> None:
    shell.give("win", "one")
    shell.give("win", "two")
    ran = shell.run("erase", "0000")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == "ritual: Several entries begin with 0000."
    assert all(row.split()[0] in ran.err for row in shell.give("log").splitlines())


def test_erased_is_really_gone(shell: Typing) -> None:
    shell.give("win", "unspeakable")
    assert shell.give("erase", entry_id(shell)) == "Erased: “unspeakable”\n"
    assert shell.give("log") == ""
    assert b"unspeakable" not in shell.machine.bytes()


def test_while_another_reads_the_last_trace_waits(shell: Typing) -> None:
    shell.give("win", "unspeakable")
    reader = shell.machine.open()
    reader.record._db.execute("BEGIN")
    reader.record._db.execute("SELECT count(*) FROM event").fetchone()
    ran = shell.run("erase", entry_id(shell))
    assert "`ritual doctor` says so." in ran.err
    assert "Erased words may still be in the file" in shell.run("doctor").err
    reader.record.close()
    shell.give("doctor", "--rebuild")
    assert b"unspeakable" not in shell.machine.bytes()


def test_what_another_wrote_about_me_is_hidden_at_once(shell: Typing) -> None:
    other_wrote(shell, "about Ana", about=True)
    which = entry_id(shell)
    assert shell.run("edit", which, "mine now").code == 1
    assert shell.give("erase", which) == "Hidden, and asked to be erased: “about Ana”\n"
    assert shell.give("log") == ""
    assert "about Ana" not in shell.give() + shell.give("recap", "today")
    assert shell.run("erase", which).code == 2


def test_what_is_not_about_me_stays(shell: Typing) -> None:
    other_wrote(shell, "about Bo", about=False)
    ran = shell.run("erase", entry_id(shell))
    assert (ran.code, ran.out) == (1, "")
    assert "about Bo" in shell.give("log")


def test_a_sealed_note_of_another_cannot_be_pried_open(shell: Typing) -> None:
    other_wrote(shell, "secret", about=True, now=False)
    ws = shell.machine.open()
    (note,) = ws.record.entries(KUDOS)
    ws.record.close()
    for command in ("erase", "edit"):
        ran = shell.run(command, note.id[:8], "x") if command == "edit" else shell.run(command, note.id[:8])
        assert (ran.code, "secret" in ran.out + ran.err) == (2, False)


def test_undo_takes_back_what_came_last(shell: Typing) -> None:
    shell.give("win", "first")
    shell.give("kudos", "@bo", "second")
    shell.give("checkin", "--mood", "3")
    assert shell.give("undo") == "Taken back.\n"
    assert shell.give("undo") == "Taken back: “second”\n"
    assert shell.give("undo") == "Taken back: “first”\n"
    ran = shell.run("undo")
    assert (ran.code, ran.err) == (1, "ritual: There is nothing to take back.\n")


def test_undo_takes_back_a_wish_to_erase(shell: Typing) -> None:
    other_wrote(shell, "about Ana", about=True)
    shell.give("erase", entry_id(shell))
    assert shell.give("undo") == "Taken back.\n"
    assert "about Ana" in shell.give("log")


def test_undo_takes_back_neither_an_edit_nor_what_is_old(shell: Typing) -> None:
    shell.give("win", "first")
    shell.give("edit", entry_id(shell), "changed")
    assert "the words before are gone" in shell.run("undo").err
    shell.give("win", "second")
    shell.machine.later(days=2)
    ran = shell.run("undo")
    assert (ran.code, "more than a day old" in ran.err) == (1, True)
    assert "second" in shell.give("log")


def test_words_of_an_edit_are_not_lost(shell: Typing) -> None:
    record = Path(shell.give("locate", "record").strip())
    record.write_bytes(b"no database at all, by any means" * 40)
    ran = shell.run("edit", "4f2a", "precious")
    assert (ran.code, "precious" in ran.err) == (3, True)
