"""`ritual answer`: answers an open step, of the session that runs here or of the next round."""

from ritual.actions.ahead import answer_ahead, point_of
from ritual.actions.answering import Open, answer_in_session, chosen, open_now
from ritual.actions.people import myself
from ritual.actions.workspace import Workspace, open_workspace
from ritual.cli.asking import EDITOR, is_asked, words
from ritual.cli.drafts import keeping
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.step_talk import Answered, keep_copy, kept_ahead, pointed, told_before, understood
from ritual.errors import Usage
from ritual.model.clean import line
from ritual.model.phrase import said
from ritual.words import language, mark, t

MANUAL = Manual(
    ("answer", "answer WORDS", "answer --ritual retro --step cost WORDS", "answer -"),
    mark(
        "Any step that asks people one by one: of the session that runs on this machine, else of the next round, from "
        "a day and a half before it. Where all answers are shown at once, yours stays hidden until then. Thanks are "
        "`ritual kudos`, wins `ritual win`; promises and the open floor belong in the round."
    ),
    (
        Option("--ritual", mark("another ritual than the next one"), "RITUAL"),
        Option("--step", mark("which step, by its id or title"), "STEP"),
        Option("--mood", mark("a point of the scale, by number or name"), "N"),
        EDITOR,
    ),
    ("ritual answer", "ritual answer --ritual retro --step cost 'the flaky tests'"),
)


def run(given: Given, shell: Shell) -> int:
    """Writes the answer, after saying who will see it."""
    with keeping(shell, "answer", " ".join(given.words)) as draft:
        ws = shell.open(open_workspace)
        myself(ws.team, ws.me)
        found = _step(given, open_now(ws, given.text("--ritual")))
        point = point_of(found.step, given.text("--mood")) if given.has("--mood") else 0
        told_before(shell, ws, found.ritual, found.step)
        if given.words or given.has("--editor") or not point:
            asked = f"{found.title}: {line(said(found.step.prompt, language()))}"
            draft.words = words(shell, given.words, asked, draft, editor=given.has("--editor"))
            if is_asked(given) and not point:
                point, draft.words = pointed(found.step, draft.words)
        _written(shell, ws, found, draft.words, point)
        draft.drop()
    return 0


def _step(given: Given, every: list[Open]) -> Open:
    """The step named, the one at hand of a session, or the only one there is; Usage where it is unclear."""
    if given.has("--step"):
        return chosen(every, given.text("--step"))
    first = every[0]
    if len(every) == 1 or (first.session and first.session.stage.place.step == first.step.id):
        return first
    rows = "\n".join(f"  --step {each.step.id:<12}  {each.title}" for each in every)
    raise Usage(t("Which step of “{ritual}”?", ritual=line(said(first.ritual.title, language()))), rows)


def _written(shell: Shell, ws: Workspace, found: Open, said_words: str, point: int) -> None:
    answer = understood(found.step, point, said_words)
    if found.session is None:
        written = answer_ahead(ws, found.coming, said_words, point=point)
        shell.out.data(f"{found.title} · {kept_ahead(found.coming, answer)}")
    else:
        written = answer_in_session(ws, found.session, found.step, said_words, point)
        title = line(said(found.ritual.title, language()))
        shell.out.data(t("In “{ritual}”, {step}: {answer}", ritual=title, step=found.title, answer=answer))
    keep_copy(shell, ws, Answered(written, found.coming, said_words, point))
