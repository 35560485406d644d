"""The ordinary way: finds what was asked for, runs it, and turns whatever happens into words and an exit code."""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from types import ModuleType

from ritual import __version__
from ritual.actions.surroundings import Surroundings, outside
from ritual.cli import language, table
from ritual.cli.main import INTERRUPTED
from ritual.cli.manual import EVERYWHERE, Manual, Option
from ritual.cli.options import Given, read
from ritual.cli.shell import Shell, Streams
from ritual.errors import RitualError, Usage
from ritual.files.config import read_config
from ritual.words import speak, t

_FIRST = (*EVERYWHERE, Option("--version", ""))


def run(argv: Sequence[str] | None, around: Surroundings | None, streams: Streams | None) -> int:
    """Runs one command and gives its exit code, as `main`."""
    shell = Shell(around or outside(), streams or _standard())
    shell.is_process = argv is None
    given = sys.argv[1:] if argv is None else argv
    return _ended(lambda: _run(given, shell), shell)


def stopped(trouble: BaseException) -> int:
    """Says what has stopped the quick way, after which nothing is done again; gives the exit code."""
    # As they are: setting up stdout anew would send what it couldn't take.
    shell = Shell(outside(), Streams(BytesIO(), sys.stdout or StringIO(), sys.stderr or StringIO()))
    shell.is_silent = sys.argv[1] == "prompt"

    def again() -> int:
        if isinstance(trouble, OSError):
            shell.out.refused(trouble)
        raise trouble

    return _ended(again, shell)


def _ended(task: Callable[[], int], shell: Shell) -> int:
    try:
        code = _guarded(task, shell)
    except BrokenPipeError:
        code = 0
    if shell.out.is_gone:
        _forget_stdout()
    if shell.ends_at_once:
        # All is written and flushed: taking the interpreter apart would only take time.
        os._exit(code)
    return code


def _guarded(task: Callable[[], int], shell: Shell) -> int:
    try:
        return _closed(task, shell)
    except KeyboardInterrupt:
        if not shell.is_silent:
            shell.out.talk()
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except RitualError as error:
        from ritual.cli.failing import told  # only what goes wrong pays for it

        return 0 if shell.is_silent else told(error, shell.out)
    except Exception as error:  # noqa: BLE001  the one place in the shell that catches everything
        from ritual.cli.failing import sorry

        return 0 if shell.is_silent else sorry(error, shell)


def _closed(task: Callable[[], int], shell: Shell) -> int:
    try:
        return task()
    finally:
        try:
            if not shell.out.is_gone:
                shell.out.flush()
        finally:
            shell.close()


def _run(argv: Sequence[str], shell: Shell) -> int:
    config = shell.config = read_config(shell.around.env)[0]
    # Before the arguments are read, so that what is wrong with them is said in the person's language.
    speak(language.chosen("", shell.around.env, config.lang))
    before, rest = read(argv, _FIRST, first_word_ends=True)
    _settle(before, shell, config.lang)
    if config.plain or shell.around.env.get("RITUAL_PLAIN", "0") not in ("", "0"):
        shell.plain = True
    if before.has("--version"):
        shell.out.data(f"ritual {__version__}")
        return 0
    name, *arguments = rest or before.words or [""]
    if name == "help":
        name, *arguments = (*arguments[:1], "--help")
    if before.has("--help") or name == "--help":
        return _overview(shell)
    return _command(name, arguments, shell, config.lang)


def _command(name: str, arguments: Sequence[str], shell: Shell, configured: str) -> int:
    row = table.HOME if name == "" else table.find(name)
    if row is None:
        raise _unknown(name)
    shell.is_quick, shell.is_silent = row.is_quick, row.is_silent
    module = _loaded(row.module)
    if not row.is_quick:
        gc.enable()
    manual: Manual = module.MANUAL
    given, _ = read(arguments, (*manual.options, *EVERYWHERE))
    _settle(given, shell, configured)
    if given.has("--help"):
        from ritual.cli.helping import of  # only who asks for help pays for it

        shell.out.data(of(row, manual))
        return 0
    code: int = module.run(given, shell)
    return code


def _settle(given: Given, shell: Shell, configured: str) -> None:
    """What the options that go everywhere ask for."""
    if given.has("--lang"):
        asked = given.text("--lang")
        speak(language.chosen(asked, shell.around.env, configured))
        shell.around = shell.around._replace(lang=asked)
    shell.team = given.text("--team", shell.team)
    shell.plain = shell.plain or given.has("--plain")


def _overview(shell: Shell) -> int:
    from ritual.cli.helping import overview  # only who asks for help pays for it

    shell.out.data(overview())
    return 0


def _loaded(name: str) -> ModuleType:
    return __import__(name, fromlist=["run"])


def _unknown(name: str) -> Usage:
    from difflib import get_close_matches  # only what is misspelt pays for it

    near = get_close_matches(name, [row.name for row in table.rows()], n=1)
    hint = t("Did you mean `ritual {near}`?", near=near[0]) if near else t("`ritual --help` lists all commands.")
    return Usage(t("There is no command “{name}”.", name=name), hint)


def _standard() -> Streams:
    # What a terminal's encoding can't show becomes a question mark there, never a crash.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    # A stream that was closed before the start is None in Python.
    stdin = sys.stdin.buffer if sys.stdin else BytesIO()
    return Streams(stdin, sys.stdout or StringIO(), sys.stderr or StringIO())


def _forget_stdout() -> None:
    """Whoever read our output has gone: what is still held back must not be written when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
