"""Who is in the circle while it runs: somebody came late, left, or is a guest."""

from ritual.actions.circle import Circle
from ritual.actions.sentences import why
from ritual.model.team import called, guest
from ritual.tui.ink import Block, Line, apart, ink, joined
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.ask import Ask
from ritual.tui.screens.over import Over
from ritual.tui.widgets.listing import listing, moved
from ritual.words import t

_MOST = 12


class PeoplePage(Over[None]):
    """Everybody in the team and every guest; Space puts in or out."""

    place = "people"

    def __init__(self, keys: KeysOf, circle: Circle) -> None:
        super().__init__(keys)
        self.circle = circle
        self._at = 0

    def tall(self) -> int:
        """As many lines as there are people, within reason."""
        return min(len(self._rows()), _MOST)

    def heading(self, width: int) -> Line:
        """What this is."""
        return ink(t("Who is here"), "title")

    def content(self, width: int, height: int) -> Block:
        """The names, with a tick for those who are here."""
        here = self.circle.stage.here
        rows = []
        for who, name in self._rows():
            sign = ink("✓ ", "good") if who in here else ink("· ", "absent")
            note = ink("" if who in here else t("not here"), "absent")
            rows.append(apart(joined(sign, ink(name, "text" if who in here else "absent")), note, min(width - 4, 40)))
        return listing(rows, self._at, width, height)

    def action_move(self, key: str) -> None:
        """The cursor moves."""
        self._at = moved(self._at, key, len(self._rows()))
        self.redraw()

    def action_in_or_out(self) -> None:
        """Comes or leaves; seats never move."""
        who = self._rows()[self._at][0]
        self._do("leave" if who in self.circle.stage.here else "join", who)

    def action_guest(self) -> None:
        """Somebody who is here today only."""
        self.app.push_screen(Ask(self.keys, t("A guest for today"), t("a name")), self._join)

    def pick(self, target: str) -> None:
        """A click puts in or out."""
        kind, _, row = target.partition("/")
        if kind == "row":
            self._at = int(row)
            self.action_in_or_out()

    def _join(self, name: str | None) -> None:
        if name and name.strip():
            self._do("join", guest(name.strip()))

    def _do(self, verb: str, who: str) -> None:
        with self.telling():
            refused = self.circle.do(verb, who)
            if refused:
                self.say(why(refused.code), "warning")
        self.sheet("body").styles.height = self.tall()
        self.redraw()
        if self.circle.session.is_closed:
            self.dismiss(None)

    def _rows(self) -> list[tuple[str, str]]:
        team = self.circle.room().team
        seated = [seat.person for seat in self.circle.stage.seats]
        every = [*seated, *(person.id for person in team.members if person.id not in seated)]
        names = called([team.person(who) for who in every])
        return [(who, names[who]) for who in every]
