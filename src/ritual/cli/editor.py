"""Words written in the person's own editor, below the lines of a form if there is one."""

import shlex
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from ritual.actions.surroundings import Surroundings
from ritual.cli.drafts import keeping
from ritual.errors import Refused
from ritual.words import t


def edited(around: Surroundings, before: str, form: Sequence[str], draft: keeping) -> str:
    """What was written in the editor, without the lines of the form; Refused where the editor fails.

    `draft` keeps what was written until it is taken.
    """
    with TemporaryDirectory(prefix="ritual-") as folder:
        path = Path(folder) / "words.txt"
        path.write_text("\n".join([*([before, ""] if before else ()), *form]), "utf-8", "replace")
        try:
            _open(around, path)
        finally:
            words = _without(form, path.read_bytes().decode("utf-8", "replace") if path.exists() else "")
            draft.words = words if words != before.strip() else ""
        return words


def _open(around: Surroundings, path: Path) -> None:
    """Runs the editor; ctrl+c is the editor's own matter, and ends the command only where it ends the editor."""
    command = around.env.get("VISUAL") or around.env.get("EDITOR") or "vi"
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        code = subprocess.call([*shlex.split(command), str(path)])
    except (OSError, ValueError) as error:
        raise Refused(t("The editor “{name}” can't be started.", name=command), t("Set EDITOR to yours.")) from error
    finally:
        signal.signal(signal.SIGINT, before)
    if code and pressed:
        raise KeyboardInterrupt
    if code:
        raise Refused(t("The editor ended with an error, so nothing was written."))


def _without(form: Sequence[str], text: str) -> str:
    """The text without the very lines of the form, and with at most one blank line where some stood."""
    every = {each.strip() for each in form if each.strip()}
    kept: list[str] = []
    for each in text.splitlines():
        if each.strip() in every:
            continue
        if form and not each.strip() and not (kept and kept[-1]):
            continue
        kept.append(each.rstrip() if form else each)
    return "\n".join(kept).strip()
