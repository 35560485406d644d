"""What the shell says when something goes wrong."""

import traceback

from ritual.cli.output import Output
from ritual.cli.shell import Shell
from ritual.errors import BadFile, RitualError, Several, StoreTrouble
from ritual.files import places
from ritual.files.writing import PRIVATE, write
from ritual.words import t

OWN_FAULT = 70
"""The exit code of an error in ritual itself; EX_SOFTWARE of sysexits.h."""


def told(error: RitualError, out: Output) -> int:
    """Says each sentence, everything that is wrong, and the hint; gives the exit code."""
    for each in error.errors if isinstance(error, Several) else (error,):
        _said(each, out)
    return error.exit_code


def _said(error: RitualError, out: Output) -> None:
    out.talk(f"ritual: {error.sentence}")
    for problem in error.problems if isinstance(error, BadFile) else ():
        out.talk(f"  {problem}")
    if error.hint:
        out.talk(error.hint)


def sorry(error: Exception, shell: Shell) -> int:
    """Says that ritual itself is at fault, and keeps the traceback where it can be found."""
    out, path = shell.out, places.state_dir(shell.around.env) / "last-error.txt"
    out.talk(t("ritual: Sorry, that is a fault of ritual's own: {what}.", what=type(error).__name__))
    trace = "".join(traceback.format_exception(error))
    try:
        write(path, trace, PRIVATE)
    except StoreTrouble:
        out.talk(trace)
        return OWN_FAULT
    out.talk(t("What happened is in {path}; what was kept before is safe.", path=path))
    return OWN_FAULT
