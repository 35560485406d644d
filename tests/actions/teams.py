"""A team of five on a machine whose clocks and ids are moved by hand, with real files in a folder of the test's own."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from ritual.actions.circle import Circle
from ritual.actions.founding import found
from ritual.actions.leading import prepare, resume
from ritual.actions.saying import Written
from ritual.actions.settings import RITUAL, change, ritual_value
from ritual.actions.surroundings import Surroundings
from ritual.actions.team_settings import PERSON, person_value
from ritual.actions.workspace import Workspace, open_workspace
from ritual.model.command import Why
from ritual.model.entry import ANSWER, KUDOS, Entry, put
from ritual.model.instant import moment
from ritual.model.ritual import Ritual, Scale, Step
from ritual.model.stage import Stage
from ritual.model.team import Person, Team

TUESDAY = "2026-11-24T08:29:00Z"
"""A minute before the standup, as clocks in Madrid show it."""
FOUNDED = "2026-09-01T07:00:00Z"
ENERGY = Scale("energy", {"en": "Energy"}, tuple({"en": label} for label in ("empty", "low", "fine", "good", "full")))


def person_id(name: str) -> str:
    """The id of somebody of that first name, in the form that every id has."""
    return f"00000008-0000-4000-8000-{name.lower().encode().hex():0<12.12}"


ANA, BO, CHRIS, DAI, INES = (person_id(name) for name in ("Ana", "Bo", "Chris", "Dai", "Ines"))
PEOPLE = (
    Person(ANA, "ana", "Ana Ruiz", zone="Europe/Madrid", lead=True, joined=FOUNDED),
    Person(BO, "bo", "Bo Andersen", joined=FOUNDED),
    Person(CHRIS, "chris", "Chris Vega", joined=FOUNDED),
    Person(DAI, "dai", "Dai Ito", joined=FOUNDED),
    Person(INES, "ines", "Ines Weber", joined=FOUNDED),
)
TEAM = Team(
    "7ea70000-0000-4000-8000-000000000000", "Platform", "en", "Europe/Madrid", FOUNDED, {p.id: p for p in PEOPLE}
)


class Machine:
    """One computer: its home folder, its two clocks, and the ids it draws, which are all different."""

    def __init__(self, folder: Path, at: str = TUESDAY) -> None:
        self.home = folder / "home"
        self.cwd = folder
        self.time = moment(at)
        self.ticks = 0.0
        self.drawn = 0
        self.meanwhile: Callable[[], object] | None = None

    def around(self, env: Mapping[str, str] | None = None, cwd: Path | None = None, zone: str = "UTC") -> Surroundings:
        """The surroundings of one process on this machine."""
        told = {"RITUAL_HOME": str(self.home), **(env or {})}
        return Surroundings(told, str(cwd or self.cwd), self.now, lambda: self.ticks, self.new_id, zone)

    def now(self) -> datetime:
        """What time it is; what is set to happen meanwhile happens when somebody asks for it."""
        happens, self.meanwhile = self.meanwhile, None
        if happens:
            happens()
        return self.time

    def new_id(self) -> str:
        """The next id."""
        self.drawn += 1
        return f"{self.drawn:08x}-1111-4111-8111-111111111111"

    def later(self, seconds: float = 0, **more: float) -> None:
        """Time passes, and the machine is awake."""
        passed = timedelta(seconds=seconds, **more)
        self.time += passed
        self.ticks += passed.total_seconds()

    def asleep(self, **more: float) -> None:
        """Time passes, and the lid is closed."""
        self.time += timedelta(**more)

    def until(self, at: str) -> None:
        """Time passes until then, and the lid is closed."""
        self.time = moment(at)

    def open(self, env: Mapping[str, str] | None = None) -> Workspace:
        """The team, opened by one more process."""
        return open_workspace(self.around(env))

    def bytes(self) -> bytes:
        """Every byte of every file that ritual has written on this machine."""
        return b"".join(path.read_bytes() for path in sorted(self.home.rglob("*")) if path.is_file())


def founded(folder: Path, at: str = TUESDAY, team: Team = TEAM) -> tuple[Machine, Workspace]:
    """A machine with the team on it, where Ana sits; standup and weekly are adopted."""
    machine = Machine(folder, at)
    return machine, found(machine.around(), team, "ana")


def changed(ws: Workspace, who: str, **fields: object) -> None:
    """Changes one person of the team."""
    person = ws.team.person(who)._replace(**fields)  # type: ignore[arg-type]
    ws.write(change(ws.record, ws.pen(), ws.new_id(), PERSON + who, person_value(person)))


def adopted(ws: Workspace, *steps: Step, name: str = "own", **fields: object) -> Ritual:
    """A ritual of these steps that the team has adopted."""
    ritual = Ritual(name, {"en": name.title()}, {"en": "To try."}, steps)._replace(**fields)  # type: ignore[arg-type]
    ws.write(change(ws.record, ws.pen(), ws.new_id(), RITUAL + name, ritual_value(ritual)))
    return ritual


def step(kind: str = "checkin", step_id: str = "", **fields: object) -> Step:
    """A step of that kind with short words; fixed order where none is said."""
    name = step_id or kind
    plain = Step(name, kind, {"en": name.title()}, {"en": f"{name}?"}, {"en": "Passing is fine."}, order="fixed")
    return plain._replace(**fields)  # type: ignore[arg-type]


def begun(ws: Workspace, name: str = "standup", *verbs: str) -> Circle:
    """A session of the ritual, opened and moved by these commands."""
    return led(prepare(ws, name), "open", *verbs)


def led(circle: Circle, *verbs: str) -> Circle:
    """The circle after these commands ("verb" or "verb who"), none of which may be refused."""
    for verb in verbs:
        name, _, who = verb.partition(" ")
        assert circle.do(name, who) is None, verb
    return circle


def to(circle: Circle, step_id: str) -> Circle:
    """The circle after as many steps were skipped as it takes to be in this one."""
    while circle.stage.place.step != step_id:
        led(circle, "skip")
    return circle


def to_turn(circle: Circle, who: str) -> Circle:
    """The circle when it is this person's turn."""
    while circle.stage.current != who:
        led(circle, "next" if who in circle.stage.queue[circle.stage.place.turn :] else "back")
    return circle


def done(outcome: Written | Why) -> Written:
    """What was written, which may not have been refused."""
    assert isinstance(outcome, Written), outcome
    return outcome


def refused(outcome: Written | Why | None) -> str:
    """The code of a refusal."""
    assert isinstance(outcome, Why), outcome
    return outcome.code


def thanked(ws: Workspace, by: str, to: str, words: str, **data: object) -> Entry:
    """A note that lies in the jar, by that person's own hand."""
    said = {"by": by, "to": [to], "words": words, "now": False, **data}
    event = put(ws.new_id(), ws.pen()._replace(author=by), KUDOS, said)
    ws.write(event)
    return stands(ws, event.id)


def wrote_ahead(ws: Workspace, by: str, words: str, step_id: str = "energy", hand: str = "", **data: object) -> Entry:
    """An answer that waits for a session, by that person's own hand where no other is named."""
    ritual = {"ritual": "standup", "step": step_id, "kept": False}
    said = {"session": None, **ritual, "by": by, "point": None, "words": words, **data}
    event = put(ws.new_id(), ws.pen()._replace(author=hand or by), ANSWER, said)
    ws.write(event)
    return stands(ws, event.id)


def stands(ws: Workspace, entry_id: str) -> Entry:
    """An entry that is there."""
    found = ws.record.entry(entry_id)
    assert found is not None
    return found


def stage_of(ws: Workspace, session: str) -> Stage:
    """The stage of a session as it stands in the record."""
    return resume(ws, session).stage
