"""Thanks from the shell: whom, what for, what happens with the note, and what is refused."""

import json
from pathlib import Path

from ritual.files.drafts import draft, save_draft
from tests.actions.teams import begun
from tests.cli.shells import Typing, entry_id, with_team


def test_the_first_three_are_explained_and_then_one_line_is_enough(shell: Typing) -> None:
    for _ in range(3):
        ran = shell.run("kudos", "@bo", "the rollback notes")
        assert ran.out == "Sealed for Bo: “the rollback notes”\n"
        when, name, local, back = ran.err.splitlines()
        assert when == "It is read aloud in the round, at the earliest in “Standup”, Tue 24 Nov 09:30."
        assert name.startswith("Your name is with it.")
        assert local == "The jar is on this machine; for a round on another one `ritual waiting` takes the note there."
        assert "--now` opens it at once; `ritual undo` takes it back." in back
    ran = shell.run("kudos", "@bo", "the", "rollback", "notes")
    assert (ran.code, ran.out, ran.err) == (0, "Sealed for Bo: “the rollback notes”\n", "")


def test_the_jar_of_a_machine_that_leads_rounds_is_the_one_that_is_read(shell: Typing) -> None:
    circle = begun(shell.machine.open(), "standup", "close")
    circle.ws.record.close()
    ran = shell.run("kudos", "@bo", "x")
    assert len(ran.err.splitlines()) == 3
    assert "on this machine" not in ran.err


def test_the_words_are_asked_for_at_a_terminal(shell: Typing) -> None:
    ran = shell.type("kudos", "@bo", "@chris", keys="it's #1\n")
    assert ran.out == "Sealed for Bo and Chris: “it's #1”\n"
    assert ran.err.startswith("What for? ")
    ran = shell.type("kudos", keys="@bo, @dai\nthe review\n")
    assert ran.out == "Sealed for Bo and Dai: “the review”\n"
    assert ran.err.startswith("For whom? What for? ")


def test_words_without_a_handle_are_told_that_nobody_is_named(shell: Typing) -> None:
    ran = shell.run("kudos", "ana", "the review")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == "ritual: For whom? Nobody is guessed."


def test_a_handle_in_another_place_is_told_and_not_taken(shell: Typing) -> None:
    ran = shell.type("kudos", "bo", "the review", keys="")
    assert ran.err.splitlines() == [
        "ritual: For whom? Nobody is guessed.",
        "A handle begins with @: `ritual kudos @bo`.",
    ]
    ran = shell.type("kudos", "the review", "@bo,", "@all", keys="")
    assert ran.err.splitlines()[1] == "Handles come first: `ritual kudos @bo @all`."
    assert shell.run("kudos", "all", "x").err.splitlines()[1].endswith("`ritual kudos @all`.")


def test_the_beginning_of_a_handle_or_a_name_names_those_it_may_mean(shell: Typing) -> None:
    assert shell.run("kudos", "@ch", "x").err.splitlines()[1] == "Did you mean @chris (Chris Vega)?"
    assert shell.run("kudos", "@anders", "x").err.splitlines()[1] == "Did you mean @bo (Bo Andersen)?"
    hint = shell.run("kudos", "@a", "x").err.splitlines()[1]
    assert hint == "There are @ana (Ana Ruiz), @bo (Bo Andersen); write the handle."
    assert shell.run("kudos", "@zzz", "x").err.splitlines()[1].startswith("There is: @ana, @bo")


def test_every_wrong_handle_is_told_at_once(shell: Typing) -> None:
    ran = shell.run("kudos", "@crhis", "@dia", "@bo", "@crhis", "x")
    assert (ran.code, ran.out) == (2, "")
    assert [row for row in ran.err.splitlines() if row.startswith("Did")] == [
        "Did you mean @chris (Chris Vega)?",
        "Did you mean @dai (Dai Ito)?",
    ]


def test_thanks_to_oneself_are_refused_before_anything_is_asked(shell: Typing) -> None:
    ran = shell.type("kudos", "@ana", keys="x\n")
    assert (ran.code, "What for?" in ran.err) == (1, False)


def test_an_empty_answer_writes_nothing(shell: Typing) -> None:
    ran = shell.type("kudos", "@bo", keys="\n")
    assert (ran.code, ran.out) == (1, "")
    assert shell.run("log").err == "Nothing was found.\n"
    assert shell.type("kudos", keys="bo\n").code == 2


def test_without_a_terminal_the_words_have_to_be_there(shell: Typing) -> None:
    assert shell.run("kudos", "@bo").code == 2
    assert shell.run("kudos").code == 2
    assert shell.run("kudos", "@bo", "-", stdin="from a pipe\n").out == "Sealed for Bo: “from a pipe”\n"


def test_a_handle_is_never_guessed(shell: Typing) -> None:
    ran = shell.run("kudos", "@crhis", "x")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[1] == "Did you mean @chris (Chris Vega)?"
    assert shell.run("kudos", "bo", "x").code == 2
    assert shell.run("kudos", "@", "x").code == 2


def test_thanks_to_oneself_are_refused_kindly(shell: Typing) -> None:
    ran = shell.run("kudos", "@ana", "me")
    assert (ran.code, ran.out) == (1, "")
    assert "`ritual win`" in ran.err


def test_everybody_is_everybody_else(shell: Typing) -> None:
    assert shell.give("kudos", "@all", "a good week") == "Sealed for everybody: “a good week”\n"
    row = json.loads(shell.give("log", "--json"))
    assert row["to"] == ["bo", "chris", "dai"]


def test_now_opens_it_at_once(shell: Typing) -> None:
    assert shell.give("kudos", "@bo", "x", "--now") == "Thanks to Bo, open to all: “x”\n"
    (shell.machine.home / "config").mkdir(parents=True, exist_ok=True)
    (shell.machine.home / "config" / "config.toml").write_text('kudos = "now"\n')
    assert shell.give("kudos", "@bo", "y") == "Thanks to Bo, open to all: “y”\n"


def test_a_link_and_whose_words_they_are(shell: Typing) -> None:
    shell.give("kudos", "@bo", "x", "--link", "https://example.org/1", "--from", "@chris")
    row = json.loads(shell.give("log", "--json", env={}))
    assert (row["link"], row["by"], row["noted_by"]) == ("https://example.org/1", "chris", "ana")


def test_what_is_different_from_usual_is_said_every_time(shell: Typing) -> None:
    shell.give("members", "change", "@bo", "--away", "2026-12-01")
    assert "Away now: Bo until Tue 1 Dec. The note waits for the return." in shell.run("kudos", "@bo", "x").err
    assert "Away now: Bo until Tue 1 Dec. It is read to those who are there." in shell.run("kudos", "@all", "x").err
    shell.give("members", "change", "@chris", "--praise", "quiet")
    shell.give("members", "change", "@dai", "--away", "yes")
    assert "It won't be read aloud, by the wish of Chris" in shell.run("kudos", "@chris", "x").err
    shell.give("kudos", "@dai", "x")
    assert shell.run("kudos", "@dai", "x").err == "Away now: Dai. The note waits for the return.\n"


def test_a_crowded_jar_promises_nothing(shell: Typing) -> None:
    shell.give("rituals", "leave", "weekly")
    for _ in range(3):
        assert "it may take another" not in shell.run("kudos", "@bo", "x").err
    assert shell.run("kudos", "@bo", "x").err == "More notes wait than one round reads, so it may take another.\n"


def test_without_a_round_it_opens_by_itself(shell: Typing) -> None:
    shell.give("rituals", "adopt", "gratitude")
    shell.give("rituals", "leave", "weekly")
    shell.give("rituals", "leave", "standup")
    assert "The next round of “Gratitude round” reads it aloud" in shell.run("kudos", "@bo", "x").err
    shell.give("rituals", "leave", "gratitude")
    assert "opens by itself after 7 days" in shell.run("kudos", "@bo", "x").err


def test_who_sits_here_has_to_be_known(tmp_path: Path) -> None:
    ran = with_team(tmp_path, me="").run("kudos", "@bo", "x")
    assert (ran.code, ran.out) == (1, "")
    assert "ritual init --me @you" in ran.err


def test_a_sealed_note_shows_to_its_giver_alone(shell: Typing) -> None:
    shell.give("kudos", "@bo", "rollback")
    assert "[sealed]" in shell.give("log", "rollback")


def test_the_editor_writes_the_words_and_begins_with_the_draft(shell: Typing) -> None:
    env = {"RITUAL_HOME": str(shell.machine.home)}
    save_draft(env, "kudos", "unsent")
    ran = shell.run("kudos", "@bo", "-e", env={"EDITOR": "sed -i s/un/now.is./"})
    assert ran.out == "Sealed for Bo: “now.is.sent”\n"
    assert draft(env, "kudos") == ""


def test_the_editor_opens_with_a_form_that_never_becomes_words(shell: Typing) -> None:
    show = shell.machine.cwd / "shown"
    ran = shell.run("kudos", "@bo", "-e", env={"EDITOR": f"cp -t {shell.machine.cwd}"})
    assert (ran.code, ran.out) == (1, "")
    assert (shell.machine.cwd / "words.txt").read_text().splitlines() == [
        "# For Bo. Lines like this one are left out, and so is what you leave open.",
        "# What was done?",
        "",
        "# What did it change?",
        "",
        "# What did it take?",
    ]
    show.write_text("#!/bin/sh\nsed -i -e 's/^$/#42 is fixed/' -e '2i\\\\' \"$1\"\n")
    show.chmod(0o755)
    assert (
        shell.run("kudos", "@bo", "-e", env={"EDITOR": str(show)}).out == "Sealed for Bo: “#42 is fixed #42 is fixed”\n"
    )
    (row,) = [json.loads(shell.give("log", "--json", "-n1"))]
    assert row["words"] == "#42 is fixed\n#42 is fixed"


def test_what_was_written_in_the_editor_is_not_lost(shell: Typing) -> None:
    env = {"RITUAL_HOME": str(shell.machine.home)}
    script = shell.machine.cwd / "editor"
    for words, last in (("hasty", "exit 1"), ("precious", "kill -INT $PPID; exit 1")):
        script.write_text(f"#!/bin/sh\necho {words} > $1\n{last}\n")
        script.chmod(0o755)
        ran = shell.run("kudos", "@bo", "-e", env={"EDITOR": str(script)})
        assert ran.code in (1, 130)
        assert "`ritual kudos -e` begins with it." in ran.err
        assert draft(env, "kudos") == words
    assert shell.give("log") == ""
    assert shell.run("kudos", "@bo", "-e", env={"EDITOR": "true"}).out == "Sealed for Bo: “precious”\n"
    assert draft(env, "kudos") == ""


def test_what_is_too_long_from_the_editor_becomes_a_draft(shell: Typing) -> None:
    script = shell.machine.cwd / "editor"
    script.write_text("#!/bin/sh\nhead -c 70000 /dev/zero | tr '\\0' x > $1\n")
    script.chmod(0o755)
    ran = shell.run("kudos", "@bo", "-e", env={"EDITOR": str(script)})
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("ritual: ") or "These words are too long: 69 KiB." in ran.err
    assert len(draft({"RITUAL_HOME": str(shell.machine.home)}, "kudos")) == 70000


def test_an_editor_that_fails_writes_nothing(shell: Typing) -> None:
    for editor in ("false", "/nowhere/editor", "'unclosed"):
        ran = shell.run("kudos", "@bo", "-e", env={"VISUAL": editor})
        assert (ran.code, ran.out) == (1, "")


def test_words_are_not_lost_when_the_record_cannot_take_them(shell: Typing) -> None:
    record = Path(shell.give("locate", "record").strip())
    record.write_bytes(b"no database at all, by any means" * 40)
    ran = shell.run("kudos", "@bo", "precious")
    assert (ran.code, ran.out) == (3, "")
    assert "precious" in ran.err
    assert draft({"RITUAL_HOME": str(shell.machine.home)}, "kudos") == "precious"


def test_a_draft_that_cannot_be_saved_is_still_shown(shell: Typing) -> None:
    record = Path(shell.give("locate", "record").strip())
    record.write_bytes(b"no database at all, by any means" * 40)
    state = shell.machine.home / "state"
    (state / "drafts").write_text("a file where a folder should be")
    ran = shell.run("kudos", "@bo", "precious")
    assert ran.code == 3
    assert "precious" in ran.err
    assert "A draft keeps" not in ran.err


def test_the_id_in_the_lesson_opens_the_note(shell: Typing) -> None:
    shell.give("kudos", "@bo", "x")
    assert shell.give("edit", entry_id(shell), "--now") == "Now: “x”\n"
    assert "[sealed]" not in shell.give("log")


def test_a_question_that_is_left_with_ctrl_d_ends_its_line(shell: Typing) -> None:
    ran = shell.type("kudos", "@bo", keys="")
    assert ran.code == 1
    assert ran.err.startswith("What for? \n")
    assert shell.type("kudos", "@bo", keys="the pump").err.startswith("What for? \n")
