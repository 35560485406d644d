"""Answering a step from the shell: ahead of the next round, or in a session that runs on this machine."""

from typing import NamedTuple

from ritual.actions import history
from ritual.actions.ahead import Upcoming, not_too_early, open_steps, takes_words_ahead
from ritual.actions.answers import answer
from ritual.actions.leading import resume
from ritual.actions.workspace import Workspace
from ritual.errors import NotFound, Refused
from ritual.model.clean import line
from ritual.model.instant import moment
from ritual.model.phrase import said
from ritual.model.plan import live_steps
from ritual.model.ritual import Ritual, Step
from ritual.model.session import Session
from ritual.words import language, t


class Open(NamedTuple):
    """A step that can be answered now: in the running `session`, or, without one, ahead of the round."""

    coming: Upcoming
    session: Session | None = None

    @property
    def ritual(self) -> Ritual:
        """The ritual that the step belongs to."""
        return self.coming.ritual

    @property
    def step(self) -> Step:
        """The step itself."""
        return self.coming.step

    @property
    def title(self) -> str:
        """The title of the step, in the spoken language."""
        return line(said(self.step.title, language()))


def open_now(ws: Workspace, ritual: str = "") -> list[Open]:
    """The steps I can answer: those of the session that runs here and aren't over, else those of the next round.

    Raises NotFound for a ritual that isn't the team's, Refused where nothing can be answered now.
    """
    running = _running(ws, ritual)
    if running:
        return running
    coming = open_steps(ws, ritual)
    not_too_early(ws, coming[0])
    return [Open(each) for each in coming]


def chosen(every: list[Open], typed: str) -> Open:
    """The step of that id or title; NotFound with those there are."""
    wanted = typed.casefold()
    for each in every:
        if wanted in (each.step.id, *(title.casefold() for title in each.step.title.values())):
            return each
    named = ", ".join(f"{each.step.id} ({each.title})" for each in every)
    raise NotFound(t("No open step is called “{name}”.", name=line(typed)), t("There is: {all}.", all=named))


def answer_in_session(ws: Workspace, session: Session, step: Step, words: str, point: int = 0) -> str:
    """Writes my answer into a running session, in place of an earlier one of mine, and gives its id.

    A step in which all show at once keeps it hidden until then. Raises Refused where the session has moved meanwhile.
    """
    said = {**({"point": point} if point else {}), **({"words": words} if words else {})}
    event = answer(ws, session, step, ws.me, said).event
    if not ws.write(event):
        raise Refused(t("Somebody changed it meanwhile."), t("Say it again."))
    return event.entry


def _running(ws: Workspace, ritual: str) -> list[Open]:
    for held in reversed(history.unclosed(ws)):
        circle = resume(ws, held.id)
        session = circle.session
        if ritual not in ("", session.ritual.name) or ws.me not in session.stage.here:
            continue
        left = _not_over(session, live_steps(session.stage, circle.room()))
        if left:
            begun = moment(session.at)
            return [Open(Upcoming(session.ritual, step, begun, ws.zone), session) for step in left]
    return []


def _not_over(session: Session, steps: tuple[Step, ...]) -> list[Step]:
    """The steps from the one at hand on that take words, the one at hand first."""
    ids = [step.id for step in steps]
    at = session.stage.place.step
    begin = ids.index(at) if at in ids else 0
    return [step for step in steps[begin:] if takes_words_ahead(step)]
