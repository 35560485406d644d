"""`ritual log`: lists and searches the record."""

from itertools import islice

from ritual.actions.choosing import open_desk
from ritual.actions.log import log
from ritual.cli.checking import Checks
from ritual.cli.colours import coloured
from ritual.cli.formats import JSON_LINES, TABLE, TEXT, format_of
from ritual.cli.kinds import NAMED
from ritual.cli.log_formats import FORMATS, printed
from ritual.cli.log_query import query_of
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.pager import paged, pager_for, size
from ritual.cli.shell import Shell
from ritual.words import mark, t

MANUAL = Manual(
    ("log", "log WORDS", "log --kind thanks --to @ana --since 'last week'"),
    mark(
        "Newest first. Every word has to be there, each at least as the beginning of a word. Sealed notes show to "
        "whoever gave them. Days are said as people say them: yesterday, last friday, 2w, 3 November, 2026-W47. At a "
        "terminal the whole log is paged; in a pipe it is 20 entries if you say nothing."
    ),
    (
        Option("--kind", mark("thanks, win, promise, answer, parked or round"), "KIND", many=True, choices=NAMED),
        Option("--by", mark("whose it is"), "@HANDLE"),
        Option("--to", mark("whom it thanks, or who shares the win"), "@HANDLE"),
        Option("--tag", mark("has this #word in it"), "TAG"),
        Option("--value", mark("thanks that stand for this value of the team"), "VALUE"),
        Option("--since", mark("from this day on"), "DAY"),
        Option("--until", mark("up to this day, with it"), "DAY"),
        Option("--number", mark("at most so many, or all"), "N", "-n"),
        Option("--oneline", mark("one line each, cut where the terminal ends")),
        Option("--format", mark("text, markdown, json or csv"), "FORMAT", choices=FORMATS),
        JSON_LINES,
        TABLE,
        Option("--no-pager", mark("print at once, even what is longer than the screen")),
    ),
    ("ritual log rollback", "ritual log --kind win --since monday -n 50", "ritual log --csv -n all > log.csv"),
)
USUAL = 20


def run(given: Given, shell: Shell) -> int:
    """Prints what was found."""
    desk, checks = shell.open(open_desk), Checks()
    pager = () if given.has("--no-pager") else pager_for(shell)
    form = checks.of(lambda: format_of(given, FORMATS), TEXT)
    query = query_of(given, desk, shell.out, checks, usual=0 if pager else USUAL)
    checks.settle()
    coloured(shell)
    width = size(shell)[0] if shell.out.stdout.isatty() else 0
    is_usual = query.limit == USUAL and not given.has("--number")
    # One more than is shown tells whether there are more.
    rows = log(desk, query._replace(limit=USUAL + 1) if is_usual else query)
    some = islice(rows, USUAL) if is_usual else rows
    count = None  # as long as a pager is left early
    with paged(shell, pager):
        count = printed(some, form, desk, shell, width=width, short=given.has("--oneline"))
    if count == 0:
        shell.out.talk(t("Nothing was found."))
    elif is_usual and next(rows, None):
        shell.out.talk(t("There are more than {n}; -n says how many to show.", n=USUAL))
    return 0
