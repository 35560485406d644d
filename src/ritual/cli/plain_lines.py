"""What the plain dialogue says of each moment: every line makes sense alone, without ornament, colour or clock."""

from ritual.actions.circle import Circle
from ritual.actions.shared_words import leader
from ritual.model.instant import moment
from ritual.model.lobby import Lobby, PersonRow
from ritual.model.moments import clock, day_long, local
from ritual.model.phrase import said
from ritual.model.recap import Recap, sentence
from ritual.model.recap_text import closing
from ritual.model.scene import Scene
from ritual.model.seats import GONE
from ritual.words import listed, t, tn


def opening(lobby: Lobby, day: str, keeps: bool) -> list[str]:
    """What is said before the first turn: the ritual, what it keeps, who is here and who opens."""
    here = [row for row in lobby.people if row.here]
    heads = tn("{n} person", "{n} people", len(here))
    minutes = max(1, round(lobby.planned / 60))
    about = tn("about {n} minute", "about {n} minutes", minutes)
    lines = [t("{ritual}, {day}. {people}, {about}.", ritual=lobby.title, day=day, people=heads, about=about)]
    lines += kept_or_not(lobby) if keeps else [t("Nothing of this round is kept.")]
    lines.append(t("Here: {names}.", names=listed([row.name for row in here])))
    lines += [lobby.leads] if lobby.leads else []
    away = [f"{row.name} ({row.note})" if row.note else row.name for row in lobby.people if not row.here]
    lines += [t("Not here: {names}.", names=listed(away))] if away else []
    lines += [t("{name} {note}.", name=row.name, note=row.note) for row in here if row.note and not _is_guest(row)]
    lines.append(t("An empty line goes on. help says what else can be typed."))
    return lines


def joined(circle: Circle) -> list[str]:
    """What is said to somebody who comes into a round that another machine leads."""
    title, name = said(circle.ritual.title, circle.ws.lang), leader(circle)
    return [
        t("You are in {ritual}. {name} leads.", ritual=title, name=name),
        t("What you type is your answer. An empty line ends your turn. help says what else can be typed."),
    ]


def kept_or_not(lobby: Lobby) -> list[str]:
    """The promise people decide by."""
    kept, lost, counted = lobby.keeping
    lines = [t("Kept: {things}.", things=", ".join(kept))] if kept else []
    lines.append(t("Not kept: {things}.", things=", ".join(lost)))
    return [*lines, t("Counted, without names: {things}.", things=", ".join(counted))] if counted else lines


def step_begins(scene: Scene, keeps: bool) -> list[str]:
    """The step's place, title and promise, its question, its scale, and the host's line."""
    kept = t("Kept.") if scene.kept and keeps else t("Not kept.")
    kept = t("Not kept; numbers are counted.") if scene.counted else kept
    lines = [t("Step {n} of {of}: {title}. {kept}", n=scene.number, of=scene.of, title=scene.title, kept=kept)]
    lines += [scene.prompt] if scene.prompt and not scene.step.deal else []
    lines += [scale(scene)] if scene.points else []
    if scene.step.yields == "action":
        lines.append(t("Words become a promise, like “Bo: tidy the runbook by friday”."))
    return [*lines, scene.host] if scene.host else lines


def scale(scene: Scene) -> str:
    """The points of the scale with their labels on one line."""
    return ", ".join(f"{n} {label}" for n, label in enumerate(scene.points, 1)) + "."


def who(scene: Scene) -> list[str]:
    """Who is here, who has the turn and who comes next; whether somebody spoke or passed is nobody's business."""
    here = [seat.name for seat in scene.seats if seat.state != GONE]
    lines = [t("Here: {names}.", names=listed(here))]
    return [*lines, turn(scene)] if scene.speaker else lines


def turn(scene: Scene) -> str:
    """Whose turn it is, and who comes then."""
    if scene.then:
        return t("{name} has the turn. Then {next}.", name=scene.speaker, next=scene.then)
    if scene.can_call:
        waiting = listed([seat.name for seat in scene.can_call])
        return t("{name} has the turn, and calls the next: {names}.", name=scene.speaker, names=waiting)
    return t("{name} has the turn, the last one.", name=scene.speaker)


def quoted(words: str) -> str:
    """Somebody's words, marked as such."""
    return t("“{words}”", words=words)


def answered(scene: Scene, point: int, words: str) -> str:
    """An answer as it is read back: a point with its label, words, or both."""
    label = f"{point} {scene.points[point - 1]}" if 0 < point <= len(scene.points) else ""
    return ", ".join(part for part in (label, quoted(words) if words else "") if part)


def recap(found: Recap, zone: str) -> list[str]:
    """The recap, one line for each thing that was kept."""
    start, end = moment(found.start), moment(found.end)
    day = day_long(local(start, zone).date())
    span = t("{start} to {end}", start=clock(start, zone), end=clock(end, zone))
    title = t("{title}, {day}, {span}.", title=found.title, day=day, span=span)
    lines = [f"{section.title}: {sentence(line)}" for section in found.sections for line in section.lines]
    return [title, *(lines or [t("Nothing was kept.")]), closing(found)]


def _is_guest(row: PersonRow) -> bool:
    """Whether the row's note says nothing but that this is a guest, which those who are here know."""
    return row.note == t("guest")
