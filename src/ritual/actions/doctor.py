"""Looks whether this machine's record and files are whole, and mends what can be made again."""

from typing import NamedTuple

from ritual.actions.members import own_card
from ritual.actions.workspace import Workspace
from ritual.errors import Problem
from ritual.files import config, themes
from ritual.files.rituals import check_all
from ritual.words import t, tn


class Findings(NamedTuple):
    """What is broken in the record, and what somebody may want to know beside that."""

    broken: tuple[Problem, ...]
    hints: tuple[str, ...]


def look(ws: Workspace) -> Findings:
    """Everything that is wrong with the record, and hints about the files around it."""
    files = [*config.read_config(ws.around.env)[1], *check_all(ws.shelf)]
    files += [problem for theme in themes.every(ws.shelf) for problem in theme.problems]
    return Findings(tuple(ws.record.check()), (*_of_record(ws), *(str(problem) for problem in files)))


def rebuild(ws: Workspace) -> None:
    """Makes entries and search again from what was kept."""
    ws.record.rebuild()


def _of_record(ws: Workspace) -> list[str]:
    hints = []
    if ws.record.pending_erasure():
        hints.append(
            t("Erased words may still be in the file, because another ritual is open. Close it and look again.")
        )
    if n := ws.record.unread():
        hints.append(
            tn(
                "{n} entry is kept that only a newer ritual can read.",
                "{n} entries are kept that only a newer ritual can read.",
                n,
            )
        )
    if not ws.me:
        hints.append(t("Nobody has said who sits at this machine; `ritual init --me @you` says it."))
    card = own_card(ws)
    if card and _differs(ws):
        hints.append(t("{path} and the record list different people; `ritual members change` writes both.", path=card))
    return hints


def _differs(ws: Workspace) -> bool:
    from ritual.actions.founding import card_here

    there = card_here(ws.around)
    return there is not None and set(there.people) != set(ws.team.people)
