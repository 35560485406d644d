"""`ritual completions`: prints the script with which a shell completes what is typed after `ritual`."""

from ritual.cli.completion_scripts import SCRIPTS
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.verbs import verb_of
from ritual.errors import Usage
from ritual.words import mark, t

MANUAL = Manual(
    ("completions bash|zsh|fish",),
    mark(
        "Prints a small script and changes nothing. By it the Tab key asks ritual what could be meant: commands, "
        "options with values, people, rituals, tags and ids of the team. The first line belongs into ~/.bashrc. "
        "Zsh takes a file in a folder of $fpath, or the same line, with zsh for bash, behind compinit in ~/.zshrc."
    ),
    examples=(
        'eval "$(ritual completions bash)"',
        "ritual completions zsh > ~/.zfunc/_ritual",
        "ritual completions fish > ~/.config/fish/completions/ritual.fish",
    ),
)


def run(given: Given, shell: Shell) -> int:
    """Prints the script of the shell that is named."""
    if len(given.words) != 1:
        raise Usage(t("Which shell?"), t("There is: {all}.", all=", ".join(SCRIPTS)))
    name, _ = verb_of(given.words, tuple(SCRIPTS))
    shell.out.ready(SCRIPTS[name])
    return 0
