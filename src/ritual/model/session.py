"""A session as everybody sees it: a fold over a set of entries, whatever order they came in.

Neither arrival order, nor server numbers, nor received times are looked at, so a late joiner, a restart, a restored
record and a shuffled log all give the same picture.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ritual.model import stage as stages
from ritual.model.deck import Question
from ritual.model.entry import ANSWER, MARK, SESSION, STAGE, Entry
from ritual.model.phrase import phrase
from ritual.model.reading import flag, table, tables, text
from ritual.model.ritual import Ritual, from_data
from ritual.model.stage import CLOSED, Stage

Slot = tuple[str, str]
"""A step's id and the person whose answer it is."""


@dataclass(frozen=True, slots=True)
class Session:
    """One holding of a ritual. `winner` is the stage entry that leads; None before anybody has written one.

    `counts` is whether it was said before the start that points are counted.
    """

    id: str
    at: str
    tz: str
    ritual: Ritual
    pool: Mapping[str, tuple[Question, ...]]
    stage: Stage
    winner: Entry | None = None
    answers: Mapping[Slot, Entry] = field(default_factory=dict)
    marks: tuple[Entry, ...] = ()
    counts: bool = False

    @property
    def is_closed(self) -> bool:
        """Whether the session is over for good."""
        return self.stage.state == CLOSED

    def answer(self, step: str, who: str) -> Entry | None:
        """What this person answered: said now, else written ahead and claimed."""
        return self.answers.get((step, who))


def fold(session_id: str, entries: Iterable[Entry]) -> Session | None:
    """The session of that id out of any set of entries that holds its own; None if it was never opened."""
    every = {(entry.id, entry.rev): entry for entry in entries}
    newest = {entry.id: entry for _, entry in sorted(every.items())}
    opening = newest.get(session_id)
    if opening is None or opening.kind != SESSION:
        return None
    own = [entry for entry in newest.values() if text(entry.data, "session") == session_id]
    won = winner(entry for entry in own if entry.kind == STAGE)
    stage = _stage(won, (entry for entry in own if entry.kind == STAGE))
    ahead = {claim for by in stage.claimed.values() for claim in by.values()}
    said = [e for e in newest.values() if e.kind == ANSWER and (e.id in ahead or e in own)]
    return Session(
        id=session_id,
        at=opening.at,
        tz=opening.tz,
        ritual=from_data(table(opening.data, "ritual")),
        pool=pool_from(opening.data),
        stage=stage,
        winner=won,
        answers=slots(said, ahead),
        marks=tuple(sorted((e for e in own if e.kind == MARK), key=lambda e: e.order)),
        counts=flag(opening.data, "counts"),
    )


def winner(entries: Iterable[Entry]) -> Entry | None:
    """The stage that leads: the greatest term, then one that is closed, then the greatest entry id."""
    return max(entries, key=_weight, default=None)


def _weight(entry: Entry) -> tuple[int, bool, str]:
    stage = stages.from_data(entry.data)
    return stage.term, stage.state == CLOSED, entry.id


def slots(answers: Iterable[Entry], ahead: Iterable[str] = ()) -> dict[Slot, Entry]:
    """For each step and person the one answer that counts.

    Own words beat noted ones, a later revision an earlier one, and what is said now beats what was written ahead.
    Lines of the open floor and answers by nobody in particular each have a slot of their own.
    """
    early = set(ahead)
    best: dict[Slot, Entry] = {}
    for answer in sorted(answers, key=lambda a: (a.id not in early, a.author == a.by, a.rev, a.id)):
        alone = flag(answer.data, "line") or not answer.by
        best[(text(answer.data, "step"), answer.id if alone else answer.by)] = answer
    return best


def is_visible(session: Session, entry: Entry, me: str) -> bool:
    """Whether an answer or a promise may be shown: together steps stay hidden until the reveal, except from whose it is
    and who wrote it down."""
    step = session.ritual.step(text(entry.data, "step"))
    hidden = step is not None and step.is_together and step.id not in session.stage.revealed
    return not hidden or me in (entry.by, entry.author)


def opening_data(
    ritual: Mapping[str, object], pool: Mapping[str, tuple[Question, ...]], *, counts: bool = False
) -> dict[str, object]:
    """The data of the entry that opens a session: the definition and the drawn questions, all languages.

    `counts` is whether points are counted at closing, which is settled before anybody gives one.
    """
    drawn = {step: [{"id": q.id, "level": q.level, "words": dict(q.words)} for q in qs] for step, qs in pool.items()}
    return {"ritual": dict(ritual), "questions": drawn, **({"counts": True} if counts else {})}


def pool_from(data: Mapping[str, object]) -> dict[str, tuple[Question, ...]]:
    """The drawn questions of a session's opening entry."""
    drawn = table(data, "questions")
    return {step: tuple(_question(q) for q in tables(drawn, step)) for step in drawn}


def _question(data: Mapping[str, object]) -> Question:
    return Question(text(data, "id"), text(data, "level", "light"), phrase(data.get("words")))


def _stage(won: Entry | None, entries: Iterable[Entry]) -> Stage:
    """The winner's stage with every reveal of every device: what people have seen stays seen."""
    if won is None:
        return Stage()
    revealed = {step for entry in entries for step in stages.from_data(entry.data).revealed}
    return replace(stages.from_data(won.data), revealed=tuple(sorted(revealed)))
