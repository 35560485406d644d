"""What a git repository at hand says about commits: read by running git, which may neither fetch, page nor ask.

Everything in it was written by others, so it is cleaned here.
"""

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ritual.errors import NotFound, Refused
from ritual.model.clean import clean, line
from ritual.words import t

LONGEST_SUBJECT = 100
_PATIENCE = 20
"""Seconds after which a repository is too slow to be asked."""
_QUIET = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "core.quotePath=false")
# Nothing here may reach a network: in a partial clone git would fetch what it lacks.
_LOCAL = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
# No field is empty, so that two NULs in a row stand before a commit and nowhere else.
_FIELDS = "%x00%x00i%H%x00s%h%x00n%aN%x00a%aE%x00d%aI%x00w%s%x00t%(trailers:only,unfold)%x00"


class Identity(NamedTuple):
    """Somebody as git names them: a name and an address."""

    name: str
    address: str


class Commit(NamedTuple):
    """One commit. `at` is RFC 3339, `trailers` the keys in small letters with their values, `files` what it touched."""

    id: str
    short: str
    author: Identity
    at: str
    subject: str
    trailers: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()

    @property
    def evidence(self) -> str:
        """ "a41f9c  runbook: rollback"."""
        return f"{self.short}  {self.subject}".strip()


class Repository:
    """The repository that a folder belongs to."""

    def __init__(self, env: Mapping[str, str], folder: Path) -> None:
        """Raises Refused where there is no git or no repository."""
        self._env = {**env, **_LOCAL, "LC_ALL": "C"}
        self._folder = folder
        ran = self._run("rev-parse", "--git-dir")
        if ran.returncode:
            raise _no_repository(ran.stderr.decode("utf-8", "replace"))

    def commit(self, revision: str) -> Commit:
        """The commit that a revision means; NotFound where it means none."""
        missing = NotFound(
            t("There is no commit “{name}” in this repository.", name=line(revision)),
            t("A hash or a name that git knows, like {example}.", example="HEAD~1"),
        )
        if not revision.isprintable() or len(revision) > LONGEST_SUBJECT:
            raise missing
        ran = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        full = ran.stdout.decode("ascii", "replace").strip()
        if ran.returncode or not full.isalnum():
            raise missing
        found = self._log("--max-count=1", full)
        if not found:
            raise missing
        return found[0]

    def recent(self, most: int, since: str) -> list[Commit]:
        """The commits of HEAD since a day (2026-11-24), newest first and with their files; none where HEAD has none."""
        return self._log(f"--max-count={most}", f"--since={since}T00:00:00Z", "--no-merges", "--name-only", "HEAD")

    def committer(self) -> Identity:
        """Who commits here, as far as git knows it."""
        ran = self._run("var", "GIT_COMMITTER_IDENT")
        return identity(ran.stdout.decode("utf-8", "replace").rpartition(">")[0] + ">")

    def _log(self, *arguments: str) -> list[Commit]:
        ran = self._run("log", "-z", "--encoding=UTF-8", "--no-show-signature", f"--format={_FIELDS}", *arguments, "--")
        return list(_commits(ran.stdout.decode("utf-8", "replace")))

    def _run(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        try:
            return subprocess.run(
                ["git", *_QUIET, *arguments],
                cwd=self._folder,
                env=self._env,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PATIENCE,
            )
        except FileNotFoundError as error:
            raise Refused(t("git can't be found on this machine.")) from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Refused(t("git gives no answer here.")) from error


def identity(text: str) -> Identity:
    """The name and the address in "Bo Andersen <bo@example.org>"."""
    name, _, address = text.partition("<")
    return Identity(line(name), line(address.partition(">")[0]).casefold())


def _commits(told: str) -> Iterator[Commit]:
    for part in told.split("\0\0i")[1:]:
        full, short, name, address, at, subject, trailers, *files = part.split("\0")
        author = Identity(line(name[1:]), line(address[1:]).casefold())
        # The list of files begins with a line break, and in it names end with NUL.
        touched = tuple(each.lstrip("\n") for each in files if each.strip("\n"))
        yield Commit(full, short[1:], author, at[1:], _subject(subject[1:]), tuple(_trailers(trailers[1:])), touched)


def _subject(text: str) -> str:
    subject = line(text)
    return subject if len(subject) <= LONGEST_SUBJECT else subject[: LONGEST_SUBJECT - 1] + "…"


def _trailers(text: str) -> Iterator[tuple[str, str]]:
    for each in clean(text).text.split("\n"):
        key, colon, value = each.partition(":")
        if colon and value.strip():
            yield key.strip().casefold(), value.strip()


def _no_repository(told: str) -> Refused:
    if "dubious ownership" in told:
        return Refused(
            t("git doesn't trust this repository, because it belongs to somebody else."),
            t("`git config --global --add safe.directory` with that folder allows it."),
        )
    return Refused(t("This folder is in no git repository."))
