"""Nothing that is being written is lost when it can't be taken, or when somebody breaks off."""

from typing import Self

from ritual.cli.shell import Shell
from ritual.errors import RitualError, StoreTrouble
from ritual.files.drafts import draft, drop_draft, save_draft
from ritual.words import t


class keeping:  # noqa: N801  reads as a verb: `with keeping(shell, "kudos", words) as draft:`
    """Saves the words as a draft when they can't be taken, and shows them again where the record is in trouble.

    `words` are what was written so far, `given` those of them that stand on the command line: the shell's history has
    them.
    """

    def __init__(self, shell: Shell, name: str, given: str = "") -> None:
        self._shell = shell
        self._name = name
        self._given = given
        self.words = given

    def __enter__(self) -> Self:
        return self

    @property
    def saved(self) -> str:
        """What an earlier attempt has left."""
        return draft(self._shell.around.env, self._name)

    def drop(self) -> None:
        """Forgets an earlier attempt, now that the words are kept."""
        if self.saved:
            drop_draft(self._shell.around.env, self._name)

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        is_trouble = isinstance(error, StoreTrouble)
        is_unsaid = isinstance(error, RitualError | KeyboardInterrupt) and self.words != self._given
        if not self.words.strip() or not (is_trouble or is_unsaid):
            return
        out = self._shell.out
        if is_trouble:
            out.talk(t("It wasn't kept. Your words:"))
            out.talk(self.words)
        try:
            save_draft(self._shell.around.env, self._name, self.words)
        except StoreTrouble:
            return
        out.talk(t("A draft keeps them; `{command} -e` begins with it.", command=f"ritual {self._name}"))
