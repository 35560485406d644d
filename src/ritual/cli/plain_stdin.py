"""Lines as they are typed or piped: decoded, cleaned, and read only when the dialogue wants the next one."""

from collections.abc import Iterator

from ritual.cli.shell import Shell
from ritual.cli.typed import decoded, taken


def typed_lines(shell: Shell) -> Iterator[str]:
    """Each line of stdin without blank ends; everything said before is sent first."""
    while True:
        shell.out.flush()
        shell.is_reading = True
        try:
            raw = shell.stdin.readline()
        finally:
            shell.is_reading = False
        if not raw:
            return
        yield taken(decoded(raw, shell.out), shell.out)
