"""`ritual win`: logs what went well."""

from ritual.actions.choosing import open_desk
from ritual.actions.people import myself, person, persons
from ritual.actions.wins import log_win
from ritual.cli.asking import EDITOR, words
from ritual.cli.drafts import keeping
from ritual.cli.kudos import FROM, LINK
from ritual.cli.manual import Manual, Option
from ritual.cli.noted import note_people
from ritual.cli.options import Given
from ritual.cli.quick import won
from ritual.cli.shell import Shell
from ritual.cli.typed import argument
from ritual.model.clean import line
from ritual.model.team import called
from ritual.words import mark, t

MANUAL = Manual(
    ("win", "win WORDS", "win -"),
    mark("Without words it asks. Wins are open to everybody at once; small ones count."),
    (Option("--with", mark("who else it belongs to"), "@HANDLE", many=True), LINK, FROM, EDITOR),
    ("ritual win", "ritual win 'search no longer times out under load' --with @bo"),
)


def run(given: Given, shell: Shell) -> int:
    """Writes the win."""
    with keeping(shell, "win", " ".join(given.words)) as draft:
        desk = shell.open(open_desk)
        me = myself(desk.team, desk.me)
        by = person(desk.team, given.text("--from")) if given.has("--from") else me
        typed = " ".join(given.texts("--with")).replace(",", " ").split()
        beside = persons(desk.team, typed)
        draft.words = words(shell, given.words, t("What went well?"), editor=given.has("--editor"), before=draft.saved)
        link = line(argument(given.text("--link"), shell.out))
        log_win(desk, draft.words, beside=[p.id for p in beside], link=link, by=by.id)
        draft.drop()
    names = called(desk.team.members)
    shell.out.data(won([names[each.id] for each in dict.fromkeys((by, *beside))], line(draft.words)))
    note_people(shell, desk)
    return 0
