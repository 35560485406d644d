"""Dialogues to read: a circle that is led line by line, and everything that was said."""

from collections.abc import Iterator

from ritual.actions.circle import Circle
from ritual.actions.leading import prepare
from ritual.actions.workspace import Workspace
from ritual.cli.plain import lead

TYPED = "> "
ENDS = (
    "There is nothing more to read, so the round ends here.",
    "There is nothing to read, so no round was held, and nothing has changed.",
)


class Dialogue:
    """What is said while these lines are typed; each typed line stands among it."""

    def __init__(self, circle: Circle, *lines: str) -> None:
        self.said: list[str] = []
        self.recap = lead(circle, self._typed(lines), self.said.append)

    def _typed(self, lines: tuple[str, ...]) -> Iterator[str]:
        for line in lines:
            self.said.append(TYPED + line)
            yield line

    def after(self, line: str, nth: int = 0) -> list[str]:
        """What was said between a typed line and the next one, or the end of the lines."""
        at = [n for n, said in enumerate(self.said) if said == TYPED + line][nth] + 1
        return _until_typed(self.said[at:])

    @property
    def before(self) -> list[str]:
        """What was said before the first line was typed."""
        return _until_typed(self.said)


def _until_typed(said: list[str]) -> list[str]:
    return said[: next((n for n, line in enumerate(said) if line in ENDS or line.startswith(TYPED)), len(said))]


def led(ws: Workspace, ritual: str, *lines: str) -> Dialogue:
    """A new session of the ritual, led with these lines."""
    return Dialogue(prepare(ws, ritual), *lines)
