"""`ritual win`: logs what went well."""

from ritual.actions.choosing import open_desk
from ritual.actions.people import myself, person, persons
from ritual.actions.wins import log_win
from ritual.cli.asking import EDITOR, words
from ritual.cli.checking import Checks
from ritual.cli.drafts import keeping
from ritual.cli.evidence import COMMIT, LINK, VALUE, evidence
from ritual.cli.kudos import FROM
from ritual.cli.manual import Manual, Option
from ritual.cli.noted import note_people
from ritual.cli.options import Given
from ritual.cli.quick import won
from ritual.cli.shell import Shell
from ritual.model.clean import line
from ritual.model.team import Person, called
from ritual.words import mark, t

MANUAL = Manual(
    ("win", "win WORDS", "win -"),
    mark("Without words it asks. Wins are open to everybody at once; small ones count."),
    (Option("--with", mark("who else it belongs to"), "@HANDLE", many=True), LINK, COMMIT, VALUE, FROM, EDITOR),
    ("ritual win", "ritual win 'search no longer times out under load' --with @bo"),
)


def run(given: Given, shell: Shell) -> int:
    """Writes the win."""
    with keeping(shell, "win", " ".join(given.words)) as draft:
        desk = shell.open(open_desk)
        me, checks = myself(desk.team, desk.me), Checks()
        by = checks.of(lambda: person(desk.team, given.text("--from")), me) if given.has("--from") else me
        typed = " ".join(given.texts("--with")).replace(",", " ").split()
        nobody: tuple[Person, ...] = ()
        beside = checks.of(lambda: persons(desk.team, typed), nobody)
        seen = evidence(given, shell, checks)
        checks.settle()
        draft.words = words(shell, given.words, t("What went well?"), draft, editor=given.has("--editor"))
        log_win(desk, draft.words, beside=[p.id for p in beside], link=seen.link, by=by.id, value=seen.value)
        draft.drop()
    names = called(desk.team.members)
    shell.out.data(won([names[each.id] for each in dict.fromkeys((by, *beside))], line(draft.words)))
    if seen.commit:
        shell.out.talk(t("With it: {evidence}", evidence=seen.link))
    note_people(shell, desk)
    return 0
