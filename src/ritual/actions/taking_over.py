"""Takes over what the team agreed on and somebody wrote who has left: only authors give back what a log has lost."""

from collections.abc import Callable, Collection, Iterable

from ritual.actions.desk import Desk
from ritual.actions.settings import change
from ritual.model.entry import SETTING, Entry
from ritual.model.event import Event
from ritual.model.reading import number, text


def take_over(desk: Desk, is_admin: Callable[[], bool]) -> int:
    """Says such settings anew in my name, where I am an admin; how many that were."""
    people = desk.team.people
    gone = {each.id for each in people.values() if each.left and each.id != desk.me}
    new = said_anew(desk, gone)
    if not new or not is_admin():
        return 0
    desk.write(*new)
    return len(new)


def said_anew(desk: Desk, authors: Collection[str]) -> list[Event]:
    """What holds and one of these people wrote, said in my name, as it is to be written."""
    left = [each for each in in_force(desk.record.entries(SETTING)) if each.author in authors] if authors else []
    return [
        change(desk.record, desk.pen(), desk.new_id(), text(each.data, "key"), each.data.get("value")) for each in left
    ]


def in_force(settings: Iterable[Entry]) -> Iterable[Entry]:
    """Of several for one key the one that holds."""
    return {text(each.data, "key"): each for each in sorted(settings, key=_count)}.values()


def _count(setting: Entry) -> tuple[int, str]:
    return number(setting.data, "count"), setting.id
