"""What isn't kept is gone for good after a round that was led line by line, and nobody can tell who passed."""

import json
from pathlib import Path

import pytest

from tests.cli.shells import Typing, with_team

SECRETS = ("quarrel", "migraine", "insomnia", "heartbreak", "debts")
FORMATS = ("text", "markdown", "jsonl")


def outputs(shell: Typing) -> str:
    """Everything that ritual gives out about the last round."""
    recaps = [shell.give("recap", "last", "--format", form) for form in FORMATS]
    looks = [shell.give("recap", "today"), shell.give("log", "--json"), shell.give(), shell.run("log", "quarrel").out]
    return "\n".join([*recaps, *looks])


def test_secrets_of_steps_that_keep_nothing_are_gone_from_every_file_and_output(shell: Typing) -> None:
    quarrel, migraine, insomnia, heartbreak, debts = SECRETS
    shell.give("checkin", f"2 {debts}")
    typed = [f"3 {quarrel}", "", migraine, "undo", f"1 {insomnia}", f"2 {insomnia} again", "", "", heartbreak, ""]
    ran = shell.run("start", "standup", stdin="\n".join([*typed, "Bo: needs Dai", ""]))
    assert ran.code == 0
    assert all(secret in ran.out for secret in SECRETS)
    recap = ran.out[ran.out.index("There is nothing more to read") :]
    assert "needs Dai" in recap
    for secret in SECRETS:
        assert secret not in recap
        assert secret not in outputs(shell)
        assert secret.encode() not in shell.machine.bytes()


def test_a_session_that_waits_holds_what_was_said_only_until_it_is_closed(shell: Typing) -> None:
    shell.run("start", "standup", stdin="3 quarrel\nquit\n")
    assert b"quarrel" in shell.machine.bytes()
    assert "quarrel" not in outputs_while_waiting(shell)
    shell.machine.asleep(days=2)
    shell.run("start", "standup", stdin="end\n")
    assert b"quarrel" not in shell.machine.bytes()


def outputs_while_waiting(shell: Typing) -> str:
    return "\n".join([shell.give("recap", "today"), shell.give("log", "--json"), shell.give()])


@pytest.mark.parametrize("ritual", ["standup", "weekly"])
def test_who_passed_cannot_be_told_from_who_spoke(tmp_path: Path, ritual: str) -> None:
    left = []
    for n, answers in enumerate((["4 fine", "words", "5", "tea"], ["", "", "", ""], ["2", "", "pass", "later"])):
        (tmp_path / str(n)).mkdir()
        shell = with_team(tmp_path / str(n))
        typed = [line for answer in answers for line in ([answer] if answer in ("", "pass") else [answer, ""])]
        shell.run("start", ritual, stdin="\n".join([*typed, "skip", "skip", "skip", "skip", "end", ""]))
        left.append(left_behind(shell))
    assert left[0] == left[1] == left[2]


def left_behind(shell: Typing) -> tuple[object, ...]:
    """What there is of a round afterwards, without the ids, which count how much was written."""
    recaps = [shell.give("recap", "last", "--format", form) for form in FORMATS[:2]]
    head, *lines = (json.loads(row) for row in shell.give("recap", "--format", "jsonl").splitlines())
    entries = shell.machine.open().record.entries("stage")
    ends = {"first", "last", "session", "asked"}  # for a fair order, and drawn by the session's id
    stages = [{key: value for key, value in entry.data.items() if key not in ends} for entry in entries]
    return recaps, {**head, "session": ""}, lines, stages, len(shell.machine.open().record.entries("answer"))
