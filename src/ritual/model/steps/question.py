"""Question: an answer that may be kept, or, where the step yields promises, lines that become them."""

from ritual.model.entry import ANSWER
from ritual.model.steps.checkin import turns
from ritual.model.steps.kind import Kind, always, quiet_if_said

KIND = Kind(always, turns, quiet_if_said, ANSWER)
