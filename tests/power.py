"""The files of a program as a power cut leaves them: what strace saw it write, played up to any moment."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from shutil import which
from typing import NamedTuple

import pytest

CALLS = "write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2"
_UNFINISHED = " <unfinished ...>"
_LINE = re.compile(r"(\d+) +(?:<\.\.\. \w+ resumed>)?(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += (\d+)")
_HEX = re.compile(r"\\x([0-9a-f]{2})")
_STDOUT = "1<"

Files = Mapping[str, bytes]
"""Contents by file name."""


class Cut(NamedTuple):
    """What the program had said until then, line by line, and the files that a disk may hold after it."""

    said: tuple[str, ...]
    files: Files

    def put(self, folder: Path) -> Path:
        """Writes the files into a folder, which is made."""
        folder.mkdir(parents=True)
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        return folder


class _Disk:
    """Files with what of them is on the disk for certain, and what was written since."""

    def __init__(self) -> None:
        self.certain: dict[str, bytearray] = {}
        self.since: dict[str, list[tuple[int, bytes | None]]] = {}

    def write(self, name: str, at: int, data: bytes | None) -> None:
        """Writes bytes at a place, at the end for -1; None cuts the file off there."""
        self.certain.setdefault(name, bytearray())
        place = len(self.seen(name, self.since.get(name, []))) if at < 0 else at
        self.since.setdefault(name, []).append((place, data))

    def sync(self, name: str) -> None:
        if name in self.certain:
            self.certain[name] = self.seen(name, self.since.pop(name, []))

    def unlink(self, name: str) -> None:
        self.certain.pop(name, None)
        self.since.pop(name, None)

    def rename(self, old: str, new: str) -> None:
        if old in self.certain:
            self.certain[new] = self.certain.pop(old)
            self.since[new] = self.since.pop(old, [])

    def seen(self, name: str, since: list[tuple[int, bytes | None]]) -> bytearray:
        """The file with these writes."""
        content = bytearray(self.certain.get(name, b""))
        for at, data in since:
            content.extend(bytes(max(0, at - len(content))))
            if data is None:
                del content[at:]
            else:
                content[at : at + len(data)] = data
        return content

    def lost(self) -> Files:
        """Nothing reached the disk that it wasn't made to take."""
        return {name: bytes(content) for name, content in self.certain.items()}

    def torn(self, random: Random) -> Files:
        """Some of it did, in whatever order, and a part of one write."""
        return {name: bytes(self.seen(name, [*_torn(self.since.get(name, []), random)])) for name in self.certain}


def cuts(program: str, folder: Path, *arguments: str) -> Iterator[Cut]:
    """Runs a program that writes in a folder; gives its files as a cut before each flush of the disk may leave them."""
    if not _may_trace():
        pytest.skip("strace isn't here, or may not look at other processes")
    disk, said, random = _Disk(), "", Random(0)
    for call, words in _traced(program, folder, *arguments):
        name = _name(words, folder)
        if call == "write" and words.startswith(_STDOUT):
            said += _text(words).decode()
        elif name and call in ("fsync", "fdatasync"):
            for files in (disk.lost(), disk.torn(random)):
                yield Cut((*said.splitlines(),), files)
            disk.sync(name)
        elif name:
            _done(disk, call, words, name)
    yield Cut((*said.splitlines(),), disk.lost())


def _may_trace() -> bool:
    found = which("strace")
    return found is not None and subprocess.run([found, "-qq", "true"], capture_output=True).returncode == 0


def _done(disk: _Disk, call: str, words: str, name: str) -> None:
    if call in ("write", "pwrite64"):
        disk.write(name, int(words.rpartition(", ")[2]) if call == "pwrite64" else -1, _text(words))
    elif call == "ftruncate":
        disk.write(name, int(words.rpartition(", ")[2]), None)
    elif call.startswith("unlink"):
        disk.unlink(name)
    else:
        disk.rename(*(_decoded(each).rpartition("/")[2] for each in re.findall('"(.*?)"', words)))


def _traced(program: str, folder: Path, *arguments: str) -> Iterator[tuple[str, str]]:
    """The calls that a program made and that succeeded, with their arguments, in the order in which they ended."""
    log = folder.with_name(f"{folder.name}.strace")
    strace = ["strace", "-f", "-y", "-qq", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(log)]
    path = os.pathsep.join(each for each in sys.path if each)
    env = {**os.environ, "PYTHONPATH": path}
    command = [*strace, sys.executable, "-c", program, str(folder), *arguments]
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL, timeout=100)
    begun: dict[str, str] = {}
    for line in log.read_text("ascii").splitlines():
        found = _LINE.fullmatch(line)
        assert found, line
        thread, rest = found[1], begun.pop(found[1], "") + found[2]
        if rest.endswith(_UNFINISHED):
            begun[thread] = rest.removesuffix(_UNFINISHED)
        elif call := _CALL.match(rest):
            yield call[1], call[2]


def _torn(since: list[tuple[int, bytes | None]], random: Random) -> Iterator[tuple[int, bytes | None]]:
    for at, data in since:
        fate = random.random()
        if data and fate < 0.25:
            yield at, data[: random.randrange(len(data))]
        elif fate < 0.6:
            yield at, data


def _name(words: str, folder: Path) -> str:
    """The file that a call is about, "" where it isn't one of the folder's, or one that no restart reads."""
    path = Path(_decoded(re.split('[<"]', words, maxsplit=1)[-1]).split(">")[0].split('"')[0])
    return path.name if path.parent == folder and not path.name.endswith("-shm") else ""


def _text(words: str) -> bytes:
    found = re.search('"(.*?)"', words)
    return bytes.fromhex("".join(_HEX.findall(found[1]))) if found else b""


def _decoded(words: str) -> str:
    return _HEX.sub(lambda sign: chr(int(sign[1], 16)), words)
