"""What a command says about itself: how it is called, its options, and examples."""

from typing import NamedTuple

from ritual.words import mark


class Option(NamedTuple):
    """One option; `value` is what stands for its value in help, "" for a switch, in brackets where it may be left out.

    Such a value stands behind `=`, or is the next argument if that is a single word.
    """

    name: str
    help: str
    value: str = ""
    short: str = ""
    many: bool = False

    @property
    def is_optional(self) -> bool:
        """Whether the value may be left out."""
        return self.value.startswith("[")


class Manual(NamedTuple):
    """The help of one command, in marked sentences; `usage` and `examples` are lines as they are typed."""

    usage: tuple[str, ...]
    about: str
    options: tuple[Option, ...] = ()
    examples: tuple[str, ...] = ()


EVERYWHERE = (
    Option("--lang", mark("the language of what is said: en or de"), "LANG"),
    Option("--team", mark("the team meant, where this machine has several"), "NAME"),
    Option("--plain", mark("line by line, for screen readers and slow links")),
    Option("--help", mark("how this is used"), short="-h"),
)
"""The options that every command takes, before or after its name."""
