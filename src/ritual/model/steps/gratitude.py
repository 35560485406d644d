"""Gratitude: the jar opens, one note a turn, each in two beats: for whom and who reads, then its words."""

from ritual.model.entry import KUDOS, Entry
from ritual.model.jar import due
from ritual.model.ritual import Step
from ritual.model.room import Room
from ritual.model.stage import Stage
from ritual.model.steps.kind import Kind


def waiting(step: Step, stage: Stage, room: Room) -> tuple[Entry, ...]:
    """The notes that this round may open, oldest first."""
    return due(room.notes, stage.here, room.team, step.most)


def is_open_to_guests(step: Step, stage: Stage, room: Room) -> bool:
    """With a guest present the jar stays shut unless somebody switched it on by hand."""
    return stage.switched.get(step.id) is True or not any(room.team.person(p).is_guest for p in stage.here)


def _is_live(step: Step, stage: Stage, room: Room) -> bool:
    if not room.team.people or not is_open_to_guests(step, stage, room):
        return False
    return step.silent > 0 or bool(waiting(step, stage, room))


def _notes(step: Step, stage: Stage, room: Room) -> tuple[str, ...]:
    return tuple(note.id for note in waiting(step, stage, room))


def _starts_quiet(step: Step, stage: Stage, room: Room) -> bool:
    return step.silent > 0 and (not step.silent_below or len(waiting(step, stage, room)) < step.silent_below)


KIND = Kind(_is_live, _notes, _starts_quiet, KUDOS, beats=2, calls_people=False)
