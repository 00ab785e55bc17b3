"""One connection per process that hears NOTIFY; it comes back by itself and then catches up by position."""

from collections.abc import Callable

import psycopg
import structlog
from psycopg import sql

from app.journal.recording import CHANNEL

log = structlog.get_logger()
LINKS_CHANNEL = "links"
PATIENCE = 5.0


class Listener:
    """Runs for the life of the process. `heard(channel, payload)` and `back()` are called in its own greenlet."""

    def __init__(
        self,
        url: str,
        *,
        heard: Callable[[str, str], None],
        back: Callable[[], None],
        alive: Callable[[], None],
        sleep: Callable[[float], None],
    ) -> None:
        self._url, self._heard, self._back, self._alive, self._sleep = url, heard, back, alive, sleep

    def run(self) -> None:
        """Listen for ever; after each loss wait a little longer, up to five seconds."""
        pause = 0.1
        while True:
            try:
                with psycopg.connect(self._url, autocommit=True, application_name="cotap-listener") as connection:
                    for channel in (CHANNEL, LINKS_CHANNEL):
                        connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
                    # What was committed while nobody listened is read now, after LISTEN: nothing can fall between.
                    self._back()
                    pause = 0.1
                    self._listen(connection)
            except (psycopg.Error, OSError) as loss:
                log.warning("listener_lost", reason=type(loss).__name__, again_in=pause)
                self._sleep(pause)
                pause = min(5.0, pause * 2)

    def _listen(self, connection: psycopg.Connection) -> None:
        while True:
            self._alive()
            for notice in connection.notifies(timeout=PATIENCE, stop_after=200):
                self._heard(notice.channel, notice.payload)
            # A half-dead connection can stay silent for ever; asking it something tells.
            connection.execute("SELECT 1")
