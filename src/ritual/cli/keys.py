"""`ritual keys`: a number to compare aloud, so that two people know that they hold the same key."""

from ritual.actions.choosing import open_desk
from ritual.actions.syncing import keys_of
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Usage
from ritual.protocol.fingerprint import fingerprint
from ritual.words import mark, t

MANUAL = Manual(
    ("keys fingerprint",),
    mark("Read it to one another: the same number is the same key, and nobody stands in between."),
    examples=("ritual keys fingerprint",),
)


def run(given: Given, shell: Shell) -> int:
    """Prints the number."""
    if given.words != ("fingerprint",):
        raise Usage(t("What about the keys?"), MANUAL.usage[0])
    keys = keys_of(shell.open(open_desk))
    shell.out.data(fingerprint(keys.team, keys.epoch, keys.epochs[keys.epoch]))
    return 0
