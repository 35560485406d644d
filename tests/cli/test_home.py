"""Today's overview, printed where there is no terminal."""

from pathlib import Path

from ritual.actions.look import overview
from ritual.cli.today import rows
from tests.actions.teams import begun
from tests.actions.together import Table
from tests.cli.shells import Typing


def test_today_at_a_glance(shell: Typing) -> None:
    shell.give("win", "search is fast")
    shell.give("kudos", "@bo", "sealed words")
    shell.give("kudos", "@bo", "open words", "--now")
    shell.give("checkin", "fine")
    assert shell.give().splitlines() == [
        "Platform · Tue 24 Nov 09:29",
        "Standup at 09:30, in 1 min · about 2 min",
        "Weekly at Thu 26 Nov 14:00, in 2 days · about 10 min",
        "4 people. Ana has written ahead.",
        "1 note in the jar.",
        "Thanks: Bo, from Ana: open words",
        "Wins: Ana: search is fast",
    ]


def test_the_team_s_language_is_spoken(empty: Typing) -> None:
    empty.give("init", "Sonne", "--people", "-", "--lang", "de", stdin="Ana\nBo\n")
    assert "Di" in empty.give().splitlines()[0]


def test_without_a_team_it_says_how_to_begin(empty: Typing) -> None:
    ran = empty.run()
    assert (ran.code, ran.err, ran.lines[0]) == (0, "", "There is no team yet.")
    assert "ritual start --with" in ran.lines[1]


def test_a_session_that_stopped_is_told(shell: Typing) -> None:
    ws = shell.machine.open()
    begun(ws)
    ws.record.close()
    shell.machine.later(minutes=2)
    assert "Standup stopped at" in shell.give()


def test_a_round_that_another_machine_leads_is_told(tmp_path: Path) -> None:
    table = Table(tmp_path)
    begun(table[0].ws)
    assert not [row for row in rows(overview(table[0].ws)) if "going on" in row]
    table.spread()
    assert rows(overview(table[1].ws))[1] == (
        "Standup is going on since 09:29, and Ana Ruiz leads. `ritual join-in` takes part."
    )


def test_a_ritual_without_a_time_is_held_when_people_like(shell: Typing) -> None:
    shell.give("rituals", "leave", "standup")
    shell.give("rituals", "leave", "weekly")
    assert "when you like" not in shell.give()
    shell.give("rituals", "adopt", "retro")
    assert "Retro, when you like · about" in shell.give()
