"""What somebody wants of a session, and the answer when the rules say no; both are values."""

from typing import NamedTuple

from ritual.model.stage import Stage


class Command(NamedTuple):
    """A verb of `reduce.VERBS`; for whom, which step, on or off, as far as the verb asks for it."""

    verb: str
    who: str = ""
    step: str = ""
    on: bool = True


class Why(NamedTuple):
    """Why a command changes nothing, as a code."""

    code: str


Outcome = Stage | Why
