"""`ritual init`: makes a team on this machine, or joins the one whose card lies here."""

from pathlib import Path

from ritual.actions.founding import card_here, card_place, found, new_team
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.piped import piped
from ritual.cli.shell import Shell
from ritual.cli.typed import argument, decoded
from ritual.errors import BadFile, Usage
from ritual.files.card import write_card
from ritual.files.people import Listed, people
from ritual.model.clean import line
from ritual.model.team import Team
from ritual.words import language, mark, t, tn

MANUAL = Manual(
    ("init [NAME] --me @ana --people FILE", "init [NAME] --me @ana --people -", "init --me @ana"),
    mark(
        "The people stand one on a line: name, then as you like handle, time zone, and the word lead. Where a team "
        "card lies here or above, the team on it is joined, so that every machine with the card is the same team."
    ),
    (
        Option("--me", mark("who sits at this machine"), "@HANDLE"),
        Option("--people", mark("the list of people, “-” for stdin"), "FILE"),
        Option("--card", mark("also write the team card, .ritual/team.toml, to share with the team's repository")),
    ),
    (
        "ritual init Platform --me @ana --people people.txt --card",
        "echo 'Ana Ruiz @ana Europe/Madrid lead' | ritual init --people -",
    ),
)


def run(given: Given, shell: Shell) -> int:
    """Makes the team and says what there is now."""
    team = _team(given, shell)
    card = card_place(shell.around, team) if given.has("--card") else None
    ws = shell.open(lambda around, _team: found(around, team, given.text("--me")))
    shell.out.data(
        tn(
            "“{team}” is ready: {n} person, standup and weekly.",
            "“{team}” is ready: {n} people, standup and weekly.",
            len(team.members),
            team=team.name,
        )
    )
    if card:
        write_card(card, team)
        shell.out.data(t("The team card is {path}; put it under version control.", path=card))
    if ws.me:
        shell.out.talk(t("You are {name}.", name=team.person(ws.me).name))
    else:
        shell.out.talk(t("Nobody has said who you are; `ritual init --me @you` says it."))
    shell.out.talk(t("`ritual` opens the round. `ritual kudos` and `ritual win` work from any shell."))
    return 0


def _team(given: Given, shell: Shell) -> Team:
    listed = _listed(given, shell)
    card = None if listed else card_here(shell.around)
    if card:
        return card
    if not listed:
        raise Usage(
            t("Who is in the team?"),
            t("`ritual init NAME --me @ana --people FILE`, one person on a line, “-” for stdin."),
        )
    name = line(argument(" ".join(given.words), shell.out)) or line(shell.around.cwd.name) or t("Team")
    return new_team(shell.around, name, listed, language())


def _listed(given: Given, shell: Shell) -> tuple[Listed, ...]:
    source = given.text("--people")
    if not source:
        return ()
    every, problems = people(decoded(_read(source, shell), shell.out), source)
    if problems or not every:
        raise BadFile(
            t("The list of people can't be used.") if problems else t("There is nobody in the list."), problems
        )
    return every


def _read(source: str, shell: Shell) -> bytes:
    if source == "-":
        return piped(shell.stdin)
    try:
        return Path(shell.around.cwd, source).expanduser().read_bytes()
    except OSError as error:
        raise BadFile(t("{path} can't be read: {why}.", path=source, why=error.strerror or "?")) from error
