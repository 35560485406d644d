"""The decks that there are, and the questions that the team doesn't want to be asked."""

from ritual.actions.settings import BANNED, banned_from, change
from ritual.actions.surroundings import Surroundings
from ritual.actions.workspace import Workspace
from ritual.errors import BadFile, NotFound
from ritual.files.decks import KIND, read_deck
from ritual.files.shelf import listing, nearest, shelf
from ritual.model.deck import Deck
from ritual.words import t


def every(around: Surroundings) -> tuple[Deck, ...]:
    """All decks that can be used, by name."""
    where = shelf(around.env, around.cwd)
    read = (read_deck(where, found.name)[0] for found in listing(where, KIND))
    return tuple(deck for deck in read if deck)


def find(around: Surroundings, name: str) -> Deck:
    """The deck of that name; raises NotFound or BadFile."""
    where = shelf(around.env, around.cwd)
    if name not in {found.name for found in listing(where, KIND)}:
        near = nearest(where, KIND, name)
        hint = t("Did you mean “{near}”?", near=near) if near else t("`ritual decks` lists all.")
        raise NotFound(t("There is no deck called “{name}”.", name=name), hint)
    deck, problems = read_deck(where, name)
    if deck is None:
        raise BadFile(t("The deck “{name}” can't be used.", name=name), problems)
    return deck


def banned(ws: Workspace) -> frozenset[str]:
    """The ids of the questions that the team doesn't want to be asked."""
    return banned_from(ws.record.settings())


def ban(ws: Workspace, question: str, *, on: bool = True) -> str:
    """Bans a question for the team, or allows it again; gives the deck's name. NotFound where no deck has it."""
    home = next((deck.name for deck in every(ws.around) if deck.question(question)), "")
    if not home:
        raise NotFound(t("No deck has a question {id}.", id=question), t("`ritual decks show NAME` shows the ids."))
    ws.write(change(ws.record, ws.pen(), ws.new_id(), BANNED + question, on))
    return home
