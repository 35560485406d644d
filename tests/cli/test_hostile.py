"""Whatever a member's machine may send, well sealed and of every kind: it stops no sync, and no command falls over."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from ritual.actions.demo import demo_surroundings, demo_workspace
from ritual.files import places
from ritual.protocol.cursor import START
from ritual.protocol.sealing import Binding, seal
from ritual.protocol.wire import PUT, REPLACE, Pulled, Pushed
from ritual.store.arriving import Arrived
from ritual.store.shared import SharedRecord
from ritual.sync.sealing import Hand, opened
from tests.cli.shells import Typing
from tests.cli.test_nasty_words import LOOKS, calm
from tests.endpoint.model import Ids
from tests.nasty import NASTY

KEY = bytes(32)
MANY = 250
RECEIVED = 1_795_500_000
"""Shortly before the moment at which the machine is."""
MORE = (("status",), ("log", "-n", "all"), ("recap", "year"), ("rituals", "show", "standup"), ("insights", "year"))
DOING = (("kudos", "@bo", "x"), ("win", "x"), ("checkin", "3"), ("start", "standup"), ("start", "weekly"), ("prompt",))
VALUES: tuple[object, ...] = (
    *(None, True, 0, -1, 3, 2**63, 10**30, 1.5, float("inf"), float("nan"), "", "x", "-1", "25:99", "10000-01-01"),
    *("9999-12-31T23:59:59Z", "2026-11-24T08:29:00+99:99", "long " * 900, [], {}, [[]], {"a": {}}, {"en": 1}),
    *({"en": "x", "de": []}, [None, 1, "x", {}], ["x"] * 50, [*range(60)]),
)
TIMES = ("2026-11-24T07:00:00Z", "0001-01-01T00:00:00Z", "2026-13-45T99:99:99Z", "~", "", 7, None)


def bent(random: Random, value: object) -> object:
    """The value with something in it that shouldn't be there, or missing."""
    if isinstance(value, dict) and value and random.random() < 0.85:
        name = random.choice([*value])
        if random.random() < 0.1:
            return {key: each for key, each in value.items() if key != name}
        return value | {random.choice((name, name, name, "x", "by")): bent(random, value[name])}
    if isinstance(value, list) and value and random.random() < 0.6:
        place = random.randrange(len(value))
        return [bent(random, each) if n == place else each for n, each in enumerate(value)]
    return random.choice(VALUES if random.random() < 0.8 else NASTY)


def body(random: Random, told: dict[str, object]) -> bytes:
    """What an event says, bent; now and then at another time, or of another kind."""
    other = told | {"data": bent(random, told["data"])}
    if random.random() < 0.2:
        other["at"] = random.choice(TIMES)
    if random.random() < 0.1:
        other[random.choice(("kind", "v", "tz"))] = random.choice(VALUES)
    return json.dumps(other).encode()


class Sample:
    """The sample team's record, shared, into which others' events come."""

    def __init__(self, folder: Path) -> None:
        self.shell = Typing(folder)
        around = self.shell.machine.around({})
        with demo_workspace(around, False, "en").record as record:
            self.events = [each for each in record.events() if each.op == PUT]
        home = demo_surroundings(around).env
        self.shell.env = {"RITUAL_HOME": home["RITUAL_HOME"]}
        self.team = places.team_ids(home)[0]
        self.path = str(places.team_record(home, self.team))

    def arrived(self, random: Random) -> Iterator[Arrived]:
        """Bent events of everybody, as they come out of the log."""
        ids, hand = Ids(random), Hand(self.team, "me", "here")
        for n in range(MANY):
            like = random.choice(self.events)
            op, ref, rev = random.choice(((PUT, "", 0), (REPLACE, like.id, n + 1)))
            event, place = ids.fresh(), len(self.events) + n
            words = body(random, json.loads(like.body))
            sealed = seal(KEY, Binding(self.team, event, like.author, op, ref, rev, 1), words, random.randbytes(12))
            pushed = Pushed(event, op, ref, rev, 1, sealed)
            pulled = Pulled(place, pushed, like.author, like.device, RECEIVED + n)
            yield Arrived(opened(pulled, hand, {1: KEY}), place, False)


@pytest.mark.parametrize("seed", [1])
def test_no_command_falls_over_what_others_send(seed: int, tmp_path: Path) -> None:
    sample = Sample(tmp_path)
    with SharedRecord.open(sample.path) as record:
        record.share("http://localhost")
        assert record.take_page([*sample.arrived(Random(seed))], (), START) > MANY * 0.9
        assert record.check() == []
        record.rebuild()
    for look in (*LOOKS, *MORE, *DOING):
        ran = sample.shell.run(*look)
        assert ran.code in (0, 1, 2), (look, ran)
        assert calm(ran), (look, ran)
        assert "Traceback" not in ran.err
