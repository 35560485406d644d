"""The sample team: eight people with three months of history, in a folder of its own."""

import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from ritual.actions import demo_days
from ritual.actions.choosing import remember
from ritual.actions.demo_hand import Hand
from ritual.actions.demo_rounds import Past
from ritual.actions.demo_story import Member, Story, story
from ritual.actions.desk import DEVICE, ME
from ritual.actions.settings import COUNTS, RITUAL, ritual_value
from ritual.actions.surroundings import Surroundings
from ritual.actions.team_settings import PERSON, TEAM, person_value, team_value
from ritual.actions.workspace import MEMORY, Workspace
from ritual.errors import BadFile, StoreTrouble
from ritual.files import places
from ritual.files.decks import read_deck
from ritual.files.rituals import read_ritual
from ritual.files.shelf import Shelf
from ritual.model.deck import Question
from ritual.model.entry import ANSWER, SETTING
from ritual.model.instant import iso
from ritual.model.moments import zone_named
from ritual.model.ritual import DAYS, Ritual
from ritual.model.team import Person, Team
from ritual.store.record import Record
from ritual.words import t


def demo_surroundings(around: Surroundings) -> Surroundings:
    """The surroundings of the sample team: a home of its own, where no team card and no wish for a team reaches."""
    home = places.demo_home(around.env)
    env = {name: value for name, value in around.env.items() if name != "RITUAL_TEAM"}
    return around._replace(env={**env, "RITUAL_HOME": str(home)}, folder=home.anchor)


def demo_workspace(around: Surroundings, fresh: bool, lang: str) -> Workspace:
    """The sample team in that language, made where there is none yet, and made again where it should be `fresh`.

    `around` are the person's own surroundings. Raises StoreTrouble where the folder can't be written.
    """
    sample, told = demo_surroundings(around), story(lang)
    path = Path(places.team_record(sample.env, Hand(told).id_of("team")))
    if fresh:
        _remove(path.parent)
    ws = _filled(sample, Record.open(str(path)), told)
    remember(ws.around, ws.team.id)
    return ws


def passing_sample(around: Surroundings, lang: str) -> Workspace:
    """The sample team as it is on its first day, in a record that is gone with the workspace."""
    return _filled(demo_surroundings(around), Record.open(MEMORY), story(lang))


def _filled(sample: Surroundings, record: Record, told: Story) -> Workspace:
    hand = Hand(told)
    me = hand.person(told.me)
    ws = Workspace(sample, record, me, hand.id_of(f"machine of {told.me}"))
    if not ws.team.id:
        ws.record.set_meta(ME, me)
        ws.record.set_meta(DEVICE, ws.device)
        _write(ws, hand, told)
    return ws


def _write(ws: Workspace, hand: Hand, told: Story) -> None:
    """Everything in one batch, so that a sample team is there with all its past or not at all."""
    zone = ws.around.zone if zone_named(ws.around.zone) else told.zone
    due = demo_days.due(ws.now(), ZoneInfo(zone))
    founded = demo_days.standups(due)[0] - timedelta(days=1)
    rituals = {name: _ritual(ws.shelf, name, due) for name in ("standup", "weekly")}
    team = Team(hand.id_of("team"), told.name, told.lang, zone, iso(founded))
    settings: dict[str, object] = {TEAM: team_value(team)}
    settings |= {PERSON + p.id: person_value(p) for p in (_person(hand, each, due, founded) for each in told.people)}
    settings |= {RITUAL + name: ritual_value(ritual) for name, ritual in rituals.items()}
    # So that there is something to see; a team that is made anew counts nothing.
    settings[COUNTS] = True
    for key, value in settings.items():
        hand.put(told.me, founded, SETTING, {"key": key, "value": value, "count": 1})
    Past(hand, told, _decks(ws.shelf, rituals), due).write(rituals["standup"], rituals["weekly"])
    _write_today(ws, hand, told, rituals["standup"], due)
    ws.write(*hand.events)


def _write_today(ws: Workspace, hand: Hand, told: Story, standup: Ritual, due: datetime) -> None:
    """What waits for the round that is due: sealed notes, a win, and an answer given ahead."""
    for note, minutes in zip(told.waiting, (190, 95, 40), strict=False):
        hand.thanks(note, ws.now() - timedelta(minutes=minutes))
    hand.win(told.win_today, ws.now() - timedelta(minutes=55))
    step = next(step for step in standup.steps if DAYS[due.weekday()] in step.days)
    data = {
        "session": None,
        "ritual": standup.name,
        "step": step.id,
        "by": hand.person(told.ahead.by),
        "point": told.ahead.point if step.scale else None,
        "words": told.ahead.words,
        "kept": step.kept,
    }
    hand.put(told.ahead.by, ws.now() - timedelta(minutes=25), ANSWER, data)


def _ritual(where: Shelf, name: str, due: datetime) -> Ritual:
    """A ritual that ships, at the sample's own time; on a weekend the sample meets at weekends too."""
    found, problems = read_ritual(where, name)
    if found is None:
        raise BadFile(t("The ritual “{name}” can't be used.", name=name), problems)
    if name == "weekly":
        return found._replace(when=f"thu {demo_days.weekly_of(due):%H:%M}", zone="")
    weekend = DAYS[5:]
    steps = (s._replace(days=(*s.days, *weekend)) if "fri" in s.days else s for s in found.steps)
    return found._replace(steps=tuple(steps), when=f"mon-{'fri' if due.weekday() < 5 else 'sun'} {due:%H:%M}", zone="")


def _person(hand: Hand, member: Member, due: datetime, founded: datetime) -> Person:
    return Person(
        id=hand.person(member.handle),
        handle=member.handle,
        name=member.name,
        zone=member.zone,
        lead=member.lead,
        away=(due + timedelta(days=member.away)).date().isoformat() if member.away else "",
        praise=member.praise,
        joined=iso(due - timedelta(days=member.joined)) if member.joined else iso(founded),
    )


def _decks(where: Shelf, rituals: Mapping[str, Ritual]) -> dict[str, tuple[Question, ...]]:
    """The questions of every deck that the rituals draw from."""
    named = {step.deck for ritual in rituals.values() for step in ritual.steps if step.deck}
    found = {name: read_deck(where, name)[0] for name in sorted(named)}
    return {name: deck.questions for name, deck in found.items() if deck}


def _remove(folder: Path) -> None:
    """Removes the sample team's record and nothing else."""
    if not folder.exists():
        return
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise StoreTrouble(
            t("The sample team in {path} can't be made again: {why}.", path=folder, why=error.strerror or "?")
        ) from error
