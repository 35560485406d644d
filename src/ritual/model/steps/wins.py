"""Wins: what was logged since the last time is read, and what is missing is added."""

from ritual.model.entry import WIN
from ritual.model.steps.checkin import turns
from ritual.model.steps.kind import Kind, always, quiet_if_said

KIND = Kind(always, turns, quiet_if_said, WIN)
