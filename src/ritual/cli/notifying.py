"""Notifications: by the terminal itself, or by a program that somebody has set for it."""

import os
import shlex
import subprocess

from ritual.errors import BadFile, Usage
from ritual.model.clean import line
from ritual.words import t

PATIENCE = 10
"""Seconds that a program gets to show a notification."""


def signal(text: str) -> str:
    """What makes a terminal notify (OSC 9) and ring; terminals that don't know it show nothing."""
    # After a semicolon some terminals read a number as a command.
    return f"\x1b]9;{line(text).replace(';', ',')}\x07\x07"


def notify_terminal(path: str, text: str) -> None:
    """Notifies on another terminal, like /dev/pts/3; Usage for what is none or can't be reached."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise _unreachable(path, error) from error
    try:
        if not os.isatty(handle):
            raise Usage(t("{path} is no terminal.", path=line(path)), t("`tty` says which one you are at."))
        os.write(handle, signal(text).encode("utf-8", "replace"))
    except OSError as error:
        raise _unreachable(path, error) from error
    finally:
        os.close(handle)


def notify_by(program: str, text: str) -> None:
    """Hands the text to a program as its last argument, without a shell; BadFile where that fails."""
    try:
        # A hyphen in front would be read as an option.
        words = [*shlex.split(program), line(text).lstrip("-")]
        done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        why = getattr(error, "strerror", None) or error
        raise _unrunnable(program, why) from error
    if done.returncode:
        raise _unrunnable(program, t("it ended with code {code}", code=done.returncode))


def _unrunnable(program: str, why: object) -> BadFile:
    sentence = t("“{program}” can't be run: {why}.", program=line(program), why=why)
    return BadFile(sentence, hint=t("`notify` in your settings names it."))


def _unreachable(path: str, error: Exception) -> Usage:
    why = getattr(error, "strerror", None) or error
    return Usage(t("{path} can't be written: {why}.", path=line(path), why=why))
