"""`ritual undo`: takes back what I wrote last."""

from ritual.actions.mine import undo
from ritual.actions.people import myself
from ritual.actions.workspace import open_workspace
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.files.own_answers import forget_own
from ritual.model.clean import line
from ritual.model.reading import text
from ritual.words import mark, t

MANUAL = Manual(
    ("undo",),
    mark("A kudos, a win, an answer ahead or a wish to erase, from this machine and not older than a day."),
)


def run(given: Given, shell: Shell) -> int:
    """Takes it back and says what it was, so that nothing is lost by mistake."""
    given.without_words("undo", t("`ritual erase ID` deletes one entry."))
    ws = shell.open(open_workspace)
    myself(ws.team, ws.me)
    gone = undo(ws)
    forget_own(shell.around.env, gone.id)
    words = line(text(gone.data, "words"))
    shell.out.data(t("Taken back: “{words}”", words=words) if words else t("Taken back."))
    return 0
