"""`ritual __complete`, which the scripts of `ritual completions` ask: what could be meant, and never a trouble."""

from collections.abc import Iterable, Iterator

from ritual.cli.candidates import Candidate
from ritual.cli.manual import Manual
from ritual.cli.offers import A_FILE, offers
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.typed_line import TypedLine, bash_word, typed_line
from ritual.model.cells import cut
from ritual.model.clean import line

BASH = "bash"
MANUAL = Manual(("__complete SHELL LINE [BREAKS]",), "")
_WIDEST = 60


def run(given: Given, shell: Shell) -> int:
    """Prints what could stand at the end of the line."""
    asker, typed, breaks = (*given.words, "", "", "")[:3]
    at = typed_line(typed, breaks)
    found = dict(_fitting(offers(at.words, at.word, shell), at))
    for word, about in found.items():
        written = bash_word(word, at) if asker == BASH else word
        if written or not word:
            shell.out.ready(f"{written}\t{cut(about, _WIDEST)}\n")
    return 0


def _fitting(found: Iterable[Candidate], at: TypedLine) -> Iterator[Candidate]:
    """Those that begin as the word at the cursor does, cleaned; the newest of those that are alike."""
    for word, about in found:
        shown = line(word)
        begins = shown.casefold().startswith(at.word.casefold())
        if (word, about) == A_FILE or (word and word == shown and begins):
            yield word, line(about)
