"""The Tab key in the real shells: bash, zsh and fish at a terminal, with a team, in English and German."""

import fcntl
import os
import pty
import select
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shells import PEOPLE

SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = f"import sys; sys.path.insert(0, {str(SOURCE)!r}); from ritual.cli.main import main; sys.exit(main())"
PROMPT = "ready> "
BEGIN = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(ritual completions bash)"'),
    "zsh": (["zsh", "-f", "-i"], 'autoload -U compinit; compinit -u -D; eval "$(ritual completions zsh)"'),
}
TYPED = (
    ("ritual ku", "ritual kudos "),
    ("ritual kudos @b", "kudos @bo "),
    ("ritual kudos @bo --from=@c", "--from=@chris "),
    ("ritual kudos @bo --value ca", "--value calm\\ craft "),
    ("ritual kudos @bo --value=ca", "--value=calm\\ craft "),
    ('ritual kudos @bo --value "ca', '--value "calm craft" '),
    ("ritual log --since last\\ w", "last\\ week "),
    ("ritual log --tag pu", "--tag pump "),
    ("ritual import no", "import notes.txt "),
    ("ritual import my", "import my\\ notes.txt "),
    ("ritual export --output=no", "--output=notes.txt "),
    ("true && ritual win --with @d", "--with @dai "),
)


def needs(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not installed: apt-get install {name}")


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """An environment in whose PATH ritual is this checkout's, with a team and two notes in it."""
    command = tmp_path / "bin" / "ritual"
    command.parent.mkdir()
    command.write_text(
        f"#!/bin/sh\nexec {shlex.quote(sys.executable)} -I -c '{PROGRAM.replace(chr(39), chr(34))}' \"$@\"\n", "utf-8"
    )
    command.chmod(0o755)
    (tmp_path / "files").mkdir()
    for name in ("notes.txt", "my notes.txt"):
        (tmp_path / "files" / name).touch()
    env = {
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}",
        "PS1": PROMPT,
        "PWD": str(tmp_path / "files"),
        "RITUAL_HOME": str(tmp_path / "home"),
        "TERM": "dumb",
    }
    ran(env, "init", "Sun", "--me", "@ana", "--people", "-", given=PEOPLE)
    ran(env, "kudos", "@bo", "for the #pump", "--value", "calm craft")
    return env


def ran(env: dict[str, str], *argv: str, given: str = "") -> str:
    return subprocess.run(
        ["ritual", *argv], env=env, cwd=env["PWD"], input=given, check=True, capture_output=True, encoding="utf-8"
    ).stdout


class Terminal:
    """A shell at a terminal: types into it and waits for what it shows."""

    def __init__(self, argv: list[str], env: dict[str, str]) -> None:
        self._shown = b""
        self._screen, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 200, 0, 0))
        self._running = subprocess.Popen(
            argv, stdin=follower, stdout=follower, stderr=follower, env=env, cwd=env["PWD"], start_new_session=True
        )
        os.close(follower)

    def type(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def until(self, words: str) -> str:
        """What the terminal shows up to these words."""
        while words.encode() not in self._shown:
            ready, _, _ = select.select([self._screen], [], [], 20)
            assert ready, f"waited in vain for {words!r}; there is {self._shown!r}"
            self._shown += os.read(self._screen, 4096)
        shown, found, self._shown = self._shown.partition(words.encode())
        return (shown + found).decode("utf-8", "replace")

    def close(self) -> None:
        self._running.send_signal(signal.SIGKILL)
        self._running.wait()
        os.close(self._screen)


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Every terminal that the test opens, closed again."""
    opened: list[Terminal] = []
    yield opened
    for each in opened:
        each.close()


@pytest.mark.parametrize("name", [pytest.param(name, marks=needs(name)) for name in BEGIN])
def test_the_tab_key_in_bash_and_zsh(name: str, place: dict[str, str], terminals: list[Terminal]) -> None:
    argv, setup = BEGIN[name]
    terminal = Terminal(argv, place)
    terminals.append(terminal)
    terminal.until(PROMPT)
    terminal.type(f"{setup}; echo is' 'set up\n")
    terminal.until("is set up")
    terminal.until(PROMPT)
    for number, (typed, expected) in enumerate(TYPED):
        terminal.type(f"{typed}\t")
        terminal.until(expected)
        # Ctrl+u empties the line; the answer shows that it is another one.
        terminal.type(f"\x15echo {number}-\n")
        terminal.until(f"{number}-\r\n")
        terminal.until(PROMPT)


@needs("bash")
def test_bash_lists_several(place: dict[str, str], terminals: list[Terminal]) -> None:
    argv, setup = BEGIN["bash"]
    terminal = Terminal(argv, place)
    terminals.append(terminal)
    terminal.until(PROMPT)
    terminal.type(f"{setup}; echo is' 'set up\n")
    terminal.until("is set up")
    terminal.type("ritual kudos @\t\t")
    listed = terminal.until("@all")
    assert [name for name in ("@ana", "@bo", "@chris", "@dai") if name not in listed] == []


@needs("zsh")
def test_zsh_tells_what_things_are(place: dict[str, str], terminals: list[Terminal]) -> None:
    argv, setup = BEGIN["zsh"]
    terminal = Terminal(argv, {**place, "RITUAL_LANG": "de"})
    terminals.append(terminal)
    terminal.until(PROMPT)
    terminal.type(f"{setup}; echo is' 'set up\n")
    terminal.until("is set up")
    terminal.type("ritual kudos @bo --\t\t")
    terminal.until("--now")
    terminal.until("-- sofort für alle öffnen")


@needs("fish")
@pytest.mark.parametrize("lang", ["en", "de"])
def test_fish_completes(lang: str, place: dict[str, str]) -> None:
    def offered(line: str) -> list[str]:
        script = "ritual completions fish | source; complete -C $argv[1]"
        argv = ["fish", "--no-config", "-c", script, line]
        done = subprocess.run(
            argv, env={**place, "RITUAL_LANG": lang}, cwd=place["PWD"], capture_output=True, check=True
        )
        assert done.stderr == b""
        return done.stdout.decode().splitlines()

    about = {"en": "thank somebody; without words it asks", "de": "jemandem danken; ohne Worte wird gefragt"}
    assert offered("ritual ku") == [f"kudos\t{about[lang]}"]
    assert offered("ritual kudos @a") == ["@ana\tAna Ruiz", "@all"]
    assert offered("ritual kudos @bo --from=@c") == ["--from=@chris\tChris Vega"]
    assert offered("ritual kudos @bo --value ca") == ["calm craft"]
    assert offered('ritual kudos @bo --value "ca') == ["calm craft"]
    assert offered("ritual import n") == ["notes.txt"]
    assert offered("ritual export --output=n") == ["--output=notes.txt"]
    assert offered("ritual edit ") == [
        f"{ran(place, 'log').split()[0]}\tBo, " + {"en": "from", "de": "von"}[lang] + " Ana: for the #pump (calm craft)"
    ]
    assert offered("true; ritual win --with @d") == ["@dai\tDai Ito"]
    assert offered("ritual nonsense ") == []
