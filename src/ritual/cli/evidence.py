"""The evidence that thanks and wins carry: a link or a commit, and the value they stand for."""

from typing import TYPE_CHECKING, NamedTuple

from ritual.cli.checking import Checks
from ritual.cli.manual import Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.typed import argument
from ritual.errors import Usage
from ritual.model.clean import line
from ritual.words import mark, t

if TYPE_CHECKING:
    from ritual.files.git import Commit

LINK = Option("--link", mark("evidence: a commit, a review, a page"), "URL")
COMMIT = Option("--commit", mark("evidence from the git repository here: HEAD, or the commit named"), "[REV]")
VALUE = Option("--value", mark("what it stands for, in a word or two of your team"), "VALUE")

LONGEST_VALUE = 40


class Evidence(NamedTuple):
    """What stands with the words, "" where nothing does; `commit` is what was read for it."""

    link: str = ""
    value: str = ""
    commit: "Commit | None" = None


def evidence(given: Given, shell: Shell, checks: Checks) -> Evidence:
    """What the options say; everything that is wrong with them goes to the checks."""
    link = checks.of(lambda: link_in(given, shell), "")
    value = checks.of(lambda: value_in(given, shell), "")
    if not given.has(COMMIT.name):
        return Evidence(link, value)
    found = checks.of(lambda: _commit(given, shell), None)
    return Evidence(found.evidence if found else "", value, found)


def link_in(given: Given, shell: Shell) -> str:
    """The link, cleaned; Usage for what is none."""
    typed = line(argument(given.text(LINK.name), shell.out))
    if not typed:
        return ""
    from ritual.model.evidence import is_link  # only evidence pays for being looked at

    if not is_link(typed):
        raise Usage(
            t("“{link}” is no link.", link=_short(typed)),
            t("It begins with https://, or is one word, like {example}.", example="a41f9c"),
        )
    return typed


def value_in(given: Given, shell: Shell) -> str:
    """The value, cleaned; Usage for one that is too long to be one."""
    typed = line(argument(given.text(VALUE.name), shell.out))
    if len(typed) > LONGEST_VALUE:
        raise Usage(t("A value is a word or two, with at most {most} letters.", most=LONGEST_VALUE))
    return typed


def _commit(given: Given, shell: Shell) -> "Commit":
    if given.has(LINK.name):
        raise Usage(t("Either --link or --commit: one piece of evidence is enough."))
    from ritual.files.git import Repository

    return Repository(shell.around.env, shell.around.cwd).commit(given.text(COMMIT.name) or "HEAD")


def _short(typed: str) -> str:
    return typed if len(typed) <= 60 else typed[:59] + "…"
