"""What `ritual import` does with each kind of thing, and what it says then."""

from collections.abc import Callable, Iterator, Mapping

from ritual.actions.carry import land
from ritual.actions.import_export import Exported
from ritual.actions.import_rows import KINDS, Rows, Wishes
from ritual.actions.joining import joined
from ritual.actions.taking_in import Run, Source, Taken
from ritual.actions.workspace import open_workspace
from ritual.cli.options import Given
from ritual.cli.progress import Progress
from ritual.cli.shell import Shell
from ritual.cli.typed import decoded
from ritual.errors import Refused, Usage
from ritual.files import places
from ritual.files.incoming import Incoming, Problems
from ritual.files.rows import COLUMNS, Row
from ritual.model.entry import ANSWER, KUDOS, MARK, WIN
from ritual.model.reading import Object, text
from ritual.model.team import called
from ritual.store.record import Record
from ritual.words import listed, t, tn


class Taking:
    """One import: what came in, what was asked for, and what is wrong with it so far."""

    def __init__(self, incoming: Incoming, given: Given, shell: Shell) -> None:
        self.incoming = incoming
        self.given = given
        self.shell = shell
        self.problems = Problems(incoming.name)

    def pairs(self, option: str) -> Mapping[str, str]:
        """The values of an option that names something on both sides of an equals sign; Usage for any other."""
        split = [value.rpartition("=") for value in self.given.texts(option)]
        if not all(left and right for left, _, right in split):
            raise Usage(t("{option} takes two names with “=” between.", option=option))
        return {left.strip(): right.strip() for left, _, right in split}

    def take(self, record: Record, source: Source) -> Taken:
        """Takes in what the source gives, or only looks at it."""
        progress = Progress(self.shell)
        run = Run(source, progress.reached, keep_going=self.given.has("--keep-going"))
        try:
            return run.look(record) if self.given.has("--dry-run") else run.take_in(record)
        finally:
            progress.end()

    def said(self, taken: Taken) -> int:
        """Says what landed, or would land."""
        out = self.shell.out
        if self.given.has("--dry-run"):
            out.data(tn("{n} entry would land.", "{n} entries would land.", taken.new))
        elif taken.new:
            out.data(tn("{n} entry landed.", "{n} entries landed.", taken.new))
        else:
            out.data(t("Nothing new; all of it was here already."))
        if taken.new and taken.known:
            out.talk(tn("{n} was here already.", "{n} were here already.", taken.known))
        if taken.left:
            out.talk(
                tn(
                    "{n} line was passed over: an import changes nothing that others wrote or the team agreed on.",
                    "{n} lines were passed over: an import changes nothing that others wrote or the team agreed on.",
                    taken.left,
                )
            )
        for problem in taken.problems:
            out.talk(f"  {problem}")
        if taken.bad:
            out.talk(tn("{n} line was left out.", "{n} lines were left out.", taken.bad))
        return 0


def take_notes(taking: Taking) -> int:
    """A block of notes: says whose they are."""
    shell = taking.shell
    ws = shell.open(open_workspace)
    landed = land(ws, decoded(taking.incoming.all(), shell.out))
    if not landed.new:
        shell.out.data(t("Nothing new; all of it was here already."))
        return 0
    names = called(ws.team.people.values())
    what = [_many(kind, n) for kind, n in sorted(landed.new.items())]
    shell.out.data(t("From {names}: {what}.", names=listed([names[who] for who in landed.by]), what=listed(what)))
    return 0


def take_rows(taking: Taking, rows: Callable[[], Iterator[Row]]) -> int:
    """Rows of another program."""
    given, typed = taking.given, taking.given.text("--as", "win").casefold()
    if typed not in KINDS or not typed:
        raise Usage(t("{option} takes win or kudos.", option="--as"))
    for ours in taking.pairs("--map"):
        if ours not in COLUMNS:
            raise Usage(t("ritual has no column “{name}”.", name=ours), t("There is: {all}.", all=", ".join(COLUMNS)))
    ws = taking.shell.open(open_workspace)
    wishes = Wishes(KINDS[typed], taking.pairs("--map-author"), given.has("--guests"))
    return taking.said(taking.take(ws.record, Rows(ws, rows, wishes, taking.problems)))


def take_export(taking: Taking, head: Object) -> int:
    """An export: of a team that is here, or of one that it makes here."""
    shell, team = taking.shell, text(head, "team")
    if team not in places.team_ids(shell.around.env):
        return _joined(taking, head)
    ws = shell.open(lambda around, _team: open_workspace(around, team))
    _is_meant(ws.team.name, team, shell)
    return taking.said(taking.take(ws.record, Exported(ws.record, ws.me, taking.incoming, taking.problems)))


def _joined(taking: Taking, head: Object) -> int:
    shell, me = taking.shell, taking.given.text("--me")
    team, name = text(head, "team"), text(head, "name")
    _is_meant(name, team, shell)
    if not me:
        raise Refused(
            t("The team “{name}” isn't on this machine.", name=name),
            t("`ritual import FILE --me @you` makes it here, with all that is in the file."),
        )

    def fill(record: Record) -> Taken:
        return taking.take(record, Exported(record, "", taking.incoming, taking.problems))

    with joined(shell.around, team) as joining:
        taken = fill(joining.record)
        if not taking.given.has("--dry-run"):
            joining.keep(me)
            shell.out.data(t("“{team}” is on this machine now.", team=name))
    return taking.said(taken)


def _is_meant(name: str, team: str, shell: Shell) -> None:
    if shell.team and shell.team.casefold() not in (name.casefold(), team):
        raise Refused(t("This is an export of “{team}”.", team=name))


def _many(kind: str, n: int) -> str:
    return {
        KUDOS: tn("{n} thanks", "{n} thanks", n),
        WIN: tn("{n} win", "{n} wins", n),
        ANSWER: tn("{n} answer ahead", "{n} answers ahead", n),
        MARK: tn("{n} wish to erase", "{n} wishes to erase", n),
    }[kind]
