"""The keys of the circle at one moment: which make sense, what they are called, and which the footer shows."""

from ritual.actions.circle import Circle
from ritual.actions.going_on import GoingOn
from ritual.model.entry import ACTION, ANSWER, KUDOS, WIN
from ritual.model.phrase import inside
from ritual.model.scene import ANNOUNCED, FINGERS, OPEN, PROMISE, QUIET, TURN, WORDS, Scene
from ritual.model.spoken import becomes
from ritual.tui import commands as c
from ritual.tui.keymap import KeysOf
from ritual.tui.screens.page import Page
from ritual.tui.widgets.keys import Offer
from ritual.words import mark, t

_FOR_ALL = frozenset({c.TakeOver, c.Point, c.Words, c.Park, c.MyWish, c.TakeBack, c.Leave, c.Themes, c.Palette, c.Help})
"""What everybody in a shared round may do at a machine of their own."""
_AMONG_OTHERS = frozenset({c.JoinOther, c.TakeOver, c.HandOver, c.MyWish})
"""What there is only where several machines share a round."""
_OF_THE_TURN = frozenset({c.Next, c.Call})
"""What whoever has the turn may ask for."""
_OWN = {
    c.Next: mark("End your turn; spoken or passed, it is the same."),
    c.Point: mark("Your number; 0 takes it away."),
    c.Words: mark("Write your answer down; Esc drops it."),
    c.Call: mark("Name who comes next."),
    c.Leave: mark("Leave the round, which goes on; you can come back."),
}
_ADDS = {
    ANSWER: mark("write down"),
    KUDOS: mark("add thanks"),
    WIN: mark("add a win"),
    ACTION: mark("add a promise"),
}

_PRACTISED = 5
"""Sessions after which the footer shows only what everybody needs."""
_NEEDED = frozenset({c.Next, c.Back, c.Park, c.Help})
_OF_THE_STEP = frozenset(
    {c.TakeOver, c.JoinOther, c.Point, c.OtherReader, c.PutBack, c.Done, c.Dropped, c.Call, c.LeaveOut}
)
"""What belongs to the step at hand: practice with other steps doesn't teach it, so it is always shown."""
_FIRST = frozenset(each.name for each in (c.TakeOver, c.Next, c.Point, c.Words))
"""What comes first at a machine of one's own: one's own words stand before what is about others."""


class CircleKeys(Page[None]):
    """One session as its keys see it; what they do is its subclass's."""

    place = "circle"

    def __init__(self, keys: KeysOf, circle: Circle) -> None:
        super().__init__(keys)
        self.circle = circle
        self.scene: Scene | None = circle.scene()
        self.rival: GoingOn | None = None

    @property
    def is_mine(self) -> bool:
        """Whether somebody at this machine has the turn, or reads."""
        part = self.circle.part
        return part is None or (self.scene is not None and bool(set(self.scene.movers) & set(part.mine)))

    def heirs(self) -> list[tuple[str, str]]:
        """Those who could lead: in the circle, and at a machine of their own."""
        part, scene = self.circle.part, self.scene
        seats = scene.seats if part and scene else ()
        return [(s.person, s.name) for s in seats if part and s.person in part.beats.at_own_machines]

    def wishes(self) -> tuple[tuple[str, str], ...]:
        """What was wished for ahead, as far as its author said so."""
        return self.circle.wishes()

    def can(self, command: c.Kind) -> bool:
        """Which commands make sense at this moment."""
        scene = self.scene
        if scene is None:
            return False
        called, jar, part = scene.phase == TURN, scene.step.kind == "gratitude", self.circle.part
        if not self.circle.leads and command not in _FOR_ALL and not (command in _OF_THE_TURN and self.is_mine):
            return False
        sensible = {
            c.JoinOther: self.rival is not None,
            c.TakeOver: part is not None and part.beats.is_leaderless,
            c.HandOver: part is not None and self.circle.leads and bool(self.heirs()),
            c.MyWish: part is not None and not self.circle.leads,
            c.Point: bool(scene.points) and (scene.phase in (TURN, FINGERS) or (scene.phase == QUIET and bool(part))),
            c.Words: scene.phase not in (ANNOUNCED, FINGERS) and (scene.phase != QUIET or jar or bool(part)),
            c.OtherReader: scene.note is not None,
            c.PutBack: scene.phase == ANNOUNCED,
            c.Done: scene.promise is not None,
            c.Dropped: scene.promise is not None,
            c.Call: called and bool(scene.can_call),
            c.AnotherQuestion: called and scene.can_redraw,
            c.Later: called and bool(scene.then or scene.can_call),
            c.LeaveOut: scene.ahead,
            c.Back: bool(self.circle.stage.trail),
        }
        return sensible.get(command, True)

    def has(self, command: c.Kind) -> bool:
        """Some are for whoever leads, some for all others, some only where there are others."""
        if self.circle.part is None:
            return command not in _AMONG_OTHERS
        if self.circle.leads:
            return command not in (c.TakeOver, c.MyWish)
        return command in _FOR_ALL | _OF_THE_TURN

    def tells(self, command: c.Kind) -> str:
        """At a machine of one's own some keys are about oneself."""
        own = _OWN.get(command) if self.circle.part and not self.circle.leads else None
        return t(own) if own else super().tells(command)

    def label(self, command: c.Kind) -> str:
        """Next and number are named after what they do at this moment."""
        scene = self.scene
        if scene and command is c.Next:
            return self._next_label(scene)
        if scene and command is c.Words:
            return _words_label(scene)
        if scene and command is c.Point and scene.step.scale:
            return inside(scene.step.scale.title, self.circle.ws.lang)
        return super().label(command)

    def offers(self) -> list[Offer]:
        """With practice fewer keys are shown, those of the step always; they all stay."""
        wish = self.ritual.config.footer
        short = wish == "short" or (wish != "full" and len(self.circle.past) >= _PRACTISED)
        own = {c.Words} if self._writes() or not self.circle.leads else set()
        needed = {command.name for command in _NEEDED | _OF_THE_STEP | own}
        offers = [self._numbered(offer) for offer in super().offers() if not short or offer.target in needed]
        if self.scene and (self.scene.phase in (OPEN, QUIET) or self.scene.step.yields):
            offers.sort(key=lambda offer: (offer.target != c.Next.name, offer.target not in _FIRST))
        elif not self.circle.leads:
            offers.sort(key=lambda offer: offer.target not in _FIRST)
        return offers

    def _writes(self) -> bool:
        """Whether words are written down that aren't somebody's turn: thanks, a win, a line, a promise."""
        scene = self.scene
        return scene is not None and (scene.phase != TURN or bool(scene.step.yields))

    def _numbered(self, offer: Offer) -> Offer:
        points = len(self.scene.points) if self.scene else 0
        return offer._replace(key=f"1-{points}") if offer.target == c.Point.name else offer

    def _next_label(self, scene: Scene) -> str:
        note = scene.note
        if not self.circle.leads and not note:
            return t("I am done")
        if note and scene.phase == ANNOUNCED:
            return t("open the note")
        if note and scene.phase == WORDS and note.number < note.of:
            return t("next note")
        if scene.phase == PROMISE and not scene.settled:
            return t("still wanted")
        return t("everybody is ready") if scene.phase == QUIET else t("next")


def _words_label(scene: Scene) -> str:
    if scene.phase == TURN and not scene.step.yields:
        return t("words")
    return t(_ADDS[becomes(scene.step)])
