"""What an endpoint says first: where it is, and what to do next, which depends on who can reach it there."""

from pathlib import Path

from ritual.cli.shell import Shell
from ritual.words import t


def greet(shell: Shell, url: str, folder: Path, *, is_here: bool, name: str) -> None:
    """Says it; `is_here` where only this machine reaches it, `name` is how others call it, "" where nobody knows."""
    shell.out.data(t("The endpoint is there: {url}", url=url))
    shell.out.flush()
    shell.out.talk(t("What it holds is in {folder}.", folder=folder))
    shell.out.talk(f"{_next(url, is_here=is_here, name=name)} {t('Ctrl+C ends it.')}")


def address(host: str, port: int, *, tls: bool) -> str:
    """As it is typed."""
    named = f"[{host}]" if ":" in host else host
    return f"{'https' if tls else 'http'}://{named}:{port}"


def _next(url: str, *, is_here: bool, name: str) -> str:
    if name:
        return t("Next, on the machine with your team: `ritual share {url}`.", url=name)
    if is_here:
        return t("Next, on this machine: `ritual share {url}`. For others, see docs/hosting.md.", url=url)
    return t(
        "Next, on the machine with your team: `ritual share` and the address by which others reach it, like {example}.",
        example="https://ritual.example.org",
    )
