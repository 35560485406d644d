"""`ritual edit`: changes what is mine."""

from ritual.actions.mine import edit
from ritual.actions.picking import one
from ritual.actions.workspace import open_workspace
from ritual.cli.asking import EDITOR, words
from ritual.cli.checking import Checks
from ritual.cli.drafts import keeping
from ritual.cli.evidence import LINK, VALUE, link_in, value_in
from ritual.cli.kudos import NOW
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.errors import Refused, Usage
from ritual.model.clean import line
from ritual.model.entry import KUDOS, WIN, Entry
from ritual.model.reading import text
from ritual.words import mark, t

MANUAL = Manual(
    ("edit ID", "edit ID WORDS", "edit ID --now", "edit ID --link URL"),
    mark(
        "`ritual log` shows the ids. Without words it asks. The words before are really gone; --link '' takes the link "
        "away."
    ),
    (NOW, LINK, VALUE, EDITOR),
    ("ritual edit 4f2a 'the rollback notes saved me two hours'", "ritual edit 4f2a -e"),
)
CARRIED = {NOW.name: (KUDOS,), LINK.name: (KUDOS, WIN), VALUE.name: (KUDOS, WIN)}
"""What an option changes, and the kinds of entry that have it."""


def run(given: Given, shell: Shell) -> int:
    """Puts what is new in place."""
    if not given.words:
        raise Usage(t("Which entry?"), t("`ritual log` shows the ids."))
    typed, *rest = given.words
    with keeping(shell, f"edit {typed}", " ".join(rest)) as draft:
        ws = shell.open(open_workspace)
        checks = Checks()
        entry = checks.of(lambda: one(ws, typed), None)
        fields: dict[str, object] = {}
        fields = checks.of(lambda: _fields(given, shell, entry), fields)
        checks.settle()
        assert entry is not None
        before = text(entry.data, "words")
        if rest or given.has("--editor") or not fields:
            editor = given.has("--editor")
            fields["words"] = draft.words = words(shell, rest, t("The new words?"), draft, editor=editor, before=before)
        edit(ws, entry, fields)
        draft.drop()
    shell.out.data(t("Now: “{words}”", words=line(draft.words or before)))
    return 0


def _fields(given: Given, shell: Shell, entry: Entry | None) -> dict[str, object]:
    """What the options change; Refused for what this kind of entry hasn't."""
    for name, kinds in CARRIED.items():
        if entry and given.has(name) and entry.kind not in kinds:
            raise Refused(t("{option} is for thanks and wins.", option=name))
    fields: dict[str, object] = {"now": True} if given.has(NOW.name) else {}
    if given.has(LINK.name):
        fields["link"] = link_in(given, shell)
    if given.has(VALUE.name):
        fields["value"] = value_in(given, shell)
    return fields
