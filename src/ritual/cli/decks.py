"""`ritual decks`: lists and shows questions, bans one."""

from ritual.actions.decks import ban, banned, every, find
from ritual.actions.workspace import open_workspace
from ritual.cli.manual import Manual
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.verbs import named, verb_of
from ritual.errors import NotFound
from ritual.model.clean import line
from ritual.model.phrase import said
from ritual.words import language, mark, t, tn

MANUAL = Manual(
    ("decks [list]", "decks show DECK", "decks ban QUESTION", "decks allow QUESTION"),
    mark("A deck is used up before a question returns. A banned question is never asked in this team."),
    examples=("ritual decks show light", "ritual decks ban light-07"),
)


def run(given: Given, shell: Shell) -> int:
    """Does what the second word says."""
    verb, rest = verb_of(given.words, ("list", "show", "ban", "allow"))
    if verb == "list":
        for deck in every(shell.around):
            many = tn("{n} question", "{n} questions", len(deck.questions))
            shell.out.data(f"{deck.name:<12}  {line(said(deck.title, language())):<12}  {deck.level:<6}  {many}")
        return 0
    name = named(rest)
    if verb == "show":
        return _show(shell, name)
    ban(shell.open(open_workspace), name, on=verb == "ban")
    shell.out.data(
        t("{id} isn't asked any more.", id=name) if verb == "ban" else t("{id} may be asked again.", id=name)
    )
    return 0


def _show(shell: Shell, name: str) -> int:
    out = _banned(shell)
    for question in find(shell.around, name).questions:
        note = f" [{t('banned')}]" if question.id in out else ""
        shell.out.data(f"{question.id:<12}  {line(said(question.words, language()))}{note}")
    return 0


def _banned(shell: Shell) -> frozenset[str]:
    try:
        return banned(shell.open(open_workspace))
    except NotFound:
        return frozenset()  # decks can be looked at without a team
