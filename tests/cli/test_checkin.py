"""Check-ins answered ahead from the shell."""

import pytest

from ritual.actions.leading import prepare
from ritual.actions.settings import RITUAL, change, ritual_value
from ritual.cli.main import main
from ritual.cli.shell import Streams
from ritual.model.ritual import Ritual
from tests.actions.teams import begun, step
from tests.cli.shells import Keys, Paper, Typing

SEEN = "At your turn everybody in the round sees this."


def test_the_answer_waits_for_the_next_session(shell: Typing) -> None:
    ran = shell.run("checkin", "slept well", "--mood", "4")
    assert (ran.code, ran.err) == (0, f"{SEEN}\n")
    assert ran.out == "Ahead for “Standup”, Tue 24 Nov 09:30: 4 good, slept well\n"
    assert "Ana has written ahead." in shell.give()


def test_a_point_may_be_named(shell: Typing) -> None:
    assert shell.give("checkin", "--mood", "Full").endswith(": 5 full\n")
    assert shell.give("checkin", "--mood", "voll", "--lang", "de").endswith(": 5 voll\n")
    ran = shell.run("checkin", "--mood", "9")
    assert (ran.code, ran.err.splitlines()[1]) == (2, "It goes from 1 to 5.")


def test_without_words_it_asks_what_the_round_will_ask(shell: Typing) -> None:
    ran = shell.type("checkin", keys="fine\n")
    assert ran.err == f"{SEEN}\nEnergy, 1 to 5. A sentence if you like. "
    assert ran.out.endswith(": fine\n")


def test_a_later_answer_takes_the_place_of_an_earlier_one(shell: Typing) -> None:
    shell.give("checkin", "first")
    shell.give("checkin", "second")
    with shell.machine.open().record as record:
        assert [answer.data["words"] for answer in record.entries("answer")] == ["second"]


def test_a_wish_goes_to_whoever_leads_only_if_its_author_says_so(shell: Typing) -> None:
    ran = shell.run("checkin", "--wish", "talk to me after")
    assert "was written nowhere" in ran.err
    assert shell.type("checkin", "--wish", "talk to me after", keys="n\n").err.endswith("whoever leads knows it.\n")
    assert b"talk to me after" not in shell.machine.bytes()
    shell.give("checkin", "--wish", "talk to me after", "--tell")
    ws = shell.machine.open()
    assert prepare(ws, "standup").wishes() == (("Ana", "talk to me after"),)
    ws.record.close()
    assert shell.type("checkin", "--wish", "a hand", keys="y\n").code == 0
    assert shell.type("checkin", "--wish", "a hand", keys="\n").code == 0


def test_a_wish_alone_leaves_the_answer_as_it_is(shell: Typing) -> None:
    shell.give("checkin", "steady", "--mood", "4")
    ran = shell.run("checkin", "--wish", "talk to me after", "--tell")
    assert ran.out == "Ahead for “Standup”, Tue 24 Nov 09:30: a wish for whoever leads\n"
    assert "everybody in the round sees" not in ran.err
    with shell.machine.open().record as record:
        (answer,) = record.entries("answer")
    assert (answer.data["words"], answer.data["point"]) == ("steady", 4)
    assert answer.data["wish"] == {"words": "talk to me after", "tell": True}


class BrokenOff(Keys):
    """Somebody who answers one question and breaks off at the next."""

    def readline(self, size: int | None = -1, /) -> bytes:
        answer = super().readline(size)
        if not answer:
            raise KeyboardInterrupt
        return answer


def test_breaking_off_keeps_nothing_but_a_draft(shell: Typing) -> None:
    streams = Streams(BrokenOff(b"precious\n"), Paper(), Paper())
    assert main(("checkin", "-e", "--wish", "a hand"), shell.machine.around({"EDITOR": "false"}), streams) == 1
    asked = Streams(BrokenOff(b"@bo\n"), Paper(), Paper())
    assert main(("kudos",), shell.machine.around(), asked) == 130
    script = shell.machine.cwd / "editor"
    script.write_text("#!/bin/sh\necho precious > $1\n")
    script.chmod(0o755)
    asked = Streams(BrokenOff(b""), Paper(), Paper())
    assert main(("checkin", "-e", "--wish", "a hand"), shell.machine.around({"EDITOR": str(script)}), asked) == 130
    assert asked.stderr.getvalue().endswith("A draft keeps them; `ritual checkin -e` begins with it.\n\n")  # type: ignore[attr-defined]
    assert shell.give("log") == ""
    ran = shell.run("checkin", "-e", env={"EDITOR": "true"})
    assert ran.out.endswith(": precious\n")


def test_a_wish_that_stays_unsaid_writes_nothing(shell: Typing) -> None:
    assert shell.run("checkin", "--wish", "talk to me after").out == ""
    with shell.machine.open().record as record:
        assert list(record.entries("answer")) == []


def test_it_can_be_answered_the_evening_before_but_not_days_before(shell: Typing) -> None:
    ran = shell.run("checkin", "x", "--ritual", "weekly")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "ritual: It is too early for “Weekly”, Thu 26 Nov 14:00.",
        "An answer waits a day and a half; from Wed 25 Nov 03:00 on this one can.",
    ]
    shell.machine.until("2026-11-25T02:00:00Z")
    assert "“Weekly”, Thu 26 Nov 14:00" in shell.give("checkin", "x", "--ritual", "weekly")
    shell.machine.until("2026-11-25T19:00:00Z")
    assert "“Standup”, Thu 26 Nov 09:30: early" in shell.give("checkin", "early")
    shell.machine.until("2026-11-26T13:55:00Z")
    ws = shell.machine.open()
    assert "opening" in prepare(ws, "weekly").room().ahead
    ws.record.close()


def test_what_can_be_answered_now_still_waits_for_a_round_an_hour_late(shell: Typing) -> None:
    shell.machine.until("2026-11-22T21:30:00Z")
    shell.give("checkin", "x")
    shell.machine.until("2026-11-24T09:30:00Z")
    assert "Ana wrote ahead" not in shell.give()
    shell.machine.until("2026-11-23T09:25:00Z")
    assert "has written ahead" in shell.give()


def test_a_round_that_is_late_is_still_the_next_one(shell: Typing) -> None:
    shell.machine.until("2026-11-24T08:40:00Z")
    assert "Tue 24 Nov 09:30" in shell.give("checkin", "x")
    circle = begun(shell.machine.open(), "standup")
    assert "Wed 25 Nov 09:30" in shell.give("checkin", "x")
    circle.ws.record.close()


def test_everything_wrong_is_told_at_once(shell: Typing) -> None:
    ran = shell.run("checkin", "x", "--from", "@eve", "--mood", "9")
    assert (ran.code, ran.err.count("ritual: ")) == (2, 2)


def keeps_copies(shell: Typing) -> None:
    settings = shell.machine.home / "config" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("own_answers = true\n")


def test_my_own_copy_stays_with_me_only_if_i_want_it(shell: Typing) -> None:
    shell.give("checkin", "first", "--mood", "2")
    assert "No copies are kept" in shell.run("checkin", "--history").err
    keeps_copies(shell)
    assert shell.run("checkin", "--history").err == "Nothing was found.\n"
    shell.give("checkin", "hasty", "--mood", "2")
    shell.give("checkin", "slept well", "--mood", "4")
    shell.give("checkin", "--wish", "talk to me after", "--tell")
    shell.give("checkin", "by another", "--from", "@bo")
    assert shell.give("checkin", "--history") == "Tue 24 Nov  standup/energy  4 good, slept well\n"
    shell.machine.later(days=1)
    ran = shell.run("checkin", "better")
    assert ran.err == f"{SEEN}\nLast time you wrote, Tue 24 Nov: “4 good, slept well”\n"
    assert shell.give("undo") == "Taken back: “better”\n"
    assert "better" not in shell.give("checkin", "--history")
    assert shell.give("checkin", "--forget") == "1 own answer is gone.\n"
    assert shell.give("checkin", "--history") == ""


def test_a_copy_that_cannot_be_kept_costs_only_the_copy(shell: Typing) -> None:
    keeps_copies(shell)
    (shell.machine.home / "state" / "own-answers.jsonl").mkdir(parents=True)
    assert shell.give("checkin", "x").endswith(": x\n")


def test_another_ritual_and_another_person(shell: Typing) -> None:
    shell.machine.until("2026-11-25T12:00:00Z")
    assert "“Weekly”, Thu 26 Nov 14:00" in shell.give("checkin", "x", "--ritual", "weekly", "--from", "@bo")
    assert "has written ahead" not in shell.give()
    ran = shell.run("checkin", "x", "--ritual", "nope")
    assert (ran.code, ran.err.splitlines()[-1]) == (2, "There is: standup, weekly.")
    assert shell.run("checkin", "--ritual", "weekly", "--mood", "3").err.startswith(
        "ritual: “Opening” asks for no number"
    )


def test_a_ritual_without_a_time_and_a_team_without_check_ins(shell: Typing) -> None:
    ws = shell.machine.open()
    bare = Ritual("bare", {"en": "Bare"}, {"en": "To try."}, (step("wins"),))
    ws.write(change(ws.record, ws.pen(), ws.new_id(), RITUAL + "bare", ritual_value(bare)))
    ws.record.close()
    assert shell.run("checkin", "x", "--ritual", "bare").code == 1
    shell.give("rituals", "adopt", "kickoff")
    assert shell.give("checkin", "x", "--ritual", "kickoff") == "Ahead for the next “Kickoff”: x\n"


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("4 quite well", "4 good, quite well"),
        ("Good: quite well", "4 good, quite well"),
        ("2", "2 low"),
        ("\\4 quite well", "\\4 quite well"),
        ("44 emails", "44 emails"),
        ("quite well", "quite well"),
    ],
)
def test_a_line_typed_in_answer_may_begin_with_a_point(shell: Typing, typed: str, understood: str) -> None:
    ran = shell.type("checkin", keys=f"{typed}\n")
    assert (ran.code, ran.out.endswith(f"09:30: {understood}\n")) == (0, True)
    assert shell.give("checkin", typed).endswith(f"09:30: {typed}\n")
    again = shell.type("answer", keys=f"{typed}\n")
    assert (again.code, again.out.endswith(f"09:30: {understood}\n")) == (0, True)


def test_a_point_typed_first_is_said_to_be_counted(shell: Typing) -> None:
    shell.give("insights", "counts", "on")
    assert "yours is counted too" in shell.type("checkin", keys="4 quite well\n").err
    assert "yours is counted too" not in shell.type("checkin", keys="quite well\n").err
