"""Takes over what the team agreed on and somebody wrote who has left: only authors give back what a log has lost."""

from collections.abc import Callable, Iterable

from ritual.actions.desk import Desk
from ritual.actions.settings import change
from ritual.model.entry import SETTING, Entry
from ritual.model.reading import number, text


def take_over(desk: Desk, is_admin: Callable[[], bool]) -> int:
    """Says such settings anew in my name, where I am an admin; how many that were."""
    people = desk.team.people
    gone = {each.id for each in people.values() if each.left and each.id != desk.me}
    left = [each for each in in_force(desk.record.entries(SETTING)) if each.author in gone] if gone else []
    if not left or not is_admin():
        return 0
    new = (
        change(desk.record, desk.pen(), desk.new_id(), text(each.data, "key"), each.data.get("value")) for each in left
    )
    desk.write(*new)
    return len(left)


def in_force(settings: Iterable[Entry]) -> Iterable[Entry]:
    """Of several for one key the one that holds."""
    return {text(each.data, "key"): each for each in sorted(settings, key=_count)}.values()


def _count(setting: Entry) -> tuple[int, str]:
    return number(setting.data, "count"), setting.id
