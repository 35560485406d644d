"""The line-by-line twin of the circle: leads the same session on stdin and stdout, for screen readers and pipes."""

from collections.abc import Callable, Iterable, Iterator

from ritual.actions.circle import Circle
from ritual.actions.leading import drop
from ritual.actions.recap import fingers, of_circle, step_lines
from ritual.actions.sentences import why
from ritual.actions.shared_words import deleted, how_it_stands, who_leads
from ritual.cli.plain_awaiting import Awaiting, Moved
from ritual.cli.plain_back import keeps
from ritual.cli.plain_deeds import Done, do
from ritual.cli.plain_kinds import Moment, answer, told
from ritual.cli.plain_lines import joined, opening, recap, step_begins
from ritual.cli.plain_words import understood
from ritual.errors import Refused
from ritual.model import stage as stages
from ritual.model.clean import line as one_line
from ritual.model.command import Why
from ritual.model.instant import moment
from ritual.model.moments import day_long, today
from ritual.model.recap import Line, Recap
from ritual.model.scene import TURN, Scene
from ritual.words import speaking, t

Write = Callable[[str], None]


def lead(circle: Circle, lines: Iterator[str], write: Write) -> Recap | None:
    """Leads a session, or takes part in one, and says its recap; None where it was left before its end.

    The end of the lines ends the session early with what it has, where it is led here; KeyboardInterrupt leaves it
    waiting and goes on up.
    """
    with speaking(circle.ws.lang):
        try:
            return _Dialogue(circle, write).through(_awaited(circle, lines))
        except KeyboardInterrupt:
            if not circle.leads:
                write(_left())
            elif circle.do("pause") is None:
                write(left_waiting(circle))
            raise
        finally:
            if circle.part:
                circle.part.gone()


def _awaited(circle: Circle, lines: Iterator[str]) -> Iterator[str] | Awaiting:
    """The lines, read beside the round where others may do something in it meanwhile."""
    if circle.ws.company is None or circle.part is None:
        return lines
    awaiting = Awaiting(lines)
    circle.ws.company.moved = awaiting.poke
    return awaiting


def _left() -> str:
    return t("You have left the round; it goes on. `ritual join-in --plain` brings you back.")


def left_waiting(circle: Circle) -> str:
    """That a session waits, and how to go on with it."""
    if not keeps(circle):
        return t("The round was left. Nothing of it was kept.")
    return t("The round waits. `ritual start {ritual} --plain` goes on with it.", ritual=circle.ritual.name)


class _Dialogue:
    """One dialogue: what was said last, and how many things each line wrote, so that undo takes back whole lines."""

    def __init__(self, circle: Circle, write: Write) -> None:
        self._circle = circle
        self._write = write
        self._step = ""
        self._moment: tuple[object, ...] = ()
        self._told: tuple[str, ...] = ()
        self._known: set[Line] = set()
        self._wrote: list[int] = []
        self._stands: tuple[str, ...] = ()

    def through(self, lines: Iterator[str] | Awaiting) -> Recap | None:
        """From the first turn to the recap; where there is nothing to read at all, no round was held."""
        is_new = not self._circle.is_open
        self._begin()
        while (scene := self._circle.scene()) and not self._circle.is_gone:
            self._tell(scene)
            line = lines.line(self._look) if isinstance(lines, Awaiting) else next(lines, None)
            if isinstance(line, Moved):
                continue
            if line is None and not self._circle.leads:
                self._write(_left())
                return None
            if line is None and is_new:
                self._write(t("There is nothing to read, so no round was held, and nothing has changed."))
                drop(self._circle.ws, self._circle.session.id)
                return None
            if line is None:
                self._write(t("There is nothing more to read, so the round ends here."))
                self._close()
                break
            is_new = False
            if self._hear(one_line(line), scene):
                self._write(_left())
                return None
            if self._circle.leads and self._circle.stage.state == stages.PAUSED:
                self._write(left_waiting(self._circle))
                return None
        return self._end()

    def _begin(self) -> None:
        circle = self._circle
        if not circle.is_open:
            day = day_long(today(moment(circle.session.at), circle.ws.zone))
            self._say(opening(circle.lobby(), day, keeps(circle)))
        if not circle.leads:
            self._say(joined(circle))
            self._stands = (who_leads(circle),)
            return
        reason = circle.do("resume" if circle.is_open else "open")
        if reason:
            raise Refused(why(reason.code))

    def _tell(self, scene: Scene) -> None:
        """Says a moment that is new; a step's title, question and promise only when it begins."""
        stage = self._circle.stage
        reader = scene.note.reader if scene.note else ""
        now = (stage.place, stage.current, scene.prompt, scene.then, reader)
        if scene.step.id != self._step:
            self._known.clear()
            self._say(step_begins(scene, keeps(self._circle)))
        if now != self._moment or scene.part:
            lines = tuple(told(Moment(scene, self._lines(scene), fingers(self._circle))))
            # Where others write too, of the same moment only what has come.
            self._say(line for line in lines if now != self._moment or line not in self._told)
            self._told = lines
        self._tell_stand()
        self._step, self._moment = scene.step.id, now

    def _lines(self, scene: Scene) -> list[Line]:
        """What was written down in the step; beside a turn only what hasn't been said in it yet."""
        written = step_lines(self._circle)
        lines = [line for line in written if scene.phase != TURN or line not in self._known]
        self._known.update(written)
        return lines

    def _tell_stand(self) -> None:
        """Who leads a shared round and how it stands, whenever that has changed."""
        before, self._stands = self._stands, _standing(self._circle)
        self._say(words for words in self._stands if words not in before)

    def _look(self) -> bool:
        """Attends to the others; whether there is anything to be said or the round is over."""
        moved = self._circle.attend()
        is_over = self._circle.session.is_closed or self._circle.is_gone
        return moved or is_over or _standing(self._circle) != self._stands

    def _hear(self, line: str, scene: Scene) -> bool:
        """Does what a line asks for; whether that is to leave."""
        heard = understood(line, scene)
        done = self._undo() if heard.verb == "undo" else do(self._circle, heard)
        self._say(done.lines)
        if done.wrote:
            self._wrote.append(done.wrote)
            self._told += self._own_answer()
        if done.again:
            self._step, self._moment = "", ()
        return done.leaves

    def _own_answer(self) -> tuple[str, ...]:
        """How the answer of whoever has the turn and sits at this machine would be told: it was just read back."""
        part, scene = self._circle.part, self._circle.scene()
        return tuple(answer(scene)) if part and scene and scene.speaker_id in part.mine else ()

    def _undo(self) -> Done:
        outcomes = [self._circle.take_back() for _ in range(self._wrote.pop() if self._wrote else 1)]
        return Done((why(outcomes[0].code) if isinstance(outcomes[0], Why) else t("Taken back."),))

    def _close(self) -> None:
        # Refused where another terminal moved the session meanwhile; the second time it is known how it stands.
        if self._circle.do("close"):
            self._circle.do("close")

    def _end(self) -> Recap | None:
        if self._circle.is_gone:
            self._write(deleted())
            return None
        found = of_circle(self._circle)
        self._say(recap(found, self._circle.ws.zone))
        if not keeps(self._circle):
            self._write(t("Nothing of this was kept."))
        return found

    def _say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._write(line)


def _standing(circle: Circle) -> tuple[str, ...]:
    stands = how_it_stands(circle)
    return tuple(dict.fromkeys((who_leads(circle), stands.words))) if stands else ()
