"""A clock that tests move by hand."""

from datetime import UTC, datetime, timedelta


class TestClock:
    __test__ = False

    def __init__(self, start: datetime) -> None:
        self._start = start
        self.moment = start
        self._runs = False

    def __call__(self) -> datetime:
        return datetime.now(UTC) if self._runs else self.moment

    def reset(self) -> None:
        self.moment, self._runs = self._start, False

    def run(self) -> None:
        """Tell the time of the day, for what is shared with processes that do."""
        self._runs = True

    def hold(self) -> None:
        """Say again only what is set by hand."""
        self._runs = False

    def advance(self, **units: float) -> datetime:
        self.moment += timedelta(**units)
        return self.moment

    def set(self, *parts: int) -> datetime:
        self.moment = datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]
        return self.moment
