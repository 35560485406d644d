"""One whole sync, with the keys that come on the way."""

from collections.abc import Iterator
from contextlib import contextmanager

from ritual.files.places import Env
from ritual.sync import saying
from ritual.sync.engine import Engine, Grave, Restless, Synced
from ritual.sync.rekeying import learned


def whole(env: Env, engine: Engine, endpoint: str) -> Synced:
    """Pushes and pulls until there is nothing left to say; raises SyncTrouble."""
    with in_words(endpoint):
        done = engine.sync()
        while learn(env, engine):
            more = engine.sync()
            done = Synced(done.sent + more.sent, done.came + more.came, done.started_over or more.started_over)
        return done


def learn(env: Env, engine: Engine) -> bool:
    """Takes up the keys that are known by now, and opens what came earlier with them; whether there were new ones."""
    known = learned(env, engine.record, engine.hand)
    if known == engine.keys:
        return False
    engine.keys = known
    engine.open_late()
    return True


@contextmanager
def in_words(endpoint: str) -> Iterator[None]:
    """Says as SyncTrouble what keeps an engine from going on."""
    try:
        yield
    except Grave as grave:
        raise saying.grave(endpoint, *grave.loss) from grave
    except Restless as restless:
        raise saying.contradicts(endpoint) from restless
