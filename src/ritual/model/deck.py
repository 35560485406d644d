"""A deck of questions that a step draws from."""

from dataclasses import dataclass

from ritual.model.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its id is stable for good, so that a team never hears it twice."""

    id: str
    level: str
    words: Phrase


@dataclass(frozen=True, slots=True)
class Deck:
    """Questions of one level, some perhaps of another."""

    name: str
    title: Phrase
    level: str
    questions: tuple[Question, ...]

    def question(self, question_id: str) -> Question | None:
        """The question of that id."""
        return next((question for question in self.questions if question.id == question_id), None)
