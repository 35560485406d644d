"""Words written in the person's own editor."""

import shlex
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from ritual.actions.surroundings import Surroundings
from ritual.errors import Refused
from ritual.words import t


def edited(around: Surroundings, before: str = "") -> str:
    """What is in the file after the editor has closed; Refused where the editor fails."""
    with TemporaryDirectory(prefix="ritual-") as folder:
        path = Path(folder) / "words.txt"
        path.write_text(before, "utf-8")
        command = around.env.get("VISUAL") or around.env.get("EDITOR") or "vi"
        try:
            code = subprocess.call([*shlex.split(command), str(path)])
        except (OSError, ValueError) as error:
            raise Refused(
                t("The editor “{name}” can't be started.", name=command), t("Set EDITOR to yours.")
            ) from error
        if code:
            raise Refused(t("The editor ended with an error, so nothing was written."))
        return path.read_bytes().decode("utf-8", "replace")
