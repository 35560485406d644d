"""Counts with strace how often a command makes the disk write."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path


def has_strace() -> bool:
    """Whether strace is here and may look at other processes."""
    found = shutil.which("strace")
    return found is not None and subprocess.run([found, "-qq", "true"], capture_output=True).returncode == 0


def fsyncs(command: Sequence[str], env: Mapping[str, str]) -> int:
    """How many fsync and fdatasync calls the command and its children make; it has to succeed."""
    handle, name = tempfile.mkstemp(prefix="ritual-strace-")
    os.close(handle)
    seen = Path(name)
    try:
        traced = ["strace", "-f", "-qq", "-e", "trace=fsync,fdatasync", "-o", name, *command]
        subprocess.run(traced, env=env, stdout=subprocess.DEVNULL, check=True)
        return sum("sync(" in line for line in seen.read_text("utf-8").splitlines())
    finally:
        seen.unlink()
