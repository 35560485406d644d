"""Real git repositories for tests: commits by anybody, at any time, with any trailers."""

import os
import subprocess
from pathlib import Path

ANA, BO = ("Ana Ruiz", "ana@example.org"), ("Bo Andersen", "bo@example.org")
TUESDAY = "2026-11-23T10:00:00+01:00"


class Repository:
    """A repository in a folder, whose owner is Ana unless somebody else is named."""

    def __init__(self, folder: Path, owner: tuple[str, str] = ANA) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", owner[0])
        self.git("config", "user.email", owner[1])

    def git(self, *arguments: str, **env: str) -> str:
        """What git says, without blank ends; it has to work."""
        told = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1", **env}
        ran = subprocess.run(["git", *arguments], cwd=self.folder, env=told, capture_output=True)
        assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
        return ran.stdout.decode("utf-8", "replace").strip()

    def commit(self, message: str, *files: str, by: tuple[str, str] = ANA, at: str = TUESDAY, **env: str) -> str:
        """Commits changes to these files, and gives the short hash."""
        for file in files:
            path = self.folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text((path.read_text() if path.exists() else "") + message)
        self.git("add", "-A")
        author = {"GIT_AUTHOR_NAME": by[0], "GIT_AUTHOR_EMAIL": by[1], "GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        self.git("commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", message, **author, **env)
        return self.git("log", "-1", "--format=%h")
