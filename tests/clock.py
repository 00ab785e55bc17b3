"""A clock that tests move by hand."""

from datetime import UTC, datetime, timedelta


class TestClock:
    __test__ = False

    def __init__(self, start: datetime) -> None:
        self._start = start
        self.moment = start

    def __call__(self) -> datetime:
        return self.moment

    def reset(self) -> None:
        self.moment = self._start

    def advance(self, **units: float) -> datetime:
        self.moment += timedelta(**units)
        return self.moment

    def set(self, *parts: int) -> datetime:
        self.moment = datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]
        return self.moment
