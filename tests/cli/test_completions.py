"""What the Tab key offers: from the table, the manuals and the team, cleaned, and nothing where anything is wrong."""

import importlib
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ritual.actions import kudos, wins
from ritual.actions.desk import ME
from ritual.actions.people import person
from ritual.cli import candidate_days, man_page, table
from ritual.cli.manual import EVERYWHERE, Manual
from ritual.files.writing import write
from ritual.model.clean import clean
from ritual.model.dates import parse_day, parse_span
from ritual.words import LANGUAGES, speak
from tests.actions.teams import CHRIS, changed
from tests.cli.shells import Typing, entry_id
from tests.cli.test_nasty_words import at
from tests.nasty import NASTY

MANUALS: dict[str, Manual] = {row.name: importlib.import_module(row.module).MANUAL for row in table.rows()}
TODAY = date(2026, 11, 24)


def offered(shell: Typing, line: str, by: str = "fish", **env: str) -> dict[str, str]:
    """The words that are offered at the end of the line, and what is said about each."""
    ran = shell.run("__complete", "--", by, line, env=env)
    assert (ran.code, ran.err) == (0, "")
    return dict(row.split("\t") for row in ran.lines)


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(empty: Typing, name: str) -> None:
    script = empty.give("completions", name)
    assert f"__complete -- {name} " in script
    assert "2>/dev/null </dev/null" in script


def test_a_shell_has_to_be_named(empty: Typing) -> None:
    assert empty.run("completions").code == empty.run("completions", "bash", "zsh").code == 2
    assert "Did you mean “fish”?" in empty.run("completions", "fisch").err


def test_what_scripts_call_is_in_no_list(empty: Typing) -> None:
    hidden = [row.name for row in table.HIDDEN]
    assert hidden == ["__complete"]
    for shown in (empty.give("--help"), man_page.page(MANUALS), str(offered(empty, "ritual "))):
        assert not any(name in shown for name in hidden)
    assert empty.give("__complete", "--help").startswith("ritual __complete SHELL LINE")


def test_every_command_is_offered_with_what_it_does(empty: Typing) -> None:
    assert offered(empty, "ritual ") == {row.name: row.help for row in table.rows()}
    assert offered(empty, "ritual help w") == {
        "win": "log what went well",
        "waiting": "my waiting notes as a block of text to send",
    }
    assert offered(empty, "ritual ku", RITUAL_LANG="de") == {"kudos": "jemandem danken; ohne Worte wird gefragt"}


@pytest.mark.parametrize("name", MANUALS)
def test_every_option_of_every_command_is_offered(empty: Typing, name: str) -> None:
    assert list(offered(empty, f"ritual {name} --")) == [
        option.name for option in (*MANUALS[name].options, *EVERYWHERE)
    ]


@pytest.mark.parametrize("name", MANUALS)
def test_the_verbs_that_a_command_knows_are_those_offered(shell: Typing, name: str) -> None:
    told = shell.run(name, "nonsense-that-is-no-verb", stdin=b"").err
    found = re.search(r"There is no “nonsense-that-is-no-verb” here\.\nThere is: (.*)\.", told)
    assert bool(found) == (name in {"members", "keys", "rituals", "decks", "themes", "completions"})
    assert not found or set(offered(shell, f"ritual {name} ")) == set(found[1].split(", "))


def test_options_are_offered_once_and_nothing_is_an_option_after_dashes(shell: Typing) -> None:
    assert "--now" not in offered(shell, "ritual kudos @bo --now --")
    assert "--kind" in offered(shell, "ritual log --kind win --")
    assert offered(shell, "ritual kudos -- -") == {}
    assert set(offered(shell, "ritual --ver")) == {"--version"}
    assert offered(shell, "ritual kudos --nonsense @") == offered(shell, "ritual nonsense ") == {}


def test_values_are_offered_behind_their_option(shell: Typing) -> None:
    assert list(offered(shell, "ritual recap --format ")) == ["text", "markdown", "json", "html"]
    assert list(offered(shell, "ritual log --kind=w")) == ["--kind=win"]
    assert offered(shell, "ritual export -o ") == offered(shell, "ritual export --output=x") == {"": "files"}
    assert offered(shell, "ritual kudos --commit -")["--now"]
    assert "@bo" in offered(shell, "ritual kudos --commit ")
    assert offered(shell, "ritual log -n ") == {}


def test_people_and_teams_are_offered(shell: Typing) -> None:
    people = {"@ana": "Ana Ruiz", "@bo": "Bo Andersen", "@chris": "Chris Vega", "@dai": "Dai Ito"}
    assert offered(shell, "ritual kudos ") == {**people, "@all": ""}
    assert offered(shell, "ritual kudos @bo @C") == {"@chris": "Chris Vega"}
    assert offered(shell, "ritual kudos @bo thanks ") == {}
    assert offered(shell, "ritual --team Platform log --by @b") == {"@bo": "Bo Andersen"}
    assert offered(shell, "ritual log --team Nowhere --by @b") == {}
    assert offered(shell, "ritual --team P") == {"Platform": ""}


def test_without_a_team_there_is_what_needs_none(empty: Typing) -> None:
    assert offered(empty, "ritual kudos @") == {"@all": ""}
    assert offered(empty, "ritual edit ") == {}
    assert offered(empty, "ritual start st") == {"standup": "Standup"}
    assert offered(empty, "ritual recap l")["last"] == ""


def test_who_joins_is_on_the_card(shell: Typing, tmp_path: Path) -> None:
    shell.give("init", "Second", "--people", "-", "--card", stdin="Kim @kim\n")
    other = Typing(tmp_path)
    elsewhere = {"RITUAL_HOME": str(tmp_path / "elsewhere")}
    assert offered(other, "ritual init --me ", **elsewhere) == {"@kim": "Kim"}


def test_what_lies_on_shelves_is_offered(shell: Typing) -> None:
    assert offered(shell, "ritual rituals show st") == {"standup": "Standup"}
    assert offered(shell, "ritual rituals show st", RITUAL_LANG="de")["standup"]
    assert "light" in offered(shell, "ritual decks show ")
    assert offered(shell, "ritual decks ban light-07")["light-07"]
    assert "hearth" in offered(shell, "ritual themes use h")
    broken = shell.machine.around(shell.env)
    for kind in ("themes", "rituals"):
        write(broken.cwd / ".ritual" / kind / "broken.toml", "= no toml")
    assert offered(shell, "ritual themes use bro") == offered(shell, "ritual rituals show bro") == {"broken": ""}


def test_ids_are_those_of_what_i_wrote_and_of_rounds(shell: Typing) -> None:
    shell.give("kudos", "@bo", "for the #pump", "--value", "calm craft")
    shell.give("win", "the #pump runs")
    mine = entry_id(shell, "runs")
    assert offered(shell, f"ritual edit {mine}") == {mine: "Ana: the #pump runs"}
    assert len(offered(shell, "ritual erase ")) == 2
    assert offered(shell, f"ritual erase {mine} {mine}")
    shell.give("start", "standup", stdin="\n" * 20)
    (round_,) = (
        set(offered(shell, "ritual recap "))
        - {"last", "today", "week", "month", "quarter", "year"}
        - set(candidate_days.past(TODAY))
    )
    assert offered(shell, "ritual recap ")[round_].startswith("Standup, Tue 24 Nov 2026")


def test_tags_and_values_are_those_that_were_said(shell: Typing) -> None:
    shell.give("kudos", "@bo", "for the #pump", "--value", "calm craft")
    shell.give("win", "the #pump runs", "--value", "pace")
    assert offered(shell, "ritual log --tag ") == {"pump": ""}
    assert offered(shell, "ritual win --value ") == {"pace": "", "calm craft": ""}
    assert list(offered(shell, "ritual win --value=ca", by="bash")) == ["--value=calm\\ craft"]
    ran = shell.run("__complete", "--", "bash", "ritual win --value=ca", "=@:")
    assert ran.lines == ["calm\\ craft\t"]


def test_sealed_notes_of_others_are_nobodys_to_complete(shell: Typing) -> None:
    shell.give("kudos", "@bo", "for the #secret", "--value", "hidden")
    ws = shell.machine.open()
    with ws.record as record:
        record.set_meta(ME, person(ws.team, "@dai").id)
    assert offered(shell, "ritual edit ") == offered(shell, "ritual erase ") == {}
    assert offered(shell, "ritual log --tag ") == offered(shell, "ritual log --value ") == {}


def test_nobody_who_sits_here_has_written_nothing(empty: Typing) -> None:
    empty.give("init", "Sun", "--people", "-", stdin="Kim @kim\n")
    assert offered(empty, "ritual edit ") == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_days_that_are_offered_are_understood(lang: str) -> None:
    speak(lang)
    assert all(parse_span(each, TODAY) for each in candidate_days.past(TODAY))
    assert all(parse_day(each, TODAY, future=True) for each in candidate_days.coming(TODAY))
    assert all(parse_span(each, TODAY, future=True) for each in candidate_days.ahead(TODAY))


def test_days_are_offered_in_the_language(shell: Typing) -> None:
    assert offered(shell, "ritual log --since 'last w", RITUAL_LANG="en") == {"last week": ""}
    assert offered(shell, "ritual recap letzte", RITUAL_LANG="de")["letzte Woche"] == ""
    assert "friday" in offered(shell, "ritual rota swap ")
    assert "next week" in offered(shell, "ritual schedule off add ")


def test_a_record_that_is_broken_offers_nothing_and_says_nothing(shell: Typing) -> None:
    (record,) = shell.machine.home.rglob("record.db")
    record.write_bytes(b"no record")
    assert offered(shell, "ritual kudos @b") == {}
    assert offered(shell, "ritual kudos @bo --n") == {
        "--now": "open it at once for everybody instead of sealing it for the…"
    }


def test_looking_writes_nothing(shell: Typing, tmp_path: Path) -> None:
    shell.give("win", "the #pump runs")

    def seen() -> dict[str, bytes]:
        return {
            str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and "-shm" not in path.name
        }

    (last_team,) = tmp_path.rglob("last-team")
    last_team.unlink()
    before = seen()
    for line in ("ritual kudos @", "ritual edit ", "ritual log --tag ", "ritual start ", "ritual --team ", "ritual ×"):
        offered(shell, line)
    assert seen() == before


def test_hostile_names_words_and_values_are_cleaned_or_left_out(tmp_path: Path) -> None:
    shell = at(tmp_path)
    ws = shell.machine.open()
    for text in NASTY:
        if (stored := text.encode("utf-8", "replace").decode()).strip():
            wins.log_win(ws, f"#tag{stored}", value=stored)
            kudos.thank(ws, [CHRIS], stored, now=True, value=stored)
    changed(ws, CHRIS, name="".join(NASTY[:40]).encode("utf-8", "replace").decode(), handle="\x1b[2Jx")
    ws.record.close()
    for by in ("bash", "zsh", "fish"):
        for line in ("kudos ", "edit ", "log --tag ", "log --value ", "win --value=", 'win --value "'):
            ran = shell.run("__complete", "--", by, f"ritual {line}", "@=:")
            assert (ran.code, ran.err, clean(ran.out).dropped) == (0, "", 0)
            assert all(row.count("\t") == 1 for row in ran.out.split("\n")[:-1])
            assert "\tfiles" not in ran.out


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([*MANUALS, "--", "--lang", "--value=", "@b", "-", '"', "'", "\\"]) | st.text(max_size=9)),
    st.sampled_from(["bash", "zsh", "fish", ""]),
)
def test_any_line_is_answered_in_silence(empty: Typing, parts: list[str], by: str) -> None:
    ran = empty.run("__complete", "--", by, " ".join(["ritual", *parts]), "@=:")
    assert (ran.code, ran.err, clean(ran.out).dropped) == (0, "", 0)
