"""Nothing that is being written is lost when the record can't take it."""

from typing import Self

from ritual.cli.shell import Shell
from ritual.errors import StoreTrouble
from ritual.files.drafts import draft, drop_draft, save_draft
from ritual.words import t


class keeping:  # noqa: N801  reads as a verb: `with keeping(shell, "kudos", words) as draft:`
    """Shows the words again and saves them as a draft when the record can't take them."""

    def __init__(self, shell: Shell, name: str, words: str = "") -> None:
        self._shell = shell
        self._name = name
        self.words = words

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
        if not isinstance(error, StoreTrouble) or not self.words:
            return
        out = self._shell.out
        out.talk(t("It wasn't kept. Your words:"))
        out.talk(self.words)
        try:
            save_draft(self._shell.around.env, self._name, self.words)
        except StoreTrouble:
            return
        out.talk(t("A draft keeps them; `{command} -e` begins with it.", command=f"ritual {self._name}"))
