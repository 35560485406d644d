"""One short piece for shell prompts: which round is near, how many notes wait, and otherwise not a word."""

from pathlib import Path

from ritual.actions import slip
from tests.cli.shells import PEOPLE, Typing, with_team
from tests.cli.test_quick import quickly, record, settings_file

SILENCE = (0, "", "")


def said(shell: Typing, *argv: str, **env: str) -> str:
    """What the ordinary way says, and then the quick way too."""
    ran = shell.run("prompt", *argv, env=env)
    assert (ran.code, ran.err) == (0, "")
    assert quickly(shell, "prompt", **env) == ran
    return ran.out


def test_a_round_is_said_from_an_hour_before(shell: Typing) -> None:
    assert said(shell) == "standup in 1 min\n"
    shell.machine.until("2026-11-24T07:30:59Z")
    assert said(shell) == ""
    shell.machine.until("2026-11-24T07:31:00Z")
    assert said(shell) == "standup in 59 min\n"
    shell.machine.until("2026-11-24T08:26:01Z")
    assert said(shell) == "standup in 4 min\n"


def test_a_round_whose_time_has_come_is_now_until_it_is_opened_or_late(shell: Typing) -> None:
    shell.machine.until("2026-11-24T08:30:00Z")
    assert said(shell) == "standup now\n"
    shell.machine.later(minutes=19)
    assert said(shell) == "standup now\n"
    shell.machine.later(minutes=1)
    assert said(shell) == ""
    shell.machine.until("2026-11-25T08:29:00Z")
    assert said(shell) == "standup in 1 min\n"
    shell.give("start", "standup", "--plain", stdin="end\nyes\n")
    assert quickly(shell, "prompt") is None
    assert said(shell) == ""


def test_the_notes_are_counted_as_on_the_first_screen(shell: Typing) -> None:
    shell.give("kudos", "@bo", "x")
    assert said(shell) == "standup in 1 min · 1 in the jar\n"
    shell.give("kudos", "@all", "x")
    assert quickly(shell, "prompt") == (0, "standup in 1 min · 2 in the jar\n", "")
    shell.give("win", "no note")
    assert quickly(shell, "prompt") == (0, "standup in 1 min · 2 in the jar\n", "")
    shell.give("undo")
    shell.give("kudos", "@chris", "x", "--now")
    assert quickly(shell, "prompt") == (0, "standup in 1 min · 2 in the jar\n", "")
    shell.give("members", "change", "@bo", "--away", "2026-11-26")
    assert said(shell) == "standup in 1 min · 1 in the jar\n"
    shell.give("kudos", "@bo", "x")
    assert quickly(shell, "prompt") is None
    assert said(shell) == "standup in 1 min · 1 in the jar\n"


def test_what_somebody_wants_erased_is_not_counted(shell: Typing) -> None:
    shell.give("kudos", "@bo", "x", "--from", "@chris")
    assert said(shell) == "standup in 1 min · 1 in the jar\n"
    with record(shell) as found:
        (note,) = found.unopened()
        found.set_meta("me", str(note.data["by"]))
    shell.give("erase", note.id)
    assert quickly(shell, "prompt") is None
    assert said(shell) == "standup in 1 min\n"


def test_a_return_is_looked_at_on_its_day(shell: Typing) -> None:
    shell.give("kudos", "@bo", "x")
    shell.give("members", "change", "@bo", "--away", "2026-11-25")
    assert said(shell) == "standup in 1 min\n"
    shell.machine.until("2026-11-25T08:29:00Z")
    assert quickly(shell, "prompt") is None
    assert said(shell) == "standup in 1 min · 1 in the jar\n"


def test_it_speaks_german(shell: Typing) -> None:
    shell.give("kudos", "@bo", "x")
    assert said(shell, RITUAL_LANG="de") == "Standup in 1 min · 1 im Glas\n"
    shell.machine.later(minutes=1)
    assert said(shell, RITUAL_LANG="de") == "Standup jetzt · 1 im Glas\n"


def test_the_ritual_that_is_next_is_said(shell: Typing) -> None:
    shell.machine.until("2026-11-26T12:50:00Z")
    assert said(shell) == "weekly in 10 min\n"
    shell.give("rituals", "leave", "weekly")
    assert said(shell) == ""
    shell.give("rituals", "adopt", "gratitude")
    assert said(shell) == ""
    shell.give("rituals", "leave", "standup")
    assert said(shell) == ""


def test_a_round_that_was_opened_early_is_not_said_again(shell: Typing) -> None:
    shell.machine.until("2026-11-26T12:30:00Z")
    assert said(shell) == "weekly in 30 min\n"
    shell.give("start", "weekly", "--plain", stdin="end\nyes\n")
    assert said(shell) == ""


def test_a_week_later_the_rounds_are_looked_up_anew(shell: Typing) -> None:
    assert said(shell)
    shell.machine.later(days=7, minutes=-1)
    assert quickly(shell, "prompt") is not None
    shell.machine.later(minutes=1)
    assert quickly(shell, "prompt") is None
    assert said(shell) == "standup in 1 min\n"


def test_looking_again_writes_nothing(shell: Typing) -> None:
    assert said(shell)
    with record(shell) as found:
        before = found.meta(slip.ROUNDS)
    shell.machine.later(minutes=5)
    assert shell.give("prompt") == "standup now\n"
    with record(shell) as found:
        assert found.meta(slip.ROUNDS) == before


def test_looking_is_not_using(shell: Typing) -> None:
    last = shell.machine.home / "state" / "last-team"
    before = last.read_text()
    shell.give("init", "Sun", "--me", "@ana", "--people", "-", "--card", stdin=PEOPLE)
    last.write_text(before)
    assert shell.give("prompt") == "standup in 1 min\n"
    assert last.read_text() == before


def test_without_a_team_it_says_nothing(empty: Typing) -> None:
    assert empty.run("prompt") == SILENCE
    assert quickly(empty, "prompt") == SILENCE


def test_nobody_in_particular_is_a_team_without_a_slip(tmp_path: Path) -> None:
    shell = with_team(tmp_path, me="")
    assert shell.run("prompt") == (0, "standup in 1 min\n", "")
    assert quickly(shell, "prompt") is None


def test_whatever_is_wrong_it_says_nothing(shell: Typing) -> None:
    assert shell.run("prompt", "--bogus") == SILENCE
    assert shell.run("prompt", "--team", "Sun") == SILENCE
    assert shell.run("prompt", env={"RITUAL_TEAM": "Sun"}) == SILENCE
    settings_file(shell, "what is this\n")
    assert shell.run("prompt") == (0, "standup in 1 min\n", "")
    (path,) = shell.machine.home.glob("data/teams/*/record.db")
    path.write_bytes(b"no database at all, by any means" * 40)
    assert shell.run("prompt") == SILENCE
    shell.machine.meanwhile = lambda: 1 / 0
    assert shell.run("prompt") == SILENCE


def test_help_is_told_as_of_every_command(shell: Typing) -> None:
    ran = shell.run("prompt", "--help")
    assert ran.code == 0
    assert "ritual doctor" in ran.out


def test_a_record_that_takes_nothing_is_still_read(shell: Typing) -> None:
    with record(shell) as found:
        found._db.execute("CREATE TRIGGER full BEFORE INSERT ON meta BEGIN SELECT RAISE(ABORT, 'full'); END")
    assert shell.run("prompt") == (0, "standup in 1 min\n", "")
    assert shell.run("win", "x").code == 0
    assert quickly(shell, "prompt") is None
