"""Every way ritual can refuse or fail, each with a sentence, a hint and an exit code.

RitualError             never raised itself
├── Refused             a rule says no                                      exit 1
├── Usage               the words on the command line don't fit             exit 2
├── NotFound            no such person, ritual, entry; names the nearest    exit 2
├── BadFile             a hand-written file is wrong; lists every problem   exit 2
├── StoreTrouble        the record can't be read or written                 exit 3
│   ├── DamagedStore    the record's file is broken                         exit 3
│   └── NewerStore      a newer ritual wrote the record                     exit 3
├── SyncTrouble         the endpoint can't be reached, or says no           exit 4
└── Several             more than one of these is wrong with one call       exit: the greatest of theirs
"""

from collections.abc import Sequence

from ritual.hints import NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong in a hand-written file."""

    file: str
    key: str
    sentence: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.sentence}" + (f" {self.hint}" if self.hint else "")


class RitualError(Exception):
    """A sentence for the person, and what to do now."""

    exit_code = 1

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class Refused(RitualError):
    """A rule of the team or of the tool says no."""


class Usage(RitualError):
    """The words on the command line don't fit the command."""

    exit_code = 2


class NotFound(RitualError):
    """Nothing goes by that name or id."""

    exit_code = 2


class BadFile(RitualError):
    """A hand-written file can't be used; `problems` holds everything that is wrong with it."""

    exit_code = 2

    def __init__(self, sentence: str, problems: Sequence[Problem] = (), hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.problems = tuple(problems)


class StoreTrouble(RitualError):
    """The record can't be read or written."""

    exit_code = 3


class DamagedStore(StoreTrouble):
    """The record's file is broken, or no record at all."""


class NewerStore(StoreTrouble):
    """The record was written by a newer ritual."""


class SyncTrouble(RitualError):
    """The endpoint can't be reached, isn't one, or says no; what is written here is safe and waits.

    `kind` is its name for programs: the type of the endpoint's problem, or one of `ritual.sync.saying`. `after` is how
    many seconds the endpoint asked to be left alone for.
    """

    exit_code = 4

    def __init__(self, sentence: str, hint: str = "", kind: str = "", after: float = 0.0) -> None:
        super().__init__(sentence, hint)
        self.kind = kind
        self.after = after


class Several(RitualError):
    """More than one thing is wrong with one call; each keeps its own sentence and hint."""

    def __init__(self, errors: Sequence[RitualError]) -> None:
        super().__init__(" ".join(error.sentence for error in errors))
        self.errors = tuple(errors)
        self.exit_code = max(error.exit_code for error in errors)


def together(errors: Sequence[RitualError]) -> RitualError:
    """These errors as one to raise: the only one itself, else `Several` that name each sentence once."""
    each = {
        (one.sentence, one.hint): one
        for error in errors
        for one in (error.errors if isinstance(error, Several) else (error,))
    }
    return Several(tuple(each.values())) if len(each) > 1 else next(iter(each.values()))
