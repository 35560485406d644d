"""The summary of a session or of a period: the same lines for the same entries, whoever asks."""

from collections.abc import Iterable, Mapping, Sequence

from ritual.hints import TYPE_CHECKING, NamedTuple
from ritual.model.clean import line
from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, WIN, Entry
from ritual.model.moments import due_day
from ritual.model.phrase import said
from ritual.model.promises import DONE, DROPPED
from ritual.model.reading import flag, number, text, texts
from ritual.model.team import Team, called
from ritual.words import listed, t

if TYPE_CHECKING:
    from ritual.model.chart import Chart
    from ritual.model.ritual import Ritual, Step

THANKS, WINS, PROMISES, SAID, PARKED = "thanks", "wins", "promises", "said", "parked"
ARRIVALS, MILESTONES = "arrivals", "milestones"


class Line(NamedTuple):
    """One thing that was kept. `who` is whom it is about, `source` who said or noted it, `detail` what stands behind.

    `due` is the day of a promise (2026-11-27), `state` what became of it: open, done, wanted or dropped.
    `value` is what thanks or a win stand for.
    """

    id: str
    kind: str
    at: str
    who: str
    source: str
    words: str
    detail: str = ""
    people: tuple[str, ...] = ()
    link: str = ""
    due: str = ""
    state: str = ""
    value: str = ""


class Section(NamedTuple):
    """The lines of one sort under their title; `note` says how they were chosen where they aren't all."""

    kind: str
    title: str
    lines: tuple[Line, ...]
    note: str = ""


class Recap(NamedTuple):
    """What stays of a session or a period. Times are RFC 3339 UTC, `seconds` how long the round took.

    `heads` is how many were there, `rounds` how many sessions a period had; nobody is listed or counted by name.
    `told` are the sentences that a long period is told in, `charts` its pictures; `team` is whose recap it is.
    """

    title: str
    start: str
    end: str
    sections: tuple[Section, ...]
    led: str = ""
    heads: int = 0
    seconds: float = 0.0
    rounds: int = 0
    session: str = ""
    team: str = ""
    told: tuple[str, ...] = ()
    charts: "tuple[Chart, ...]" = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in their order."""
        return tuple(line for section in self.sections for line in section.lines)


def sections(
    entries: Iterable[Entry],
    states: Mapping[str, str],
    rituals: "Sequence[Ritual]",
    team: Team,
    lang: str,
    *,
    noted: bool = True,
) -> tuple[Section, ...]:
    """The sections of a recap: thanks, wins, promises, what was written down step by step, parked topics.

    `states` says what became of each promise; an answer is shown under the title of its step. Without
    `noted` it isn't said who wrote down what was said in a round: that goes without saying.
    """
    every = sorted((e if noted else _unnoted(e) for e in entries), key=lambda entry: entry.order)
    names = called(team.people.values())
    by_kind = {
        (THANKS, t("Thanks")): [_thanks(e, team, names) for e in every if e.kind == KUDOS],
        (WINS, t("Wins")): [_win(e, team, names) for e in every if e.kind == WIN],
        (PROMISES, t("Promises")): [_promise(e, states, team, names) for e in every if e.kind == ACTION],
    }
    found = [Section(kind, title, tuple(lines)) for (kind, title), lines in by_kind.items()]
    for title, lines in _answers(every, rituals, team, lang, names).items():
        found.append(Section(SAID, title, tuple(lines)))
    parked = [_parked(e, team, names) for e in every if e.kind == MARK and text(e.data, "kind") == "parked"]
    found.append(Section(PARKED, t("Parked"), tuple(parked)))
    return tuple(section for section in found if section.lines)


def _answers(
    every: Sequence[Entry], rituals: "Sequence[Ritual]", team: Team, lang: str, names: Mapping[str, str]
) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    steps = {(ritual.name, step.id): step for ritual in rituals for step in ritual.steps}
    for entry in (e for e in every if e.kind == ANSWER):
        step = steps.get((text(entry.data, "ritual"), text(entry.data, "step")))
        title = line(said(step.title, lang)) if step else t("Answers")
        told = _told(entry, step, lang)
        found.setdefault(title, []).append(_answer(entry, told, team, names))
    return found


def sentence(each: Line) -> str:
    """One line in words: "Ana, from Bo: the rollback notes (a41f9c)"."""
    people = ", ".join(line(part) for part in (each.who, each.source) if part)
    words = f"{people}: {line(each.words)}" if people else line(each.words)
    detail = line(each.detail)
    return f"{words} ({detail})" if detail else words


def name(who: str, team: Team, names: Mapping[str, str]) -> str:
    """What somebody is called, "" for nobody in particular."""
    return names.get(who) or (team.person(who).name if who else "")


def _thanks(entry: Entry, team: Team, names: Mapping[str, str]) -> Line:
    to = texts(entry.data, "to")
    whom = t("everybody") if flag(entry.data, "all") else listed([name(who, team, names) for who in to])
    giver = t("from {name}", name=name(entry.by, team, names)) if entry.by else ""
    link, value = text(entry.data, "link"), text(entry.data, "value")
    beside = _beside(value, link)
    words = text(entry.data, "words")
    return Line(entry.id, KUDOS, entry.at, whom, giver, words, beside, (entry.by, *to), link, value=value)


def _win(entry: Entry, team: Team, names: Mapping[str, str]) -> Line:
    people = [who for who in (entry.by, *texts(entry.data, "with")) if who]
    who = listed([name(each, team, names) for each in people])
    link, value = text(entry.data, "link"), text(entry.data, "value")
    noted, beside = _noted(entry, team, names), _beside(value, link)
    return Line(
        entry.id, WIN, entry.at, who, noted, text(entry.data, "words"), beside, tuple(people), link, value=value
    )


def _beside(value: str, link: str) -> str:
    """What stands quietly behind the words: what they stand for, and the evidence."""
    return " · ".join(part for part in (value, link) if part)


def _promise(entry: Entry, states: Mapping[str, str], team: Team, names: Mapping[str, str]) -> Line:
    state, due = states.get(entry.id, ""), text(entry.data, "due")
    became = {DONE: t("done"), DROPPED: t("dropped")}.get(state, "")
    return Line(
        entry.id,
        ACTION,
        entry.at,
        name(entry.by, team, names),
        _noted(entry, team, names),
        text(entry.data, "words"),
        became or (t("by {day}", day=due_day(due, entry.at)) if due else ""),
        (entry.by,),
        due=due,
        state=state,
    )


def _answer(entry: Entry, words: str, team: Team, names: Mapping[str, str]) -> Line:
    who = name(entry.by, team, names)
    return Line(entry.id, ANSWER, entry.at, who, _noted(entry, team, names), words, "", (entry.by,))


def _told(entry: Entry, step: "Step | None", lang: str) -> str:
    """The words of an answer, behind its point where one was given: "4 good, a sentence"."""
    point = number(entry.data, "point")
    labels = step.scale.points if step and step.scale else ()
    label = line(said(labels[point - 1], lang)) if 0 < point <= len(labels) else ""
    shown = f"{point} {label}".strip() if point else ""
    return ", ".join(part for part in (shown, text(entry.data, "words")) if part)


def _parked(entry: Entry, team: Team, names: Mapping[str, str]) -> Line:
    return Line(entry.id, MARK, entry.at, name(entry.by, team, names), "", text(entry.data, "words"))


def _unnoted(entry: Entry) -> Entry:
    return entry._replace(author=entry.by) if text(entry.data, "session") else entry


def _noted(entry: Entry, team: Team, names: Mapping[str, str]) -> str:
    """Who wrote down what another said."""
    if not entry.by or not entry.author or entry.author == entry.by:
        return ""
    return t("noted by {name}", name=name(entry.author, team, names))
