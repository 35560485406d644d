"""The limits of one running endpoint: what each device and each address may still ask."""

from collections.abc import Callable

from ritual.endpoint.answers import slow_down
from ritual.endpoint.limits import Buckets
from ritual.endpoint.settings import Rates


class Gates:
    """One set of buckets for each rate."""

    def __init__(self, rates: Rates, clock: Callable[[], float]) -> None:
        self.device = Buckets(rates.device, clock)
        self.live = Buckets(rates.live, clock)
        self.accept = Buckets(rates.accept, clock)
        self.found = Buckets(rates.found, clock)
        self._failed = Buckets(rates.failed, clock)

    def failed(self, address: str) -> None:
        """Counts a token that nobody has; refuses an address that shows too many of them."""
        wait = self._failed.wait(address)
        if wait:
            raise slow_down(wait)
