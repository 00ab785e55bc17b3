"""Counts what a page asks the database: `with queries(12): client.get("/")` fails above twelve."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Engine, event

QueriesCounter = Callable[[int], AbstractContextManager[list[str]]]


def counter_of(engine: Engine) -> QueriesCounter:
    """Return a context manager that yields the statements sent and fails above `at_most`, listing them."""

    @contextmanager
    def counted(at_most: int) -> Iterator[list[str]]:
        sent: list[str] = []

        def remember(_c: Any, _cursor: Any, statement: str, _p: Any, _x: Any, _many: bool) -> None:
            sent.append(statement)

        event.listen(engine, "before_cursor_execute", remember)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", remember)
        listed = "\n\n".join(f"{n}. {statement}" for n, statement in enumerate(sent, 1))
        assert len(sent) <= at_most, f"{len(sent)} queries instead of at most {at_most}:\n{listed}"

    return counted
