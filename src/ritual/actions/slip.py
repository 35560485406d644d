"""A slip: what the ordinary way found out once, noted in the record for the quick way to go by.

There are three. PEOPLE says who can be thanked without a further word, ROUNDS which round comes when, CARDS of which
teams the cards in folders are. A slip opens with a stamp of everything it was made from. Where the stamp isn't what the
quick way sees now, or the slip doesn't hold at this moment, the quick way leaves the command to the ordinary way, which
makes the slip anew (`slip_making.py`). So a slip is never wrong: it is right or it is none.
"""

import os

from ritual import __version__

TYPE_CHECKING = False  # the one in typing costs more than this module
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PEOPLE, ROUNDS, CARDS = "slip.people", "slip.rounds", "slip.cards"
STAMP, SINCE, UNTIL = "stamp", "since", "until"
ME, LANG, KUDOS, ASKED, TEAM, MOST = "me", "lang", "kudos", "asked", "team", "most"
"""Of PEOPLE: who sits here; the settings `lang`, `kudos` and `team`; the team's name; how many notes a round reads."""
NEWEST, NOTES, ALL_USUAL, FROM, OPENED = "newest", "notes", "all-usual", "from", "opened"
"""Of ROUNDS: the newest event, and how many notes were due after it; whether all people are usual, so that notes can
simply be counted; since when which sessions were opened."""
UNUSUAL = "unusual"
"""Behind a person in PEOPLE about whom there is more to say."""
NO_JAR, ALL = "-", "0"
"""For MOST: no ritual opens the jar; a round reads all there are."""

_JOINERS = "\u200c\u200d\u200e\u200f"

Stand = tuple[int, int, int, int]


def people_stamp(stand: Stand, config: str) -> str:
    """What PEOPLE is made from: this ritual, the schema and the settings of the record, the person's own settings."""
    schema, settings, newest_setting, _newest = stand
    return f"{__version__} {schema} {settings} {newest_setting} {config}"


def rounds_stamp(stand: Stand, config: str, zone: str) -> str:
    """What ROUNDS is made from beside sessions and notes: the same, and the machine's time zone."""
    return f"{people_stamp(stand, config)} {zone}"


def is_plain(text: str) -> bool:
    """Whether cleaning would leave the text as it is, and it has no lines or columns.

    Emoji, Persian and Hebrew need joiners and direction marks, which Python doesn't take for printable.
    """
    return text.isprintable() or "".join(sign for sign in text if sign not in _JOINERS).isprintable()


def state(path: str) -> str:
    """What changes whenever a file does, "" where there is none; OSError where that can't be known."""
    try:
        found = os.stat(path)  # noqa: PTH116  pathlib is slow to import
    except (FileNotFoundError, NotADirectoryError):
        return ""
    return f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"


def write(head: "Mapping[str, str]", rows: "Iterable[Iterable[str]]") -> str:
    """A slip as text; "" where a name in it has signs that a slip can't hold."""
    lines, cells = list(head.items()), [tuple(row) for row in rows]
    if not all(is_plain(part) for line in (*lines, *cells) for part in line):
        return ""
    return "\n\n".join("\n".join("\t".join(line) for line in part) for part in (lines, cells))


def read(text: str) -> "tuple[dict[str, str], list[list[str]]]":
    """The head and the rows of a slip; both are empty where there is none."""
    head, _, rows = text.partition("\n\n")
    named = (line.partition("\t") for line in head.split("\n"))
    return {name: value for name, _, value in named}, [row.split("\t") for row in rows.split("\n") if row]
