"""The quick way does what the ordinary way does, to the byte, or nothing at all."""

import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from ritual import words
from ritual.actions import slip
from ritual.actions.at_hand import Here
from ritual.actions.settings import change
from ritual.actions.team_settings import team_from
from ritual.cli import main as entry
from ritual.cli import quick
from ritual.files.drafts import save_draft
from ritual.model.event import Pen
from ritual.model.team import person_data
from ritual.store import quick as passing
from ritual.store.record import Record
from tests.actions.teams import TUESDAY
from tests.cli.shells import PEOPLE, Ran, Screen, Typing, entry_id, with_team

TABLES = ("event", "entry", "receiver", "waiting", "search")
SUNDAY = "2026-11-22T12:00:00Z"


def here(shell: Typing, **env: str) -> Here:
    """Where the quick way is asked on this machine."""
    around = shell.machine.around({**shell.env, **env})
    return Here(around.env, str(around.cwd), around.now().timestamp(), around.new_id, around.zone)


def quickly(shell: Typing, *argv: str, **env: str) -> Ran | None:
    """What the quick way leaves behind, None where it does nothing."""
    words.speak("en")
    with pytest.MonkeyPatch.context() as patch:
        # No process ends here that would let go of the record.
        patch.setattr(passing.Passing, "leave", passing.Passing.close)
        line = quick.answer(argv, here(shell, **env))
    return None if line is None else Ran(0, line, "")


def rows(shell: Typing) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the record but slips."""
    (path,) = shell.machine.home.glob("data/teams/*/record.db")
    with closing(sqlite3.connect(path)) as db:
        found = {table: db.execute(f"SELECT rowid, * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES[:2]}
        found |= {table: db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES[2:3]}
        found |= {table: db.execute(f"SELECT rowid, * FROM {table} ORDER BY 1").fetchall() for table in TABLES[3:]}
        found["meta"] = db.execute("SELECT * FROM meta WHERE key NOT LIKE 'slip.%' ORDER BY key").fetchall()
        return found


def practised(folder: Path) -> Typing:
    """A machine of somebody to whom the jar needn't be explained any more."""
    shell = with_team(folder)
    for _ in range(3):
        shell.give("kudos", "@bo", "the rollback notes")
    return shell


@pytest.fixture
def known(tmp_path: Path) -> Typing:
    """Such a machine, a minute before the standup."""
    return practised(tmp_path)


def record(shell: Typing) -> Record:
    """The record of the one team."""
    (path,) = shell.machine.home.glob("data/teams/*/record.db")
    return Record.open(str(path), create=False)


def settings_file(shell: Typing, text: str) -> None:
    path = shell.machine.home / "config" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


USUAL = (
    (("kudos", "@bo", "thanks"), "Sealed for Bo: “thanks”"),
    (("kudos", "@Bo,", "@chris:", " two  words ", "more"), "Sealed for Bo and Chris: “two words more”"),
    (("kudos", "@bo", "@bo", 'say "x" \\ y é 🎉'), 'Sealed for Bo: “say "x" \\ y é 🎉”'),
    (("kudos", "@all", "a good week"), "Sealed for everybody: “a good week”"),
    (("kudos", "--now", "@bo", "x", "--now"), "Thanks to Bo, open to all: “x”"),
    (("kudos", "@bo", "from 👩\u200d💻"), "Sealed for Bo: “from 👩\u200d💻”"),
    (("win", "search", "is fast"), "Win of Ana: “search is fast”"),
    (("win", "@bo found it"), "Win of Ana: “@bo found it”"),
)
UNUSUAL = (
    ("kudos",),
    ("kudos", "@bo"),
    ("kudos", "@bo", "-"),
    ("kudos", "@bo", " "),
    ("kudos", "@nobody", "x"),
    ("kudos", "@ana", "x"),
    ("kudos", "@ALL", "x"),
    ("kudos", "@all", "@bo", "x"),
    ("kudos", "bo", "x"),
    ("kudos", "@bo", "x", "--link", "y"),
    ("kudos", "@bo", "--", "x"),
    ("kudos", "@bo", "two\nlines"),
    ("kudos", "@bo", "\x1b[31mred"),
    ("kudos", "@bo", "\x1dx\u2028"),
    ("win", "\x1fx"),
    ("kudos", "@bo", "gr\udcfcn"),
    ("win",),
    ("win", "x", "--with", "@bo"),
    ("win", "x", "--now"),
    ("prompt", "x"),
    ("prompt", "--help"),
)


@pytest.mark.parametrize(("argv", "line"), USUAL, ids=repr)
def test_the_usual_is_done_at_once(known: Typing, argv: tuple[str, ...], line: str) -> None:
    assert quickly(known, *argv) == (0, f"{line}\n", "")


@pytest.mark.parametrize("argv", UNUSUAL, ids=ascii)
def test_the_unusual_is_left_alone(known: Typing, argv: tuple[str, ...]) -> None:
    before = rows(known)
    assert quickly(known, *argv) is None
    assert rows(known) == before


def test_it_speaks_the_persons_language(known: Typing) -> None:
    assert quickly(known, "kudos", "@bo", "@dai", "x", RITUAL_LANG="de") == (0, "Versiegelt für Bo und Dai: „x“\n", "")
    settings_file(known, 'lang = "de"\n')
    assert quickly(known, "win", "x") is None
    known.give("win", "x")
    assert quickly(known, "win", "x") == (0, "Erfolg von Ana: „x“\n", "")


def leave_team_behind(shell: Typing) -> None:
    (shell.machine.home / "state" / "last-team").unlink()


def owe(shell: Typing) -> None:
    (path,) = shell.machine.home.glob("data/teams/*/record.db")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("INSERT INTO meta VALUES ('store.owed', 'file 1')")


def fact(key: str, value: str) -> Callable[[Typing], object]:
    def changed(shell: Typing) -> None:
        with record(shell) as found:
            found.set_meta(key, value)

    return changed


def chris_sits_here(shell: Typing) -> None:
    with record(shell) as found:
        team = team_from(found.settings())
        found.set_meta("me", next(person.id for person in team.members if person.handle == "chris"))


CHANGES: dict[str, Callable[[Typing], object]] = {
    "somebody joins": lambda shell: shell.give("members", "add", "Eli Roth @eli"),
    "settings of my own": lambda shell: settings_file(shell, 'kudos = "now"\n'),
    "somebody else sits here": chris_sits_here,
    "no team used last": leave_team_behind,
    "erased words still in a file": owe,
    "an earlier day": lambda shell: shell.machine.until(SUNDAY),
    "a slip of another ritual": fact(slip.PEOPLE, "stamp\t0.0 1 1 1"),
    "no slip": fact(slip.PEOPLE, "?"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_has_changed_is_looked_at_anew(known: Typing, change: str) -> None:
    assert quickly(known, "win", "before")
    CHANGES[change](known)
    assert quickly(known, "win", "x") is None
    known.give("win", "x")
    assert quickly(known, "win", "after")


def test_somebody_away_is_unusual_until_the_return(known: Typing) -> None:
    known.give("members", "change", "@bo", "--away", "2026-12-01")
    known.give("win", "x")
    assert quickly(known, "kudos", "@bo", "x") is None
    assert quickly(known, "kudos", "@all", "x") is None
    assert quickly(known, "kudos", "@bo", "x", "--now")
    assert quickly(known, "kudos", "@dai", "x")
    known.machine.until("2026-12-01T00:00:00Z")
    assert quickly(known, "win", "x") is None
    known.give("win", "x")
    assert quickly(known, "kudos", "@bo", "x")


def test_a_quiet_person_a_full_jar_and_no_jar_are_unusual(known: Typing) -> None:
    known.give("members", "change", "@chris", "--praise", "quiet")
    known.give("rituals", "leave", "weekly")
    known.give("win", "x")
    assert quickly(known, "kudos", "@chris", "x") is None
    assert quickly(known, "kudos", "@bo", "the fourth in a jar of three") is None
    known.give("rituals", "leave", "standup")
    known.give("win", "x")
    assert quickly(known, "kudos", "@bo", "x") is None
    assert quickly(known, "kudos", "@bo", "x", "--now")


def test_a_jar_with_room_is_usual(known: Typing) -> None:
    known.give("rituals", "leave", "weekly")
    known.give("edit", entry_id(known), "--now")
    known.give("win", "x")
    assert quickly(known, "kudos", "@bo", "the third")


def test_the_jar_is_explained_first(tmp_path: Path) -> None:
    shell = with_team(tmp_path)
    for _ in range(3):
        assert quickly(shell, "kudos", "@bo", "x") is None
        shell.give("kudos", "@bo", "x")
    assert quickly(shell, "kudos", "@bo", "x")


def test_an_earlier_draft_is_for_the_ordinary_way(known: Typing) -> None:
    save_draft({"RITUAL_HOME": str(known.machine.home)}, "kudos", "unsent")
    assert quickly(known, "kudos", "@bo", "x") is None
    assert quickly(known, "win", "x")


def test_names_that_a_slip_cannot_hold_have_none(known: Typing) -> None:
    with record(known) as found:
        bo = next(person for person in team_from(found.settings()).members if person.handle == "bo")
        value = {**person_data(bo), "id": "b\no"}
        found.append([change(found, Pen(bo.id, "", TUESDAY, ""), bo.id[::-1], "person/b", value)])
    known.give("win", "x")
    assert quickly(known, "win", "x") is None
    known.give("win", "x")


def test_who_is_no_member_has_no_slip(known: Typing) -> None:
    known.give("members", "change", "@ana", "--left", "yes")
    known.give("kudos", "@bo", "x")
    assert quickly(known, "kudos", "@bo", "x") is None


def test_where_settings_cannot_be_looked_at_there_is_no_slip(known: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(path: str) -> str:
        raise PermissionError(path)

    monkeypatch.setattr(slip, "state", shut)
    assert quickly(known, "win", "x") is None
    assert known.give("win", "x") == "Win of Ana: “x”\n"
    assert known.give("prompt") == "standup in 1 min · 3 in the jar\n"
    monkeypatch.undo()
    assert quickly(known, "win", "x")
    assert quickly(known, "prompt") is None


# Which team is meant.


def test_the_team_asked_for_by_name_is_the_only_one(known: Typing) -> None:
    assert quickly(known, "win", "x", RITUAL_TEAM="platform")
    assert quickly(known, "win", "x", RITUAL_TEAM="Sun") is None
    settings_file(known, 'team = "Platform"\n')
    known.give("win", "x")
    assert quickly(known, "win", "x")
    known.give("init", "Sun", "--me", "@ana", "--people", "-", stdin=PEOPLE)
    known.give("win", "x")
    assert quickly(known, "win", "x") is None


def test_a_team_named_by_an_option_leaves_no_slip(known: Typing) -> None:
    settings_file(known, 'kudos = "now"\n')
    known.give("win", "x", "--team", "Platform")
    known.give("prompt", "--team", "Platform")
    assert quickly(known, "win", "x") is None


def test_a_card_is_read_once(known: Typing) -> None:
    place = known.machine.cwd / "repo"
    place.mkdir()
    known.machine.cwd = place
    known.give("init", "Sun", "--me", "@ana", "--people", "-", "--card", stdin=PEOPLE)
    known.give("win", "of Sun")
    assert quickly(known, "win", "of Sun")
    (place / "deep").mkdir()
    known.machine.cwd = place / "deep"
    assert quickly(known, "win", "of Sun")
    known.machine.cwd = place.parent
    assert quickly(known, "win", "of the team used last")
    card = place / ".ritual" / "team.toml"
    card.write_text(card.read_text() + "\n")
    known.machine.cwd = place
    assert quickly(known, "win", "x") is None
    known.give("win", "x")
    assert quickly(known, "win", "x")
    (place / "deep" / ".ritual").mkdir()
    known.machine.cwd = place / "deep"
    assert quickly(known, "win", "x")


def test_a_card_of_a_team_that_is_not_here_means_the_one_used_last(known: Typing) -> None:
    folder = known.machine.cwd / ".ritual"
    folder.mkdir()
    (folder / "team.toml").write_text('id = "7ea70000-0000-4000-8000-000000000000"\nname = "x"\n')
    assert quickly(known, "win", "x") is None
    known.give("win", "x")
    assert quickly(known, "win", "x")


def test_a_card_of_another_team_here_is_not_for_the_one_used_last(known: Typing) -> None:
    known.give("init", "Sun", "--me", "@ana", "--people", "-", "--card", stdin=PEOPLE)
    known.give("win", "x")
    assert quickly(known, "win", "x")
    (first, second) = sorted(known.machine.home.glob("data/teams/*"))
    for team in (first, second):
        (known.machine.home / "state" / "last-team").write_text(team.name)
        with Record.open(str(team / "record.db"), create=False) as found:
            is_sun = found.meta(slip.CARDS) is not None
        assert (quickly(known, "win", "x") is not None) == is_sun


def test_without_a_record_or_a_place_there_is_no_quick_way(known: Typing, tmp_path: Path) -> None:
    elsewhere = {"RITUAL_HOME": "", "HOME": str(tmp_path)}
    assert quickly(known, "win", "x", **elsewhere) is None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "platform", "darwin")
        assert quickly(known, "win", "x", **elsewhere) is None
        assert quickly(known, "prompt", **elsewhere) is None
    last = known.machine.home / "state" / "last-team"
    for name in ("..", "nobody", ""):
        last.write_text(name)
        assert quickly(known, "win", "x") is None
    (path,) = known.machine.home.glob("data/teams/*/record.db")
    last.write_text(path.parent.name)
    path.write_bytes(b"")
    assert quickly(known, "win", "x") is None
    path.write_bytes(b"no database at all, by any means" * 40)
    assert quickly(known, "win", "x") is None
    (known.machine.home / "state" / "last-team").unlink()
    (known.machine.home / "state" / "last-team").mkdir()
    assert quickly(known, "win", "x") is None


def test_while_another_writes_or_the_disk_is_full_nothing_is_done(
    known: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passing, "_BUSY_SECONDS", 0.01)
    (path,) = known.machine.home.glob("data/teams/*/record.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert quickly(known, "win", "x") is None
    other.execute("ROLLBACK")
    before = rows(known)
    other.execute("CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'full'); END")
    assert quickly(known, "win", "x") is None
    assert quickly(known, "kudos", "@bo", "x") is None
    other.execute("DROP TRIGGER full")
    other.close()
    assert rows(known) == before


def test_what_cannot_be_read_is_left_to_the_ordinary_way(known: Typing) -> None:
    known.give("rituals", "leave", "weekly")
    known.give("win", "x")
    with record(known) as found:
        found._db.execute("ALTER TABLE waiting RENAME TO missing")
    assert quickly(known, "kudos", "@bo", "x") is None
    with record(known) as found:
        found._db.execute("ALTER TABLE missing RENAME TO waiting")
    assert known.run("kudos", "@bo", "x").code == 0


# The two ways side by side.

HANDLES = st.sampled_from(["@bo", "@chris", "@dai", "@ana", "@all", "@Bo", "@bo,", "@nobody", "@eli", "@", "bo"])
PLAIN = st.text(st.characters(codec="utf-8"), max_size=12)
LONG = st.sampled_from(["notes for you " * 22, "漢字 und Zoë " * 30, "w" * 300, "see `ritual log --help` for " * 9])
SHORT = st.sampled_from(["x", '"', "\\", "a  b", " ", "", "é🎉", "{names}", "\u00a0", "\u202e", "-n"])
WORDS = st.one_of(PLAIN, LONG, SHORT)
OPTIONS = st.sampled_from([(), (), (), ("--now",), ("--link", "y"), ("--from", "@chris"), ("--lang", "de"), ("--",)])
COMMANDS = st.one_of(
    st.builds(
        lambda h, w, o: ("kudos", *h, *w, *o), st.lists(HANDLES, max_size=3), st.lists(WORDS, max_size=3), OPTIONS
    ),
    st.builds(lambda h: ("kudos", h, "plainly said"), st.sampled_from(["@bo", "@chris", "@all"])),
    st.builds(lambda w, o: ("win", *w, *o), st.lists(WORDS, max_size=3), OPTIONS),
    st.just(("prompt",)),
    st.sampled_from(
        [
            ("members", "change", "@bo", "--away", "2026-11-26"),
            ("members", "change", "@bo", "--back"),
            ("members", "change", "@chris", "--praise", "quiet"),
            ("members", "change", "@dai", "--handle", "all2"),
            ("members", "add", "Eli Roth @eli"),
            ("members", "add", "Bo Other @bo2"),
            ("rituals", "leave", "weekly"),
            ("rituals", "leave", "standup"),
            ("rituals", "adopt", "gratitude"),
            ("undo",),
            ("start", "standup", "--plain"),
        ]
    ),
)
MINUTES = st.sampled_from([0, 0, 0, 1, 25, 50, 24 * 60 - 30, 24 * 60, 7 * 24 * 60])
ENVS = st.sampled_from([{}, {}, {}, {"RITUAL_LANG": "de"}, {"LANG": "de_DE.UTF-8"}, {"RITUAL_TEAM": "Platform"}])
COLUMNS = st.sampled_from([0, 80, 80, 30])
"""How wide the terminal is; one of no width shows every line as it is."""
CONFIGS = st.sampled_from(["", "", 'kudos = "now"\n', 'lang = "de"\n', 'team = "platform"\n', "lang = 3\n"])


@pytest.mark.parametrize("argv", [("win", "said and done"), ("prompt",)], ids=repr)
def test_a_process_ends_with_the_quick_way(
    known: Typing, argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Real clocks and folders here: the slips are of another day, so they are made anew.
    monkeypatch.setenv("RITUAL_HOME", str(known.machine.home))
    known.machine.time = datetime.now(UTC)
    known.give("win", "x")
    known.give("prompt")

    def gone() -> str:
        raise FileNotFoundError

    ended: list[int] = []
    monkeypatch.setattr("os._exit", ended.append)
    monkeypatch.setattr("sys.argv", ["ritual", *argv])
    monkeypatch.setenv("TZ", "UTC")
    quick.tried(argv)
    assert ended == [0]
    assert ("said and done" in capsys.readouterr().out) == (argv[0] == "win")
    monkeypatch.setattr("sys.stdout", None)
    quick.tried(argv)
    monkeypatch.setattr("os.getcwd", gone)
    quick.tried(argv)
    assert ended == [0]


STOPS = (
    (KeyboardInterrupt(), 130, "\n"),
    (ZeroDivisionError(), 70, "ritual: Sorry"),
    (OSError(28, "No space left on device"), 3, "No space left on device"),
    (BrokenPipeError(), 0, ""),
)


@pytest.mark.parametrize(("trouble", "code", "told"), STOPS, ids=repr)
def test_what_stops_the_quick_way_is_told_in_the_ordinary_words(
    trouble: BaseException, code: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(argv: Sequence[str]) -> None:
        raise trouble

    monkeypatch.setattr(quick, "tried", stopped)
    monkeypatch.setattr("ritual.cli.running._forget_stdout", lambda: None)
    monkeypatch.setattr("sys.argv", ["ritual", "win", "x"])
    assert entry.main() == code
    assert told in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", ["ritual", "prompt"])
    assert entry.main() in (0, 130)
    assert capsys.readouterr() == ("", "")


class Twins:
    """Two machines that are alike, until one of them takes the quick way."""

    def __init__(self, folder: Path) -> None:
        self.ordinary, self.quick = (practised(self._made(folder / name)) for name in ("one", "two"))
        self.was_quick = 0

    def _made(self, folder: Path) -> Path:
        folder.mkdir()
        return folder

    def configure(self, text: str) -> None:
        for shell in (self.ordinary, self.quick):
            if text:
                settings_file(shell, text)

    def later(self, minutes: int) -> None:
        for shell in (self.ordinary, self.quick):
            shell.machine.later(minutes=minutes)

    def run(self, argv: Sequence[str], env: dict[str, str], columns: int) -> tuple[Ran, Ran]:
        one = self.ordinary.show(columns, *argv, env=env)
        two = quickly(self.quick, *argv, **env) if argv[0] in entry.QUICK else None
        self.was_quick += two is not None
        if two is None:
            return one, self.quick.show(columns, *argv, env=env)
        with Screen(columns) as screen:
            return one, two._replace(out=quick.shown(two.out, screen))


@settings(max_examples=25, deadline=None)
@given(CONFIGS, COLUMNS, st.lists(st.tuples(MINUTES, ENVS, COMMANDS), min_size=3, max_size=8))
def test_both_ways_give_the_same(
    config: str, columns: int, course: list[tuple[int, dict[str, str], tuple[str, ...]]]
) -> None:
    with TemporaryDirectory() as folder:
        twins = Twins(Path(folder))
        twins.configure(config)
        for minutes, env, argv in course:
            twins.later(minutes)
            one, two = twins.run(argv, env, columns)
            assert one == two
            assert rows(twins.ordinary) == rows(twins.quick)
        event(f"quick: {twins.was_quick}")
