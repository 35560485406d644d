"""The sample team's past rounds, as closing leaves them: the opening, what was said and kept, and the closed stage."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from ritual.actions.demo_days import share, standups, weeklies
from ritual.actions.demo_hand import Hand
from ritual.actions.demo_story import Said, Story
from ritual.model import stage as stages
from ritual.model.deck import Question
from ritual.model.entry import ANSWER, SESSION, STAGE
from ritual.model.instant import iso
from ritual.model.promises import OPEN
from ritual.model.ritual import DAYS, Ritual, Step, to_data
from ritual.model.session import opening_data
from ritual.model.stage import CLOSED, Stage

Decks = Mapping[str, Sequence[Question]]
_JAR_SECONDS = 24
_ENERGY = ((0, 1, 3, 2, 0), (0, 2, 2, 2, 1), (1, 1, 2, 3, 0), (0, 1, 2, 3, 1), (0, 0, 3, 3, 1), (0, 2, 3, 1, 0))
_WORTH = ((0, 1, 2, 3, 1), (0, 0, 2, 4, 1), (0, 1, 1, 3, 2))
"""How often each number was given in rounds that follow one another; some people give none."""


class Round(NamedTuple):
    """One round: which of how many it is, when it began, and the id of its session."""

    ritual: Ritual
    n: int
    of: int
    at: datetime
    id: str

    def after(self, minutes: float) -> datetime:
        """So many minutes into the round."""
        return self.at + timedelta(minutes=minutes)


class Past:
    """Writes the rounds one after the other, and knows what the next one looks back at."""

    def __init__(self, hand: Hand, story: Story, decks: Decks, due: datetime) -> None:
        self._hand = hand
        self._story = story
        self._decks = decks
        self._days = standups(due)
        self._joined = {member.handle: due - timedelta(days=member.joined) for member in story.people if member.joined}
        self._wins: list[tuple[datetime, str]] = []
        self._open: list[tuple[Said, str]] = []

    def write(self, standup: Ritual, weekly: Ritual) -> None:
        """Three months of standups, and the weekly rounds between them."""
        last = self._days[0] - timedelta(days=1)
        for n, at in enumerate(self._days):
            self._between(n, last)
            self._standup(Round(standup, n, len(self._days), at, self._hand.new_id()), last)
            last = at
        rounds = weeklies(self._days)
        for n, at in enumerate(rounds):
            self._weekly(Round(weekly, n, len(rounds), at, self._hand.new_id()))

    def _between(self, n: int, last: datetime) -> None:
        for k, said in enumerate(share(self._story.wins, n, len(self._days))):
            at = last + timedelta(minutes=150 + 71 * ((n + k) % 5))
            self._wins.append((at, self._hand.win(said, at)))

    def _standup(self, now: Round, last: datetime) -> None:
        hand, story = self._hand, self._story
        notes = [
            hand.thanks(said, last + timedelta(minutes=95 + 53 * ((now.n + k) % 6)))
            for k, said in enumerate(share(story.thanks, now.n, now.of))
        ]
        for note in notes:
            hand.mark(now.after(2), "opened", note, now.id)
        parked = [hand.park(said.words, now.after(1), now.id) for said in share(story.parked, now.n, now.of)]
        hands = [self._hand_needed(said, now) for said in share(story.hands, now.n, now.of)]
        checkin = next(step for step in now.ritual.steps if DAYS[now.at.weekday()] in step.days)
        spent = {checkin.id: 70.0 + 11 * (now.n % 4), "jar": float(_JAR_SECONDS * len(notes)), "hand": 38.0 + now.n % 9}
        counts = {checkin.id: _ENERGY[now.n % len(_ENERGY)]} if checkin.scale else {}
        held = {step: seconds for step, seconds in spent.items() if seconds}
        self._close(now, held, checkin, [*notes, *hands, *parked], counts)

    def _hand_needed(self, said: Said, now: Round) -> str:
        data = {
            "session": now.id,
            "ritual": now.ritual.name,
            "step": "hand",
            "by": self._hand.person(said.by),
            "point": None,
            "words": said.words,
            "kept": True,
            "line": True,
        }
        return self._hand.put(self._story.me, now.after(3), ANSWER, data)

    def _weekly(self, now: Round) -> None:
        kept = [win for at, win in self._wins if now.at - timedelta(days=7) <= at < now.at]
        kept += [promise for said, promise in self._open if self._settled(said, promise, now)]
        self._open = []
        for said in share(self._story.promises, now.n, now.of):
            day = (now.at + timedelta(days=said.due)).date().isoformat()
            promise = self._hand.promise(said, now.after(11), day, now.id)
            self._open.append((said, promise))
            kept.append(promise)
        spent = {"opening": 190.0 + 7 * (now.n % 5), "promises": 60.0, "wins": 95.0, "jar": 80.0, "change": 170.0}
        counts = {"checkout": _WORTH[now.n % len(_WORTH)]}
        self._close(now, {**spent, "checkout": 18.0}, now.ritual.steps[0], kept, counts)

    def _settled(self, said: Said, promise: str, now: Round) -> bool:
        """Whether the promise of the round before is done or dropped in this one, and marks it so."""
        if said.became != OPEN:
            self._hand.mark(now.after(5), said.became, promise, now.id)
        return said.became != OPEN

    def _close(
        self,
        now: Round,
        spent: Mapping[str, float],
        first: Step,
        kept: Sequence[str],
        counts: Mapping[str, tuple[int, ...]],
    ) -> None:
        hand, story = self._hand, self._story
        questions = self._decks.get(first.deck, ())
        drawn = questions[now.n // (5 if now.ritual.name == "standup" else 1) % len(questions)] if questions else None
        opening = opening_data(to_data(now.ritual), {first.id: (drawn,)} if drawn else {}, counts=True)
        hand.put(story.me, now.at, SESSION, opening, now.id)
        here = [member.handle for member in story.people if now.at >= self._joined.get(member.handle, now.at)]
        stage = Stage(
            leader=hand.person(story.me),
            state=CLOSED,
            revealed=tuple(step.id for step in now.ritual.steps if step.is_together),
            spent=dict(spent),
            heads=len(here) - (now.n % 7 == 3),
            first=hand.person(here[now.n * 3 % len(here)]),
            last=hand.person(here[(now.n * 3 + 4) % len(here)]),
            asked=(drawn.id,) if drawn else (),
            counts=dict(counts),
            kept=tuple(sorted(kept)),
            written=iso(now.at + timedelta(seconds=sum(spent.values()))),
        )
        hand.put(story.me, now.after(sum(spent.values()) / 60), STAGE, {"session": now.id, **stages.to_data(stage)})
