"""One entry of the record, whole: to be read, copied, and erased where that is for whoever sits here to say."""

from ritual.actions.look_back import LookBack, Row
from ritual.actions.mine import about, remove
from ritual.model.clean import line as one_line
from ritual.model.instant import moment
from ritual.model.moments import clock, day_long
from ritual.tui import way
from ritual.tui.commands import EraseThis, Kind
from ritual.tui.ink import BLANK, Block, Line, apart, ink, joined, settled, wrapped
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.confirm import Confirm
from ritual.tui.screens.page import Page
from ritual.tui.widgets.rows import sort
from ritual.words import t


class EntryPage(Page[None]):
    """Follows the record: what is erased elsewhere is gone here too."""

    place = "entry"

    def __init__(self, keys: KeysOf, past: LookBack, row: Row) -> None:
        super().__init__(keys)
        self.past = past
        self.row = row
        self._seen = past.ws.record.version()

    def tick(self) -> None:
        """Reads again when somebody has written."""
        if self.past.ws.record.version() != self._seen:
            self._seen = self.past.ws.record.version()
            found = self.past.one(self.row.line.id)
            if found is None:
                way.back(self)
            else:
                self.row = found
                self.redraw()

    def can(self, command: Kind) -> bool:
        """Only whoever wrote it, or whom it is about, has it erased."""
        return command is not EraseThis or self._is_mine()

    def heading(self, width: int) -> Line:
        """What sort it is, and when it was written."""
        at = clock(moment(self.row.line.at), self.past.ws.zone)
        when = ink(f"{day_long(self.row.day, year=True)}  {at}", "clock")
        return apart(ink(*sort(self.row)), when, width)

    def content(self, width: int, height: int) -> Block:
        """Whose, from whom, all the words, and where there is more."""
        return settled([*whole(self.row, width), BLANK], height)

    def action_move(self, key: str) -> None:
        """Scrolls."""
        self.sheet("body").scroll_lines(-1 if key == "up" else 1)

    def action_page(self, key: str) -> None:
        """Scrolls further."""
        self.sheet("body").scroll_lines({"pageup": -10, "pagedown": 10, "home": -9999}.get(key, 9999))

    def action_copy_this(self) -> None:
        """To the clipboard, by way of the terminal."""
        lines = whole(self.row, 10_000)
        self.app.copy_to_clipboard("\n".join(line.plain for line in lines if line))
        self.say(t("Copied, if your terminal allows it."), "good")

    def action_erase_this(self) -> None:
        """For good, after a question."""
        question = t("Erase “{words}” for good?", words=self.row.line.words)
        self.app.push_screen(Confirm(self.keys, question, t("erase it")), self._erased)

    def action_close(self) -> None:
        """Back to the list."""
        way.back(self)

    def _erased(self, yes: bool | None) -> None:
        entry = self.past.ws.record.entry(self.row.line.id)
        if yes and entry:
            with self.telling():
                remove(self.past.ws, entry)
                self.tick()

    def _is_mine(self) -> bool:
        entry, me = self.past.ws.record.entry(self.row.line.id), self.past.ws.me
        return entry is not None and bool(me) and (entry.author == me or me in about(entry))


def whole(row: Row, width: int) -> Block:
    """All that an entry says."""
    line = row.line
    people = joined(ink(line.who, "title"), ink(f"  {line.source}" if line.who else line.source, "muted"))
    words = [part for each in line.words.splitlines() for part in wrapped(ink(one_line(each), "question"), width)]
    detail = (
        [BLANK, *wrapped(ink(one_line(line.detail), "link" if line.link else "muted"), width)] if line.detail else []
    )
    return [*([*wrapped(people, width), BLANK] if people else []), *words, *detail]
