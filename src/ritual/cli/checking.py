"""Collects everything that is wrong with one call, so that it is told at once and before anything is asked."""

from collections.abc import Callable

from ritual.errors import RitualError, StoreTrouble, together
from ritual.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypeVar

    Found = TypeVar("Found")


class Checks:
    """What is wrong so far."""

    def __init__(self) -> None:
        self._wrong: list[RitualError] = []

    def of(self, look: "Callable[[], Found]", otherwise: "Found") -> "Found":
        """What `look` gives; where it refuses, that is noted and `otherwise` stands in. StoreTrouble is raised."""
        try:
            return look()
        except StoreTrouble:
            raise
        except RitualError as error:
            self._wrong.append(error)
            return otherwise

    def settle(self) -> None:
        """Raises everything that is wrong, as one error."""
        if self._wrong:
            raise together(self._wrong)
