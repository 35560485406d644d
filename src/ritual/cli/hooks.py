"""`ritual hooks`: prints a git hook that turns trailers of my own commits into thanks and wins, and is what it runs."""

from ritual.actions.choosing import open_desk
from ritual.actions.commits import is_mine
from ritual.actions.desk import Desk
from ritual.actions.people import myself
from ritual.actions.trailers import Source, Taken, take_in
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Usage, together
from ritual.files.git import Repository
from ritual.model.clean import line
from ritual.model.entry import WIN
from ritual.model.team import called
from ritual.words import listed, mark, t

POST_COMMIT = "post-commit"
MANUAL = Manual(
    ("hooks print post-commit", "hooks run post-commit"),
    mark(
        "Opt in: the trailers “Thanks-to: @bo WORDS” and “Win: WORDS” of my own commits become entries, with the "
        "commit as evidence. `print` writes the hook to stdout and changes nothing; `run` is what the hook calls. It "
        "never stops a commit, and a trailer counts once, however often the commit is amended or rebased."
    ),
    examples=(
        "ritual hooks print post-commit > .git/hooks/post-commit",
        "chmod +x .git/hooks/post-commit",
    ),
)
HOOK = """\
#!/bin/sh
# Made by `ritual hooks print post-commit`: the trailers "Thanks-to: @bo words" and "Win: words" of my own commits
# become thanks and wins. Whatever goes wrong is said and never stops a commit.
if command -v ritual >/dev/null 2>&1; then
    ritual{team} hooks run post-commit </dev/null || :
fi
exit 0
"""


def run(given: Given, shell: Shell) -> int:
    """Prints the hook, or does its work."""
    what, *which = given.words or ("",)
    if what not in ("print", "run") or which != [POST_COMMIT]:
        raise Usage(
            t("`ritual hooks` prints or runs a hook, and knows one."), t("`ritual hooks print post-commit` shows it.")
        )
    if what == "print":
        from shlex import quote

        shell.out.data(HOOK.format(team=f" --team {quote(line(shell.team))}" if shell.team else "").rstrip("\n"))
        return 0
    return _run(shell)


def _run(shell: Shell) -> int:
    repository = Repository(shell.around.env, shell.around.cwd)
    commit = repository.commit("HEAD")
    if not commit.trailers:
        return 0
    desk = shell.open(open_desk)
    myself(desk.team, desk.me)
    if not is_mine(desk.team, desk.me, shell.config.git, commit, repository.committer().address):
        return 0
    taken, wrong = take_in(Source(desk, commit, shell.config.git, shell.config.kudos == "now"))
    for each in taken:
        shell.out.data(_told(desk, each))
    if wrong:
        raise together(wrong)
    return 0


def _told(desk: Desk, each: Taken) -> str:
    names = called(desk.team.members)
    words = line(each.words)
    if each.kind == WIN:
        return t("Win of {names}: “{words}”", names=names[desk.me], words=words)
    whom = listed([names[who] for who in each.to])
    if each.is_sealed:
        return t("Sealed for {names}: “{words}”", names=whom, words=words)
    return t("Thanks to {names}, open to all: “{words}”", names=whom, words=words)
