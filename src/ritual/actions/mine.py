"""Changing and really deleting what is mine, and asking for it where another wrote about me."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from ritual.actions.desk import Desk
from ritual.actions.team_settings import PERSON
from ritual.errors import Refused
from ritual.model.entry import ACTION, ANSWER, KUDOS, MARK, SETTING, WIN, Entry, erase, fold, put, replace
from ritual.model.event import REPLACE, Event
from ritual.model.instant import moment
from ritual.model.reading import text, texts
from ritual.words import t

ASKED = "ask-erase"
FRESH = timedelta(days=1)
"""How long after writing `undo` takes something back."""
WRITTEN = (KUDOS, WIN, ACTION, ANSWER)


def edit(desk: Desk, entry: Entry, fields: Mapping[str, object]) -> None:
    """Puts other words, another link or value in place of mine, or opens a sealed note of mine at once.

    An empty field is taken away. Raises Refused where the entry isn't mine, or somebody else was faster.
    """
    if entry.author != desk.me:
        raise Refused(
            t("Only whoever wrote it can change it."), t("`ritual erase` asks for its erasing where it is about you.")
        )
    data = {key: value for key, value in {**entry.data, **fields}.items() if value or key not in fields}
    if not desk.write(replace(desk.new_id(), desk.pen(), entry, data), sweep=True):
        raise Refused(t("Somebody changed it meanwhile."), t("Look at it again with `ritual log`."))


def may_remove(desk: Desk, entry: Entry) -> Entry:
    """The entry, if I wrote it or it is about me; else Refused."""
    if entry.author != desk.me and desk.me not in about(entry):
        raise Refused(t("Only whoever wrote it, or whom it is about, can have it erased."))
    return entry


def remove(desk: Desk, *entries: Entry) -> tuple[Entry, ...]:
    """Erases for good what I wrote and gives it; of what others wrote about me, asks for it and hides it at once.

    All of it or nothing: raises Refused where one of them is neither mine nor about me.
    """
    every = [may_remove(desk, entry) for entry in entries]
    mine = tuple(entry for entry in every if entry.author == desk.me)
    others = ({"kind": ASKED, "on": entry.id, "by": desk.me} for entry in every if entry.author != desk.me)
    asked = [put(desk.new_id(), desk.pen(), MARK, data) for data in others]
    desk.write(*(erase(desk.new_id(), desk.pen(), entry) for entry in mine), *asked)
    return mine


def about(entry: Entry) -> frozenset[str]:
    """Everybody an entry is by or about."""
    card = text(entry.data, "key").removeprefix(PERSON) if entry.kind == SETTING else ""
    return frozenset((entry.by, card, *texts(entry.data, "to"), *texts(entry.data, "with"))) - {""}


def asked_away(desk: Desk) -> frozenset[str]:
    """The ids of entries that nobody sees any more: somebody they are by or about wants them erased, or the endpoint
    calls them erased."""
    return frozenset(entry.id for entry in _asked(desk)) | desk.record.withheld()


def grant(desk: Desk, is_admin: Callable[[], bool] = lambda: False) -> int:
    """Erases what others want erased and I wrote, as an admin also what others wrote; how many entries that were."""
    entries = _asked(desk)
    mine = [entry for entry in entries if entry.author == desk.me]
    granted = entries if len(mine) < len(entries) and is_admin() else mine
    if granted:
        desk.write(*(erase(desk.new_id(), desk.pen(), entry) for entry in granted))
    return len(granted)


def _asked(desk: Desk) -> list[Entry]:
    """The entries that somebody they are by or about wants erased; whose wish it is, its author says."""
    wanted = ((mark.author, desk.record.entry(text(mark.data, "on"))) for mark in desk.record.saying(ASKED))
    return list({entry.id: entry for who, entry in wanted if entry and who in about(entry)}.values())


def undo(desk: Desk) -> Entry:
    """Takes back what I wrote last on this machine, and gives it; Refused where that isn't possible any more."""
    last, event = _last(desk)
    if event.op == REPLACE:
        short = desk.record.short_ids([last.id])[last.id]
        raise Refused(
            t("You changed that last, and the words before are gone."), t("`ritual erase {id}` erases it.", id=short)
        )
    if moment(last.at) < desk.now() - FRESH:
        short = desk.record.short_ids([last.id])[last.id]
        raise Refused(t("What you wrote last is more than a day old."), t("`ritual erase {id}` erases it.", id=short))
    desk.write(erase(desk.new_id(), desk.pen(), last))
    return last


def _last(desk: Desk) -> tuple[Entry, Event]:
    for event in desk.record.last_by(desk.me, device=desk.device, limit=100):
        entry = fold(event)
        if entry is not None and _is_alone(entry):
            return entry, event
    raise Refused(t("There is nothing to take back."))


def _is_alone(entry: Entry) -> bool:
    """Whether it was written from the shell and belongs to no session; a session has its own way back."""
    asked = entry.kind == MARK and text(entry.data, "kind") == ASKED
    return (asked or entry.kind in WRITTEN) and not text(entry.data, "session")
