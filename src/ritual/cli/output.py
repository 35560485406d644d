"""The shell's only way out: what a command gives goes to stdout, what it says beside that to stderr."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from ritual.cli.fitting import fitted
from ritual.errors import StoreTrouble
from ritual.hints import NoReturn, TextIO
from ritual.model.clean import clean, line
from ritual.words import t

Piece = str | tuple[str, str]
"""Text, or text and what it means in a theme."""


_FORMULAS = frozenset("=+-@\t＝＋－＠")


class Output:
    """Writes lines that can't steer a terminal, whoever wrote what is in them.

    `paint` colours a text by its meaning. `is_gone` says that whoever read stdout doesn't any more.
    """

    def __init__(self, stdout: TextIO, stderr: TextIO) -> None:
        self.stdout = stdout
        self.stderr = stderr
        self.is_gone = False
        self.paint: Callable[[str, str], str] = _unpainted

    def data(self, *pieces: Piece) -> None:
        """One line, or several, of what was asked for."""
        self._give("".join(self._piece(piece) for piece in pieces) + "\n")

    def record(self, fields: dict[str, object]) -> None:
        """One JSON object on a line of its own."""
        self._give(json_line(fields))

    def ready(self, text: str) -> None:
        """Text that is cleaned already and ends its own lines, as `json_line`, `csv_row` and file formats do."""
        self._give(text)

    def rows(self, every: Iterable[str]) -> None:
        """Each of these as `ready`, as it comes."""
        for each in every:
            self._give(each)

    def talk(self, text: str = "") -> None:
        """What a person should know but no script reads."""
        self._say(fitted(clean(text).text, self.stderr) + "\n")

    def prompt(self, text: str) -> None:
        """A question, with the answer typed behind it."""
        self._say(clean(text).text + " ")

    def passing(self, text: str, width: int) -> None:
        """What takes the place of the line before, on a terminal; `width` is what that took."""
        self._say(f"\r{line(text):<{width}}")

    def flush(self) -> None:
        """Sends what is still held back; StoreTrouble where it can't be taken."""
        self._send(self.stdout.flush)

    def _give(self, text: str) -> None:
        self._send(lambda: self.stdout.write(text))

    def _send(self, send: Callable[[], object]) -> None:
        try:
            send()
        except OSError as error:
            self.refused(error)

    def refused(self, error: OSError) -> NoReturn:
        """Raises what is to be said of a stdout that takes nothing more; BrokenPipeError where nobody reads it."""
        self.is_gone = True
        if isinstance(error, BrokenPipeError):
            raise error
        raise StoreTrouble(t("The output can't be written: {why}.", why=error.strerror or "?")) from error

    def _say(self, text: str) -> None:
        if not self.is_gone:
            self.flush()
        # What is said beside the data must not stop a command that nobody can listen to.
        with suppress(OSError):
            self.stderr.write(text)
            self.stderr.flush()

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return fitted(clean(piece).text, self.stdout)
        text, meaning = piece
        return self.paint(clean(text).text, meaning)


def json_line(fields: dict[str, object]) -> str:
    """One JSON object on a line of its own, cleaned."""
    return f"{_json(fields)}\n"


def csv_row(cells: Sequence[object]) -> str:
    """One row by RFC 4180, cleaned: None is empty, of several values each stands behind a space, objects are JSON.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(value: object) -> str:
    text = _text(value)
    if text[:1] in _FORMULAS:
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n') else text


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, list | tuple):
        return clean(str(value)).text
    return _json(value) if any(isinstance(each, dict) for each in value) else clean(" ".join(map(str, value))).text


def _json(value: object) -> str:
    import json  # only what is asked for as JSON pays for it

    return json.dumps(_plain(value), ensure_ascii=False)


def _unpainted(text: str, _meaning: str) -> str:
    return text


def _plain(value: object) -> object:
    if isinstance(value, str):
        return clean(value).text
    if isinstance(value, dict):
        return {clean(str(key)).text: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
