"""The rota from the shell: begun, shown, swapped and ended, and that Home and the start follow it."""

import json
from pathlib import Path

import pytest

from ritual.actions.leading import prepare
from ritual.actions.look import overview
from tests.actions.teams import ANA, BO, INES, adopted, begun, changed, founded, led, step
from tests.cli.shells import Typing, alone


def leaders(out: str) -> list[str]:
    return [line.split("  ")[-1].split()[0] for line in out.splitlines()]


def test_a_rota_is_begun_of_everybody_or_of_some(shell: Typing) -> None:
    everybody = shell.give("rota", "standup", "--on").splitlines()
    assert everybody[0].startswith("Tue 24 Nov 09:30  Standup  ")
    assert everybody[0].endswith(" leads: by lot.")
    assert len(everybody) == 5
    assert sorted(leaders("\n".join(everybody[:4]))) == ["Ana", "Bo", "Chris", "Dai"]
    some = shell.give("rota", "standup", "--on", "@dai", "@bo").splitlines()
    assert some[:2] == [
        "Tue 24 Nov 09:30  Standup  Dai leads: next on the list.",
        "Wed 25 Nov 09:30  Standup  Bo leads: longest since.",
    ]
    assert shell.give("rota", "-n", "3").splitlines() == some[:3]
    assert shell.give("rota", "standup").splitlines() == some


def test_it_ends_and_then_whoever_opens_leads(shell: Typing) -> None:
    shell.give("rota", "standup", "--on")
    assert shell.give("rota", "standup", "--off") == "“Standup” has no rota any more; whoever opens it leads.\n"
    assert shell.run("rota", "standup").err == "“Standup” has no rota; whoever opens it leads.\n"
    assert shell.run("rota").err == "No ritual has a rota. `ritual rota standup --on` begins one.\n"


def test_a_day_is_swapped_and_swapped_back(shell: Typing) -> None:
    shell.give("rota", "standup", "--on", "@ana", "@bo", "@chris")
    swapped = shell.run("rota", "swap", "thursday", "@bo")
    assert swapped.err == "“thursday” is Thu 26 Nov 2026.\n"
    assert swapped.lines[2] == "Thu 26 Nov 09:30  Standup  Bo leads: as agreed."
    assert leaders(swapped.out)[:3] == ["Ana", "Chris", "Bo"]
    mine = shell.run("rota", "swap", "2026-11-26")
    assert (mine.lines[2], mine.err) == ("Thu 26 Nov 09:30  Standup  Ana leads: as agreed.", "")
    assert leaders(shell.give("rota", "swap", "thursday", "--back")) == ["Ana", "Bo", "Chris", "Ana", "Bo"]


def test_somebody_who_is_away_is_neither_asked_nor_swapped_in(shell: Typing) -> None:
    shell.give("rota", "standup", "--on", "@bo", "@ana")
    shell.give("rota", "swap", "wednesday", "@bo")
    shell.give("members", "away", "@bo", "25 nov to 26 nov")
    assert leaders(shell.give("rota", "-n", "4")) == ["Bo", "Ana", "Ana", "Bo"]
    ran = shell.run("rota", "swap", "thursday", "@bo")
    assert (ran.code, ran.err.splitlines()[1]) == (1, "ritual: @bo isn't there on that day.")


def test_somebody_new_isnt_asked(shell: Typing) -> None:
    shell.machine.later(days=1)
    shell.give("members", "add", "Jo Ek @jo")
    assert "Jo" not in shell.give("rota", "standup", "--on")
    assert "Jo" in shell.give("rota", "standup", "-n", "12")
    ran = shell.run("rota", "swap", "thursday", "@jo")
    assert (ran.code, ran.err.splitlines()[1]) == (1, "ritual: @jo is new: in the first five rounds nobody leads.")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (1, ("swap", "saturday", "@bo")),
        (2, ("swap", "someday", "@bo")),
        (2, ("swap", "2026-11-01", "@bo")),
        (2, ("swap", "thursday", "@bo", "@ana")),
        (2, ("swap", "thursday", "@zoe")),
        (2, ("swap", "thursday", "--ritual", "weekly")),
        (2, ("standap",)),
        (2, ("retro", "--on")),
        (2, ("--on",)),
        (2, ("standup", "weekly")),
        (2, ("standup", "--on", "@zoe")),
        (2, ("-n", "x")),
    ],
)
def test_what_cannot_be_is_refused(shell: Typing, code: int, words: tuple[str, ...]) -> None:
    before = shell.give("rota", "standup", "--on")
    ran = shell.run("rota", *words)
    assert (ran.code, ran.out) == (code, "")
    assert shell.give("rota", "standup") == before


def test_of_several_rotas_a_swap_names_one(shell: Typing) -> None:
    shell.give("rota", "standup", "--on")
    shell.give("rota", "weekly", "--on")
    ran = shell.run("rota", "swap", "thursday", "@bo")
    assert ran.err.splitlines()[1:] == [
        "ritual: Several rituals have a rota: standup, weekly.",
        "--ritual NAME says which.",
    ]
    assert leaders(shell.give("rota", "swap", "thursday", "@bo", "--ritual", "weekly"))[0] == "Bo"
    assert len(shell.give("rota").splitlines()) == 10


def test_a_ritual_without_a_time_has_a_next_round(shell: Typing) -> None:
    shell.give("rituals", "adopt", "retro")
    assert shell.give("rota", "retro", "--on", "@bo", "@ana") == "Retro, the next round  Bo leads: next on the list.\n"
    assert leaders(shell.give("rota", "swap", "today", "@ana")) == ["Ana"]
    assert json.loads(shell.give("rota", "--json"))["at"] is None


def test_a_ritual_that_ends_has_only_the_rounds_that_are_left(shell: Typing) -> None:
    ws = shell.machine.open()
    adopted(ws, step(), rrule="FREQ=WEEKLY;BYDAY=FR;BYHOUR=9;UNTIL=20261205")
    ws.record.close()
    assert len(shell.give("rota", "own", "--on").splitlines()) == 2


def test_nobody_to_ask_is_said_without_a_name(shell: Typing) -> None:
    shell.give("rota", "standup", "--on", "@bo")
    shell.give("members", "away", "@bo")
    assert shell.give("rota", "-n", "1") == "Tue 24 Nov 09:30  Standup  Whoever opens it leads.\n"
    assert json.loads(shell.give("rota", "-n", "1", "--json")) == {
        "v": 1,
        "ritual": "standup",
        "at": "2026-11-24T08:30:00Z",
        "leads": None,
        "reason": None,
    }
    assert json.loads(shell.give("schedule", "today", "--json"))["leads"] is None
    assert shell.give("schedule", "today").splitlines()[0] == "Tue 24 Nov 09:30  Standup"


def test_nobody_at_this_machine_has_to_name_somebody(tmp_path: Path) -> None:
    shell = alone(tmp_path)
    shell.give("init", "Platform", "--people", "-", stdin="Ana @ana\nBo @bo\n")
    shell.give("rota", "standup", "--on")
    assert shell.run("rota", "swap", "thursday").code == 1


def test_home_and_the_start_name_who_is_asked_and_then_the_next(tmp_path: Path) -> None:
    from ritual.actions.people import person
    from ritual.actions.rota import begin
    from ritual.actions.settings import rituals_from

    machine, ws = founded(tmp_path)
    standup = rituals_from(ws.record.settings())["standup"]
    assert (overview(ws).leader, prepare(ws, "standup").lobby().leads) == ("Ana", "")
    begin(ws, standup, [person(ws.team, "bo"), person(ws.team, "ines"), person(ws.team, "ana")])
    assert overview(ws).leader == "Bo"
    assert prepare(ws, "standup").lobby().leads == "Bo leads: next on the list."
    circle = begun(ws)
    assert (circle.stage.leader, circle.lobby().leads) == (ANA, "")
    led(circle, "close")
    machine.later(days=1)
    # Who opened has led, whoever was asked.
    assert overview(ws).leader == "Bo"
    changed(ws, BO, away="yes")
    assert overview(ws).leader == "Ines"
    changed(ws, INES, away="yes")
    changed(ws, ANA, away="yes")
    assert overview(ws).leader == "Ana"


def test_the_plain_dialogue_says_who_is_asked(shell: Typing) -> None:
    shell.give("rota", "standup", "--on", "@bo", "@ana")
    assert "Bo leads: next on the list." in shell.give("start", "--plain").splitlines()


def test_a_swap_needs_a_day(shell: Typing) -> None:
    shell.give("rota", "standup", "--on")
    ran = shell.run("rota", "swap", "@bo")
    assert (ran.code, ran.err) == (2, "ritual: Which day?\nLike thursday, 3 December, 2026-12-01.\n")
