"""`ritual mine`: my own record, to read and to take along."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ritual.actions.choosing import open_desk
from ritual.actions.desk import Desk
from ritual.actions.own import GIVEN, PROMISED, RECEIVED, SAID, WON, Own, own
from ritual.actions.people import myself
from ritual.cli.checking import Checks
from ritual.cli.formats import CSV, JSON, JSON_LINES, MARKDOWN, TABLE, TEXT, format_of, table
from ritual.cli.log_formats import COLUMNS, FORMATS
from ritual.cli.log_query import bounds_of
from ritual.cli.log_rows import as_markdown, as_object, plain_text
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.pager import paged, pager_for
from ritual.cli.shell import Shell
from ritual.files.writing import PRIVATE, write
from ritual.model.clean import clean, line
from ritual.model.recap_text import escaped
from ritual.words import mark, t

MANUAL = Manual(
    ("mine", "mine --since 'this year' -o mine.md"),
    mark(
        "Everything the team's record keeps that is yours: thanks you received and gave, your wins, promises and "
        "answers that are kept. It shows in the shell only, where you ask for it."
    ),
    (
        Option("--since", mark("from this day on"), "DAY"),
        Option("--until", mark("up to this day, with it"), "DAY"),
        Option("--format", mark("text, markdown, json or csv"), "FORMAT", choices=FORMATS),
        JSON_LINES,
        TABLE,
        Option("--output", mark("write it to a file, whose ending says the format too"), "FILE", "-o"),
        Option("--no-pager", mark("print at once, even what is longer than the screen")),
    ),
    ("ritual mine", "ritual mine --since q3 --format markdown", "ritual mine -o mine.csv"),
)
TITLES = {
    RECEIVED: mark("Thanks you received"),
    GIVEN: mark("Thanks you gave"),
    WON: mark("Your wins"),
    PROMISED: mark("Your promises"),
    SAID: mark("Your answers"),
}
HELD = mark("This is all of yours that “{team}” keeps on this machine.")
HELD_THEN = mark("This is all of yours from that time that “{team}” keeps on this machine.")
MISSING = mark(
    "What you said in check-ins and check-outs isn't in it, because it isn't kept; nor are notes for you that still "
    "wait in the jar."
)


def run(given: Given, shell: Shell) -> int:
    """Prints my record, or writes it to a file."""
    desk, checks = shell.open(open_desk), Checks()
    words = " ".join(given.words)
    checks.of(lambda: given.without_words("mine", t("`ritual log {words}` searches.", words=words)), None)
    checks.of(lambda: myself(desk.team, desk.me), None)
    form = checks.of(lambda: format_of(given, FORMATS), TEXT)
    since, until = bounds_of(given, desk, shell.out, checks)
    checks.settle()
    team = line(desk.team.name)
    held = t(HELD_THEN, team=team) if since or until else t(HELD, team=team)
    held = f"{held} {t(MISSING)}"
    lines = _lines(own(desk, since, until), form, desk, held)
    path = given.text("--output")
    if path not in ("", "-"):
        write(Path(shell.around.cwd, path).expanduser(), "".join(lines), PRIVATE)
        shell.out.data(t("Your record is in {path}.", path=path))
    else:
        with paged(shell, () if given.has("--no-pager") else pager_for(shell)):
            for each in lines:
                shell.out.ready(each) if form in (JSON, CSV) else shell.out.data(each.removesuffix("\n"))
    if form in (JSON, CSV):
        shell.out.talk(held)
    return 0


def _lines(mine: Sequence[Own], form: str, desk: Desk, held: str) -> Iterator[str]:
    if form in (JSON, CSV):
        return table(({**as_object(row, desk.team), "part": part} for part, row in mine), form, (*COLUMNS, "part"))
    return _pages(mine, desk, held, is_markdown=form == MARKDOWN)


def _pages(mine: Sequence[Own], desk: Desk, held: str, *, is_markdown: bool) -> Iterator[str]:
    title = t("{name} in “{team}”", name=desk.team.person(desk.me).name, team=line(desk.team.name))
    yield f"# {escaped(title)}\n" if is_markdown else f"{title}\n"
    for part, words in TITLES.items():
        rows = [row for each, row in mine if each == part]
        if rows:
            yield f"\n## {t(words)}\n\n" if is_markdown else f"\n{t(words)}\n"
        for row in rows:
            yield clean(as_markdown(row, desk.zone) if is_markdown else plain_text(row, desk.zone)).text + "\n"
    yield f"\n{escaped(held) if is_markdown else held}\n"
