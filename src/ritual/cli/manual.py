"""What a command says about itself: how it is called, its options, and examples."""

from ritual.hints import NamedTuple
from ritual.words import LANGUAGES, mark


class Option(NamedTuple):
    """One option; `value` is what stands for its value in help, "" for a switch, in brackets where it may be left out.

    Such a value stands behind `=`, or is the next argument if that is a single word. `choices` are all values there
    are, if there are few.
    """

    name: str
    help: str
    value: str = ""
    short: str = ""
    many: bool = False
    choices: tuple[str, ...] = ()

    @property
    def is_optional(self) -> bool:
        """Whether the value may be left out."""
        return self.value.startswith("[")


class Manual(NamedTuple):
    """The help of one command, in marked sentences; `usage` and `examples` are lines as they are typed.

    Completion reads the usage too: small letters are words as they are typed, capitals and handles stand for something
    (`cli/candidates.py` knows what), `[]` is what may be left out, `|` either, `…` any number.
    """

    usage: tuple[str, ...]
    about: str
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()


EVERYWHERE = (
    Option("--lang", mark("the language of what is said: en or de"), "LANG", choices=LANGUAGES),
    Option("--team", mark("the team meant, where this machine has several"), "TEAM"),
    Option("--plain", mark("line by line, for screen readers and slow links")),
    Option("--help", mark("how this is used"), short="-h"),
)
"""The options that every command takes, before or after its name."""
VERSION = Option("--version", mark("which ritual this is"))
