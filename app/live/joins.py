"""Storm control: newcomers pass a token bucket, members ahead of the gallery. Pure but for the clock it is given."""

from collections.abc import Callable


class TokenBucket:
    """Refills at `rate` tokens a second up to `burst`."""

    def __init__(self, rate: float, burst: float, monotonic: Callable[[], float]) -> None:
        self._rate, self._burst, self._monotonic = rate, burst, monotonic
        self._tokens, self._at = burst, monotonic()

    def take(self) -> float:
        """Take a token and return 0, or return the seconds to wait before one is there."""
        now = self._monotonic()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens >= 1:
            self._tokens -= 1
            return 0.0
        return (1 - self._tokens) / self._rate


class Joins:
    """Two buckets: a storm in the gallery never delays a member."""

    def __init__(self, gallery_rate: float, monotonic: Callable[[], float]) -> None:
        self._gallery = TokenBucket(gallery_rate, gallery_rate, monotonic)
        self._members = TokenBucket(500, 500, monotonic)

    def take(self, *, member: bool) -> float:
        """Return 0 when the newcomer may enter now, else the seconds to wait."""
        return (self._members if member else self._gallery).take()
