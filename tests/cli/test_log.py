"""The log: what is found, in which order, as text and as objects; and what nobody is told."""

import json

import pytest

from tests.cli.shells import Typing, entry_id

KEYS = {
    "v", "id", "kind", "at", "tz", "by", "noted_by", "to", "with", "words", "point", "link", "due", "state", "sealed",
    "ritual", "session", "value",
}  # fmt: skip


def filled(shell: Typing) -> Typing:
    shell.give("win", "the pump runs")
    shell.machine.later(days=1)
    shell.give("kudos", "@bo", "for the pump", "--now")
    shell.machine.later(days=1)
    shell.give("win", "search is fast", "--with", "@bo")
    return shell


def test_the_newest_come_first(shell: Typing) -> None:
    rows = filled(shell).give("log").splitlines()
    assert [row.split(None, 1)[1] for row in rows] == [
        "Thu 26 Nov 2026  win       Ana and Bo: search is fast",
        "Wed 25 Nov 2026  thanks    Bo, from Ana: for the pump",
        "Tue 24 Nov 2026  win       Ana: the pump runs",
    ]
    assert filled(shell).give("log", "-n", "1").count("\n") == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("pump",), 2),
        (("pump", "run"), 1),
        (("--kind", "wins"), 2),
        (("--kind", "thanks,win"), 3),
        (("--kind", "Erfolg", "--kind", "dank"), 3),
        (("--by", "ana"), 3),
        (("--by", "@bo"), 0),
        (("--to", "@bo"), 2),
        (("--since", "yesterday"), 2),
        (("--until", "24. November"), 1),
        (("--since", "2026-W48", "--until", "yesterday"), 2),
    ],
)
def test_what_is_asked_for_is_found(shell: Typing, asked: tuple[str, ...], found: int) -> None:
    ran = filled(shell).run("log", *asked)
    assert (ran.code, len(ran.lines)) == (0, found)
    assert ("Nothing was found." in ran.err) is (found == 0)


def test_days_are_said_back(shell: Typing) -> None:
    assert "“yesterday” is Mon 23 Nov 2026." in shell.run("log", "--since", "yesterday").err
    ran = shell.run("log", "--since", "someday")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "ritual: “someday” isn't a day or a span.")


def test_objects_stand_one_a_line_with_a_version(shell: Typing) -> None:
    filled(shell)
    rows = [json.loads(row) for row in shell.give("log", "--json").splitlines()]
    assert [row["v"] for row in rows] == [1, 1, 1]
    assert {frozenset(row) for row in rows} == {frozenset(KEYS)}
    assert rows[0]["with"] == ["bo"]


def test_a_round_and_what_it_left(shell: Typing) -> None:
    shell.give("kudos", "@bo", "thanks")
    shell.give("start", "standup", "--plain", stdin="skip\n\n\nBo needs Ana\npark staging\n")
    kinds = [json.loads(row) for row in shell.give("log", "--json").splitlines()]
    assert {row["kind"] for row in kinds} == {"session", "kudos", "answer", "parked"}
    assert all(row["ritual"] == "standup" for row in kinds if row["kind"] in ("session", "answer"))
    assert "round     Standup" in shell.give("log", "--kind", "runde")
    assert "parked" in shell.give("log", "--kind", "parked")


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ((), "Check-ins aren't kept. To know how somebody is, ask."),
        (("--by", "@bo"), "Check-ins aren't kept. To know how Bo is, ask Bo."),
        (("--by", "@ana"), "Check-ins aren't kept, yours neither."),
    ],
)
def test_check_ins_of_others_are_refused_kindly(shell: Typing, by: tuple[str, ...], said: str) -> None:
    for kind in ("checkin", "mood", "Stimmung"):
        ran = shell.run("log", "--kind", kind, *by)
        assert (ran.code, ran.out, ran.err) == (1, "", f"ritual: {said}\n")


def test_an_unknown_kind_names_the_nearest(shell: Typing) -> None:
    assert shell.run("log", "--kind", "thank").err.endswith("Did you mean “thanks”?\n")
    ran = shell.run("log", "--kind", "zzz")
    assert (ran.code, ran.err.splitlines()[1]) == (2, "There is: thanks, win, promise, answer, parked, round.")


def test_short_ids_find_their_entry(shell: Typing) -> None:
    filled(shell)
    ids = [row.split()[0] for row in shell.give("log").splitlines()]
    assert len(set(ids)) == 3
    assert entry_id(shell, "search") == ids[0]


def test_a_terminal_shows_kinds_in_their_colours(shell: Typing) -> None:
    filled(shell)
    env = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    assert "\x1b[" in shell.type("log", screen=True, env=env).out
    assert "\x1b[" not in shell.type("log", "--plain", screen=True, env=env).out
    (shell.machine.home / "config").mkdir(exist_ok=True)
    (shell.machine.home / "config" / "config.toml").write_text('theme = "heart"\n')
    assert "hearth" in shell.type("log", screen=True, env=env).err
    plain = shell.give("log")
    assert "\x1b[" not in plain
    assert shell.type("log", screen=True, env={"TERM": "dumb"}).out == plain
