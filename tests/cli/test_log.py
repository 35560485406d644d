"""The log: what is found, in which order, as text and as objects; and what nobody is told."""

import csv
import json
from io import StringIO

import pytest

from ritual.cli.log_formats import COLUMNS
from ritual.model.entry import put
from tests.cli.shells import Typing, entry_id

KEYS = {
    "v", "id", "kind", "at", "tz", "by", "noted_by", "to", "with", "words", "point", "link", "due", "state", "sealed",
    "ritual", "session", "tags", "value",
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


def test_a_tag_is_found_exactly_also_after_an_edit(shell: Typing) -> None:
    shell.give("win", "the #Onboarding page")
    shell.give("win", "onboarding without its sign, #onboarding-plan")
    assert "Onboarding page" in shell.give("log", "--tag", "#onboarding")
    assert shell.give("log", "--tag", "onboarding").count("\n") == 1
    assert "Nothing was found." in shell.run("log", "--tag", "onboard").err
    shell.give("edit", entry_id(shell, "page"), "the page")
    assert "Nothing was found." in shell.run("log", "--tag", "onboarding").err


def test_csv_has_a_header_and_nothing_that_a_spreadsheet_would_run(shell: Typing) -> None:
    shell.give("win", '=HYPERLINK("x"), and more', "--with", "@bo")
    out = shell.give("log", "--csv")
    assert out.endswith("\r\n")
    header, row = csv.reader(StringIO(out, newline=""))
    assert tuple(header) == COLUMNS
    assert set(header) == KEYS - {"v"}
    fields = dict(zip(header, row, strict=True))
    assert (fields["words"], fields["with"], fields["sealed"]) == ('\'=HYPERLINK("x"), and more', "bo", "false")
    assert shell.give("log", "zzz", "--format", "csv").splitlines() == [",".join(COLUMNS)]


def test_markdown_and_one_line(shell: Typing) -> None:
    filled(shell)
    shell.give("kudos", "@bo", "a *star*")
    assert shell.give("log", "--format", "markdown", "-n", "2").splitlines() == [
        "- Thu 26 Nov 2026, thanks: **Bo, from Ana**: a \\*star\\* [sealed]",
        "- Thu 26 Nov 2026, win: **Ana and Bo**: search is fast",
    ]
    assert shell.give("log", "--oneline") == shell.give("log")
    narrow = {"COLUMNS": "48", "TERM": "dumb"}
    cut = shell.type("log", "--oneline", "-n", "1", screen=True, env=narrow).lines
    assert [len(row) for row in cut] == [48]
    assert cut[0].endswith("…")


@pytest.mark.parametrize(("columns", "deep"), [("68", 37), ("56", 6)])
def test_long_words_go_on_below_at_a_terminal(shell: Typing, columns: str, deep: int) -> None:
    shell.give("win", "a word and another " * 6)
    rows = shell.type("log", screen=True, env={"COLUMNS": columns, "TERM": "dumb"}).lines
    assert len(rows) > 3
    assert {len(row) - len(row.lstrip()) for row in rows[1:]} == {deep}
    assert max(map(len, rows)) <= int(columns)


def test_what_is_more_than_usual_is_told(shell: Typing) -> None:
    for number in range(21):
        shell.give("win", f"win {number}")
    ran = shell.run("log")
    assert (len(ran.lines), ran.err) == (20, "There are more than 20; -n says how many to show.\n")
    assert shell.run("log", "-n", "20").err == ""
    assert len(shell.give("log", "-n", "all").splitlines()) == 21


def test_the_whole_log_is_read_page_by_page(shell: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ritual.actions.log.PAGE", 2)
    filled(shell)
    shell.give("win", "the pump again")
    assert len(shell.give("log", "-n", "alle").splitlines()) == 4
    assert len(shell.give("log", "-n", "3").splitlines()) == 3
    assert len(shell.give("log", "-n", "2", "pump").splitlines()) == 2


def test_everything_that_is_wrong_is_told_at_once(shell: Typing) -> None:
    ran = shell.run("log", "--kind", "zzz", "--by", "@bob", "--since", "someday", "--tag", "a b", "-n", "x", "--csv",
                    "--format", "xml")  # fmt: skip
    assert (ran.code, ran.out) == (2, "")
    assert [line for line in ran.err.splitlines() if line.startswith("ritual: ")] == [
        "ritual: There is no format “xml”.",
        "ritual: Nobody in “Platform” is @bob.",
        "ritual: “someday” isn't a day or a span.",
        "ritual: “zzz” is no kind of entry.",
        "ritual: “a b” isn't a tag.",
        "ritual: --number takes a whole number, like 20.",
    ]
    assert "One format at a time: csv, json." in shell.run("log", "--csv", "--json").err
    ran = shell.run("log", "--since", "today", "--until", "last week")
    assert (ran.code, ran.err.splitlines()[2]) == (2, "ritual: “today” begins after “last week” ends.")


def test_by_the_value_it_stands_for(shell: Typing) -> None:
    ws = shell.machine.open()
    ws.write(put(ws.new_id(), ws.pen(), "kudos", {"by": ws.me, "to": [], "words": "x", "now": True, "value": "Care"}))
    ws.record.close()
    shell.give("win", "care")
    assert shell.give("log", "--value", "care").count("\n") == 1
    assert json.loads(shell.give("log", "--value", "care", "--json"))["value"] == "Care"


def test_answers_stand_in_the_same_columns_however_their_step_is_called(shell: Typing) -> None:
    shell.give("rituals", "adopt", "retro")
    shell.give("win", "the gate opens")
    shell.give("answer", "--ritual", "retro", "--step", "cost", "the flaky tests")
    answer, win = shell.give("log").splitlines()
    assert answer.endswith("  answer    What cost us · Ana: the flaky tests")
    assert win.endswith("  win       Ana: the gate opens")
    german = shell.give("log", "--oneline", env={"RITUAL_LANG": "de"})
    assert "Antwort   What cost us · Ana: the flaky tests" in german
    assert ", What cost us: **Ana**: the flaky tests" in shell.give("log", "--format", "markdown")
