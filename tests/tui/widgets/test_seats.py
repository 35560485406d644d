"""Seats as a list."""

from ritual.model.seats import DONE, GONE, NEXT, NOW, WAITING, SeatView
from ritual.tui.ink import cells
from ritual.tui.widgets.seats import seats, width_of


def views(count: int, now: int) -> list[SeatView]:
    """So many seats, the one of that number speaking."""
    states = [DONE if i < now else NOW if i == now else NEXT if i == now + 1 else WAITING for i in range(count)]
    return [SeatView(f"p{i}", f"Person {i}", state) for i, state in enumerate(states)]


def test_every_state_has_a_sign_of_its_own() -> None:
    lines = [line.plain for line in seats(views(4, 1), 20)]
    assert lines == ["✓ Person 0", "▶ Person 1", "› Person 2", "· Person 3"]


def test_what_waits_at_a_seat_is_said_only_until_its_turn_is_over() -> None:
    shown = [
        SeatView("a", "Ana", WAITING, ahead=True),
        SeatView("b", "Bo", DONE, ahead=True),
        SeatView("c", "Cai", WAITING, guest=True),
        SeatView("d", "Dai", GONE),
    ]
    assert [line.plain for line in seats(shown, 9)] == ["· Ana  ahead", "✓ Bo", "· Cai  guest", "  Dai  left"]


def test_thirty_seats_in_ten_rows_keep_the_speaker_in_sight() -> None:
    for now in range(30):
        lines = [line.plain for line in seats(views(30, now), 10)]
        assert len(lines) == 10
        assert f"▶ Person {now}" in lines
    assert lines[0] == "↑ 22 more"


def test_a_long_name_is_cut_and_its_remark_is_not() -> None:
    line = seats([SeatView("k", "Katharina von Hohenstein-Wallenfels", WAITING, ahead=True)], 5, 20)[0]
    assert line.plain.endswith("…  ahead")
    assert cells(line) == 20
    assert width_of(views(3, 0)) == len("· Person 0  ahead")
    assert width_of(views(3, 0), 15) == len("· Person 0")
    assert width_of([]) == 0
