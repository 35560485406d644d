"""The quick way of the shell: reads the arguments of the usual case and says what was done, or leaves it all alone."""

import os
import sys
import time
from collections.abc import Sequence

from ritual import words
from ritual.actions.at_hand import Here
from ritual.actions.machine import fresh_id, machine_zone
from ritual.cli.language import chosen
from ritual.store.quick import Error
from ritual.words import listed, speak, t, tn

TYPE_CHECKING = False  # the one in typing costs more than this module
if TYPE_CHECKING:
    from typing import TextIO

    from ritual.actions.soon import Soon

OPEN = "--now"


def tried(argv: Sequence[str]) -> None:
    """Does what was asked for and ends the process; comes back where the ordinary way has to do it."""
    stdout = sys.stdout
    try:
        here = Here(os.environ, os.getcwd(), time.time(), fresh_id, machine_zone(os.environ))  # noqa: PTH109
    except OSError:  # the folder is gone
        return
    if not stdout or (line := answer(argv, here)) is None:
        return
    getattr(stdout, "reconfigure", _nothing)(errors="replace")
    stdout.write(shown(line, stdout))
    stdout.flush()
    # All is written and flushed: taking the interpreter apart would only take time.
    os._exit(0)


def answer(argv: Sequence[str], here: Here) -> str | None:
    """What stands on stdout once it is done, in the person's language; None where nothing was done."""
    name, *typed = argv
    if any(word.startswith("-") for word in typed if word != OPEN):
        return None
    try:
        return _WAYS[name](typed, here)
    except Error:  # only reading raises it, before anything is written
        return None


def shown(line: str, stream: "TextIO") -> str:
    """The line as it fits the terminal, where the stream is one."""
    if not stream.isatty():
        return line
    from ritual.cli.fitting import fitted  # a pipe does without it

    return fitted(line, stream)


def thanks(names: Sequence[str], said: str, *, is_sealed: bool) -> str:
    """The line about a kudos that is written; no names are everybody."""
    whom = listed(tuple(names)) if names else t("everybody")
    if is_sealed:
        return t("Sealed for {names}: “{words}”", names=whom, words=said)
    return t("Thanks to {names}, open to all: “{words}”", names=whom, words=said)


def won(names: Sequence[str], said: str) -> str:
    """The line about a win that is written."""
    return t("Win of {names}: “{words}”", names=listed(tuple(names)), words=said)


def segment(title: str, seconds: float, notes: int) -> str:
    """What the prompt says of a round that is near, or whose time has come."""
    minutes = int(-(-seconds // 60))
    when = t("{ritual} in {n} min", ritual=title, n=minutes) if minutes > 0 else t("{ritual} now", ritual=title)
    return " · ".join((when, tn("{n} in the jar", "{n} in the jar", notes)) if notes else (when,))


def _kudos(typed: Sequence[str], here: Here) -> str | None:
    from ritual.actions import quick  # the prompt does without it

    plain = [word for word in typed if word != OPEN]
    count = next((n for n, word in enumerate(plain) if len(word) < 2 or word[0] != "@"), len(plain))
    handles, text = [word.rstrip(",;:") for word in plain[:count]], _joined(plain[count:])
    done = quick.thank(handles, text, here, now=len(plain) < len(typed)) if handles else None
    if done is None:
        return None
    _speak(done.lang, here)
    return thanks(done.whom, _on_one_line(done.words), is_sealed=done.is_sealed) + "\n"


def _win(typed: Sequence[str], here: Here) -> str | None:
    from ritual.actions import quick  # the prompt does without it

    done = None if OPEN in typed else quick.win(_joined(typed), here)
    if done is None:
        return None
    _speak(done.lang, here)
    return won(done.whom, _on_one_line(done.words)) + "\n"


def _prompt(typed: Sequence[str], here: Here) -> str | None:
    from ritual.actions.soon import coming  # only the prompt needs it

    soon = None if typed else coming(here)
    if soon is None:
        return None
    _speak(soon.lang, here)
    return spoken(soon) + "\n" if soon.titles else ""


def spoken(soon: "Soon") -> str:
    """The segment in the language that is spoken."""
    return segment(soon.titles[words.LANGUAGES.index(words.language())], soon.seconds, soon.notes)


def _speak(lang: str, here: Here) -> None:
    speak(chosen("", here.env, lang))


def _joined(typed: Sequence[str]) -> str:
    return " ".join(typed).strip(" ")  # blanks of other sorts aren't usual, and are told


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _nothing(**_: object) -> None:
    """Stands in where a stream has nothing to set."""


_WAYS = {"kudos": _kudos, "win": _win, "prompt": _prompt}
