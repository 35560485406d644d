"""`ritual edit`: changes what is mine."""

from ritual.actions.mine import edit
from ritual.actions.picking import one
from ritual.actions.workspace import open_workspace
from ritual.cli.asking import EDITOR, words
from ritual.cli.drafts import keeping
from ritual.cli.kudos import NOW
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Usage
from ritual.model.clean import line
from ritual.model.reading import text
from ritual.words import mark, t

MANUAL = Manual(
    ("edit ID", "edit ID WORDS", "edit ID --now"),
    mark("`ritual log` shows the ids. Without words it asks. The words before are really gone."),
    (NOW, EDITOR),
    ("ritual edit 4f2a 'the rollback notes saved me two hours'", "ritual edit 4f2a -e"),
)


def run(given: Given, shell: Shell) -> int:
    """Puts the new words in place."""
    if not given.words:
        raise Usage(t("Which entry?"), t("`ritual log` shows the ids."))
    typed, *rest = given.words
    with keeping(shell, "edit", " ".join(rest)) as draft:
        ws = shell.open(open_workspace)
        entry = one(ws, typed)
        before = text(entry.data, "words")
        if given.has("--now") and not rest and not given.has("--editor"):
            edit(ws, entry, now=True)
        else:
            draft.words = words(shell, rest, t("The new words?"), draft, editor=given.has("--editor"), before=before)
            edit(ws, entry, words=draft.words, now=given.has("--now"))
    shell.out.data(t("Now: “{words}”", words=line(draft.words or before)))
    return 0
