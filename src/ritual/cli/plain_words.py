"""The reserved words of the plain dialogue, in one table, and how a typed line is understood."""

from collections.abc import Callable
from typing import Final, NamedTuple

from ritual.model.scene import ANNOUNCED, FINGERS, LEADS, PROMISE, QUIET, TAKES_PART, TURN, WORDS, Scene
from ritual.words import language, mark


class Word(NamedTuple):
    """One reserved word: its command, how it is typed in English and in German, and what follows it.

    `when` says at which moments it is reserved; at all others it is a word like any other.
    """

    verb: str
    en: tuple[str, ...]
    de: tuple[str, ...]
    help: str
    takes: str = ""
    when: Callable[[Scene], bool] = lambda _scene: True


class Heard(NamedTuple):
    """What a line means: a verb of the table, or `words` or `point`, and what goes with it."""

    verb: str
    rest: str = ""
    points: tuple[int, ...] = ()


NAME, TEXT = mark("NAME"), mark("WORDS")
_IN_NOTES: Final = (ANNOUNCED, WORDS)

RESERVED: Final = (
    Word("next", ("next", "n", "pass"), ("weiter", "w", "passen", "passe"), mark("goes on, like an empty line")),
    Word("later", ("later",), ("später",), mark("comes back to this turn at the end")),
    Word("back", ("back",), ("zurück",), mark("goes back one turn; nothing is lost")),
    Word("skip", ("skip",), ("überspringen",), mark("leaves the rest of this step")),
    Word("again", ("again",), ("nochmal", "noch einmal"), mark("says all of this once more")),
    Word("who", ("who",), ("wer",), mark("says who is here and who comes next")),
    Word("time", ("time",), ("zeit",), mark("says how much time has gone")),
    Word("undo", ("undo",), ("rückgängig",), mark("takes back what was written last")),
    Word("park", ("park",), ("parken",), mark("puts a topic away in one line, for after the round"), TEXT),
    Word(
        "leave-out",
        ("leave out",),
        ("weglassen",),
        mark("leaves out what was written ahead"),
        when=lambda scene: scene.ahead,
    ),
    Word(
        "other-question",
        ("other question",),
        ("andere frage",),
        mark("draws another question"),
        when=lambda scene: scene.can_redraw,
    ),
    Word(
        "call",
        ("call",),
        ("ruf", "rufe"),
        mark("names who comes next"),
        NAME,
        lambda scene: scene.step.order == "popcorn" and scene.phase == TURN,
    ),
    Word(
        "other-reader",
        ("other reader", "reader"),
        ("andere stimme", "stimme"),
        mark("passes the reading on to somebody else"),
        when=lambda scene: scene.phase in _IN_NOTES,
    ),
    Word(
        "put-back",
        ("put back",),
        ("zurücklegen",),
        mark("puts the note back into the jar, unread"),
        when=lambda scene: scene.phase in _IN_NOTES,
    ),
    Word("done", ("done",), ("erledigt",), mark("the promise is done"), when=lambda scene: scene.phase == PROMISE),
    Word(
        "wanted",
        ("wanted",),
        ("gewollt",),
        mark("the promise is still wanted"),
        when=lambda scene: scene.phase == PROMISE,
    ),
    Word(
        "dropped",
        ("dropped", "drop"),
        ("gestrichen", "streichen"),
        mark("the promise is dropped"),
        when=lambda scene: scene.phase == PROMISE,
    ),
    Word(
        "hand-over",
        ("hand over to", "hand over"),
        ("übergeben an", "übergeben"),
        mark("lets somebody else lead from now on"),
        NAME,
        lambda scene: scene.part == LEADS,
    ),
    Word(
        "take",
        ("lead on",),
        ("übernehmen",),
        mark("leads on where whoever led isn't heard any more"),
        when=lambda scene: scene.part == TAKES_PART,
    ),
    Word(
        "wish",
        ("wish",),
        ("wunsch",),
        mark("tells whoever leads what you wish for"),
        TEXT,
        lambda scene: scene.part == TAKES_PART,
    ),
    Word("late", ("late",), ("dazu",), mark("somebody came late and takes a seat"), NAME),
    Word("left", ("left",), ("weg",), mark("somebody has left"), NAME),
    Word("guest", ("guest",), ("gast",), mark("a guest takes a seat"), NAME),
    Word("pause", ("quit",), ("verlassen",), mark("leaves the round; it waits to be gone on with")),
    Word("close", ("end",), ("ende",), mark("ends the round; the recap follows")),
    Word("help", ("help", "?"), ("hilfe",), mark("says what can be typed")),
)


_LEADS_ONLY: Final = frozenset(
    {
        *("later", "back", "skip", "leave-out", "other-question", "other-reader", "put-back"),
        *("done", "wanted", "dropped", "late", "left", "guest", "close"),
    }
)
_OWN: Final = {
    "next": mark("ends your turn, like an empty line"),
    "pause": mark("leaves the round, which goes on without you"),
}


def does(word: Word, scene: Scene) -> str:
    """What the word does at this machine; "" for what is for whoever leads, where another machine does."""
    if scene.part != TAKES_PART:
        return word.help
    return "" if word.verb in _LEADS_ONLY else _OWN.get(word.verb, word.help)


def forms(word: Word) -> tuple[str, ...]:
    """How the word is typed in the spoken language: English always, German beside it."""
    return (*word.de, *word.en) if language() == "de" else word.en


def typed_form(verb: str) -> str:
    """How somebody who speaks this language types it."""
    return next(forms(word)[0] for word in RESERVED if word.verb == verb)


def reserved(scene: Scene) -> tuple[Word, ...]:
    """The words that are reserved at this moment."""
    return tuple(word for word in RESERVED if word.when(scene))


def understood(line: str, scene: Scene) -> Heard:
    """What a line means at this moment; a leading backslash makes it words whatever it says."""
    if line.startswith("\\"):
        return Heard("words", line[1:].strip())
    if not line:
        return Heard("next")
    for word in reserved(scene):
        for form in forms(word):
            rest = _after(line, form)
            if rest is not None and (not rest or (word.takes and rest[0] in " :")):
                return Heard(word.verb, rest.strip(" :"))
    return _point(line, scene) or Heard("words", line)


def _after(line: str, form: str) -> str | None:
    """What follows the form on the line; None for a line that doesn't begin with it."""
    begins = line[: len(form)].casefold() == form.casefold() and not line[len(form) : len(form) + 1].isalnum()
    return line[len(form) :] if form and begins else None


def _point(line: str, scene: Scene) -> Heard | None:
    phases = (TURN, FINGERS, QUIET) if scene.part else (TURN, FINGERS)
    if not scene.points or scene.phase not in phases:
        return None
    numbers = line.replace(",", " ").split()
    if all(_is_number(number) for number in numbers) and (len(numbers) == 1 or scene.phase == FINGERS):
        return Heard("point", points=tuple(int(number) for number in numbers))
    return labelled(line, scene.points)


def labelled(line: str, points: tuple[str, ...]) -> Heard | None:
    """A line that begins with a point's number or its label, with the words behind it."""
    names = [(name, n) for n, label in enumerate(points, 1) for name in (str(n), label)]
    for name, number in sorted(names, key=lambda pair: -len(pair[0])):
        rest = _after(line, name)
        if rest is not None:
            return Heard("point", rest.strip(" \t,.;:–—-"), (number,))
    return None


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 4
