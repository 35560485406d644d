"""What `ritual log` is asked for: the query that the words and options mean, with everything wrong told at once."""

from collections.abc import Sequence
from functools import partial

from ritual.actions.desk import Desk
from ritual.cli.checking import Checks
from ritual.cli.kinds import kinds_named
from ritual.cli.options import Given
from ritual.cli.output import Output
from ritual.cli.typed import argument
from ritual.errors import Usage
from ritual.model.team import Person
from ritual.store.query import Query
from ritual.words import t

EVERY = ("all", "alle")
NOBODY = Person("", "", "")


def query_of(given: Given, desk: Desk, out: Output, checks: Checks, usual: int) -> Query:
    """The query that was typed; what is wrong with it is noted in `checks`, and `usual` stands where no number is."""
    by = checks.of(partial(_person, given.text("--by"), desk), NOBODY)
    to = checks.of(partial(_person, given.text("--to"), desk), NOBODY)
    since, until = bounds_of(given, desk, out, checks)
    return Query(
        kinds=checks.of(partial(kinds_named, given.texts("--kind"), by if by.id else None, desk.me), ()),
        by=by.id,
        to=to.id,
        since=since,
        until=until,
        words=argument(" ".join(given.words), out),
        tag=checks.of(partial(_tag, given.texts("--tag")), ""),
        value=argument(given.text("--value"), out),
        limit=checks.of(partial(_limit, given, usual), usual),
    )


def bounds_of(given: Given, desk: Desk, out: Output, checks: Checks) -> tuple[str, str]:
    """The first moment that `--since` means and the first after `--until`, RFC 3339 UTC, "" where one wasn't given."""
    if not (given.has("--since") or given.has("--until")):
        return "", ""
    from ritual.cli.spans import span_named  # only who names a day pays for understanding it
    from ritual.model.instant import iso
    from ritual.model.moments import bounds

    first, last = (
        checks.of(partial(span_named, given.text(name), desk, out), None) if given.has(name) else None
        for name in ("--since", "--until")
    )
    if first and last and last.end_exclusive <= first.start:
        checks.of(partial(_nothing_between, given), None)
    return (
        iso(bounds(first, desk.zone)[0]) if first else "",
        iso(bounds(last, desk.zone)[1]) if last else "",
    )


def _person(typed: str, desk: Desk) -> Person:
    if not typed:
        return NOBODY
    from ritual.actions.people import person  # only who names somebody pays for looking

    return person(desk.team, typed)


def _limit(given: Given, usual: int) -> int:
    return 0 if given.text("--number").casefold() in EVERY else given.number("--number", usual)


def _tag(typed: Sequence[str]) -> str:
    if not typed:
        return ""
    from ritual.model.tags import tag_named  # only who names a tag pays for reading it

    found = tag_named(typed[-1])
    if not found:
        raise Usage(t("“{words}” isn't a tag.", words=typed[-1]), t("A tag is one word, like onboarding."))
    return found


def _nothing_between(given: Given) -> None:
    raise Usage(
        t("“{since}” begins after “{until}” ends.", since=given.text("--since"), until=given.text("--until")),
        t("--since takes the earlier day, --until the later one."),
    )
