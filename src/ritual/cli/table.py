"""The commands of the shell: each one's name, module and one line of help. Strings only, so that it loads at once."""

from ritual.hints import NamedTuple
from ritual.words import mark


class Row(NamedTuple):
    """One command; `usage` is the short form shown in the list of all.

    A quick command does something small and ends at once; a silent one says nothing of what goes wrong.
    """

    name: str
    module: str
    usage: str
    help: str
    is_quick: bool = False
    is_silent: bool = False


LEAD, KEEP, LOOK, TEAM, HERE = (
    mark("Lead"),
    mark("In the moment"),
    mark("Look back"),
    mark("Team and files"),
    mark("This machine"),
)

COMMANDS: dict[str, tuple[Row, ...]] = {
    LEAD: (
        Row("start", "ritual.cli.start", "start [RITUAL]", mark("lead a session now; --with 'Ana, Bo' needs no team")),
        Row("join-in", "ritual.cli.join_in", "join-in", mark("take part in the round that somebody else leads now")),
        Row(
            "schedule", "ritual.cli.schedule", "schedule [DAYS]", mark("the rounds to come, a calendar file, days off")
        ),
        Row("rota", "ritual.cli.rota", "rota [RITUAL]", mark("who is asked to lead the next rounds; swaps")),
        Row("remind", "ritual.cli.remind", "remind", mark("what is due soon, for cron and timers")),
        Row("demo", "ritual.cli.demo", "demo", mark("a sample team with three months of history")),
        Row("init", "ritual.cli.init", "init [NAME] --me @ana", mark("make a team on this machine")),
    ),
    KEEP: (
        Row(
            "kudos",
            "ritual.cli.kudos",
            "kudos @ana [WORDS]",
            mark("thank somebody; without words it asks"),
            is_quick=True,
        ),
        Row("thanks", "ritual.cli.thanks", "thanks", mark("whom I might thank; for me alone, nothing is written")),
        Row("win", "ritual.cli.win", "win [WORDS]", mark("log what went well"), is_quick=True),
        Row("checkin", "ritual.cli.checkin", "checkin [WORDS]", mark("answer the next check-in ahead"), is_quick=True),
        Row("answer", "ritual.cli.answer", "answer [WORDS]", mark("answer another step, ahead or in the session here")),
        Row("waiting", "ritual.cli.waiting", "waiting", mark("my waiting notes as a block of text to send")),
        Row(
            "prompt",
            "ritual.cli.prompt",
            "prompt",
            mark("one short piece for shell prompts and status bars"),
            is_quick=True,
            is_silent=True,
        ),
    ),
    LOOK: (
        Row("log", "ritual.cli.log", "log [WORDS]", mark("list and search the record"), is_quick=True),
        Row("mine", "ritual.cli.mine", "mine", mark("my own record, to take along")),
        Row("recap", "ritual.cli.recap", "recap [WHAT]", mark("what a session or a span of time brought")),
        Row("insights", "ritual.cli.insights", "insights [SPAN]", mark("the team's last weeks as pictures")),
        Row("edit", "ritual.cli.edit", "edit ID [WORDS]", mark("change what is mine")),
        Row("erase", "ritual.cli.erase", "erase ID", mark("really delete what is mine, or ask for it")),
        Row("undo", "ritual.cli.undo", "undo", mark("take back what I wrote last")),
    ),
    TEAM: (
        Row("share", "ritual.cli.share", "share URL", mark("share the team through an endpoint, sealed")),
        Row("invite", "ritual.cli.invite", "invite [@bo]", mark("a link that lets one person in, once")),
        Row("join", "ritual.cli.join", "join", mark("come into a shared team by a link")),
        Row("leave", "ritual.cli.leaving", "leave", mark("go out of a shared team")),
        Row("keys", "ritual.cli.keys", "keys", mark("compare keys, end a lost machine, make a recovery sheet")),
        Row("sync", "ritual.cli.sync", "sync", mark("push and pull now")),
        Row("status", "ritual.cli.status", "status", mark("what is here, what is sent, what is settled")),
        Row("members", "ritual.cli.members", "members", mark("list, add and change people")),
        Row("rituals", "ritual.cli.rituals", "rituals", mark("list, show, check, make and adopt rituals")),
        Row("decks", "ritual.cli.decks", "decks", mark("list and show questions, ban one")),
        Row("themes", "ritual.cli.themes", "themes", mark("list, show, check and choose themes")),
    ),
    HERE: (
        Row("export", "ritual.cli.export", "export [-o FILE]", mark("all of the record as JSON Lines, to take along")),
        Row("import", "ritual.cli.importing", "import FILE", mark("take in notes, an export, CSV or jrnl's JSON")),
        Row("backup", "ritual.cli.backup", "backup [FILE]", mark("a copy of the record in one file, checked")),
        Row("restore", "ritual.cli.restore", "restore FILE", mark("put a backup in the record's place")),
        Row(
            "hooks",
            "ritual.cli.hooks",
            "hooks print post-commit",
            mark("trailers of my commits become thanks and wins"),
        ),
        Row(
            "completions",
            "ritual.cli.completions",
            "completions SHELL",
            mark("commands, people and ids by the Tab key"),
        ),
        Row("serve", "ritual.cli.serve", "serve", mark("run an endpoint, through which teams sync")),
        Row("locate", "ritual.cli.locate", "locate", mark("where the files are")),
        Row("doctor", "ritual.cli.doctor", "doctor", mark("look whether everything is whole")),
    ),
}

EXAMPLES: tuple[tuple[str, str], ...] = (
    ("ritual", mark("open the round that is due")),
    ("ritual start --with Ana,Bo", mark("lead one now, without a team")),
    ("ritual kudos @ana", mark("thank Ana; it asks what for")),
    ("ritual win", mark("log what went well")),
    ("ritual recap week", mark("read what the week brought")),
)
"""What people do most, as it is typed; shown first."""

HIDDEN = (Row("__complete", "ritual.cli.complete", "", "", is_quick=True, is_silent=True),)
"""What only scripts call; no list shows it."""
HOME = Row("", "ritual.cli.home", "", mark("open the round; without a terminal: today's overview"))
SCREEN = "ritual.tui.app"
"""The module of the terminal's screens, named here so that no import leads to it."""
ENDPOINT, COPIES = "ritual.endpoint.serving", "ritual.endpoint.storage.sqlite.copying"
ERASURES = "ritual.endpoint.wanted"
"""The modules that run an endpoint, copy what it holds and erase some of it, named here for the same reason."""


def find(name: str) -> Row | None:
    """The command of that name, shown or hidden."""
    return next((row for row in (*rows(), *HIDDEN) if row.name == name), None)


def rows() -> tuple[Row, ...]:
    """All commands in the order they are shown."""
    return tuple(row for group in COMMANDS.values() for row in group)
