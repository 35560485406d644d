"""How far something long has come: one line that changes on a terminal, now and then a line where there is none."""

from ritual.cli.shell import Shell
from ritual.words import t

_SELDOM = 20_000
_WIDTH = 24


class Progress:
    """Says on stderr how much has been read; what is over at once says nothing."""

    def __init__(self, shell: Shell) -> None:
        self._out = shell.out
        self._moves = shell.out.stderr.isatty() and not shell.plain
        self._shown = False
        self._told = 0

    def reached(self, n: int) -> None:
        """So many are read."""
        if self._moves:
            self._out.passing(t("{n} read", n=n), _WIDTH)
            self._shown = True
        elif n // _SELDOM > self._told:
            self._told = n // _SELDOM
            self._out.talk(t("{n} read", n=n))

    def end(self) -> None:
        """Takes the line away that changed."""
        if self._shown:
            self._out.passing("", _WIDTH)
            self._out.passing("", 0)
