"""Rituals and their steps in lines, and as objects (version 1) for JSON and CSV."""

from ritual.actions.rituals import Shown
from ritual.cli.formats import Fields
from ritual.model.clean import line
from ritual.model.phrase import Phrase, said
from ritual.model.ritual import Ritual, Step
from ritual.model.schedule import when_said
from ritual.words import language, t

COLUMNS = ("name", "title", "purpose", "when", "rrule", "zone", "adopted", "changed", "usable")
"""The columns of CSV, in the order of the keys of JSON; new ones come behind."""
STEPS = (
    "ritual", "step", "kind", "title", "prompt", "order", "seconds", "whole", "kept", "days", "scale", "deck", "on",
)  # fmt: skip
"""The same for the steps of one ritual."""


def as_line(shown: Shown) -> str:
    """ "* standup       Standup           Mon-Fri 09:30"."""
    if shown.ritual is None:
        why = t("can't be used; `ritual rituals check {name}` says why", name=shown.name)
        return f"  {shown.name:<12}  {why}"
    sign = "*" if shown.is_adopted else " "
    changed = f" [{t('the file has changed since')}]" if shown.differs else ""
    return f"{sign} {shown.name:<12}  {title(shown.ritual):<16}  {when(shown.ritual)}{changed}"


def as_object(shown: Shown) -> Fields:
    """What the line says, with the schedule as it is written; of one that can't be used the name alone."""
    ritual = shown.ritual
    about: Fields = dict.fromkeys(("title", "purpose", "when", "rrule", "zone"))
    if ritual:
        about = {"title": title(ritual), "purpose": _said(ritual.purpose)}
        about |= {key: getattr(ritual, key) or None for key in ("when", "rrule", "zone")}
    stands = {"adopted": shown.is_adopted, "changed": shown.differs, "usable": ritual is not None}
    return {"v": 1, "name": shown.name, **about, **stands}


def step_as_object(ritual: Ritual, step: Step) -> Fields:
    """A step as it is held; its scale and its deck by name."""
    return {
        "v": 1,
        "ritual": ritual.name,
        "step": step.id,
        "kind": step.kind,
        "title": _said(step.title),
        "prompt": _said(step.prompt),
        "order": step.order,
        "seconds": step.seconds,
        "whole": step.whole,
        "kept": step.kept,
        "days": step.days,
        "scale": step.scale.name if step.scale else None,
        "deck": step.deck or None,
        "on": step.on,
    }


def title(ritual: Ritual) -> str:
    """The ritual's title in the language that is spoken."""
    return _said(ritual.title)


def when(ritual: Ritual) -> str:
    """ "Mon-Fri 09:30", or that it is held when one likes."""
    told = when_said(line(ritual.when)) or line(ritual.rrule)
    return f"{told} {line(ritual.zone)}".strip() if told else t("when you like")


def _said(phrase: Phrase) -> str:
    return line(said(phrase, language()))
