"""Limits shared by every process: one small unlogged table, one statement a question.

Lossy on purpose, and outside the journal: a database that crashes forgets who was slowed down, nothing else.
"""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import Engine, text

from .clock import Clock
from .errors import TooMany

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Pace:
    """For what is guessed: `free` tries at once, then a wait that doubles from `first` to `most` seconds.

    What was counted is forgotten `forget` seconds after the last try.
    """

    free: int
    first: float = 2
    most: float = 900
    forget: float = 24 * 3600


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """For what costs: `most` at once, coming back evenly over `per` seconds."""

    most: int
    per: float


_TRY = text(
    """
    INSERT INTO throttles AS t (key, count, free_at, forget_at)
    VALUES (:key, 1, :now, :now + :forget * interval '1 second')
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN t.forget_at <= :now THEN 1 ELSE t.count + 1 END,
        free_at = :now + interval '1 second' * CASE
            WHEN t.forget_at <= :now OR t.count + 1 < CAST(:free AS int) THEN 0
            ELSE least(CAST(:most AS float), :first * power(2, least(t.count + 1 - CAST(:free AS int), 30)))
        END,
        forget_at = :now + :forget * interval '1 second'
    WHERE t.free_at <= :now
    RETURNING count
    """
)
_SPEND = text(
    """
    INSERT INTO throttles AS t (key, count, free_at, forget_at)
    VALUES (:key, 1, :now + :step * interval '1 second', :now + :per * interval '1 second')
    ON CONFLICT (key) DO UPDATE SET
        count = t.count + 1,
        free_at = greatest(t.free_at, :now) + :step * interval '1 second',
        forget_at = :now + :per * interval '1 second'
    WHERE greatest(t.free_at, :now) + :step * interval '1 second' <= :now + :per * interval '1 second'
    RETURNING count
    """
)
_WAIT = text("SELECT extract(epoch FROM free_at - :now) FROM throttles WHERE key = :key")
_FORGET = text("DELETE FROM throttles WHERE key = :key")
_GIVE_BACK = text("UPDATE throttles SET count = greatest(count - 1, 0), free_at = :now WHERE key = :key")
_TIDY = text("DELETE FROM throttles WHERE forget_at <= :now AND free_at <= :now")


class Throttle:
    """Counts tries by key. Keys are kept as keyed digests: the table names neither addresses nor persons."""

    def __init__(self, engine: Engine, clock: Clock, secret: str) -> None:
        self._engine, self._clock = engine, clock
        self._secret = secret.encode()

    def attempt(self, key: str, pace: Pace) -> float:
        """Count a try and return 0, or return the seconds to wait before one is let through."""
        return self._ask(_TRY, key, 0.0, free=pace.free, first=pace.first, most=pace.most, forget=pace.forget)

    def spend(self, key: str, allowance: Allowance) -> float:
        """Take one of the allowance and return 0, or return the seconds to wait before there is one."""
        step = allowance.per / allowance.most
        return self._ask(_SPEND, key, allowance.per - step, step=step, per=float(allowance.per))

    def forget(self, key: str) -> None:
        """Forget what was counted: whoever tried was right."""
        self._run(_FORGET, key)

    def give_back(self, key: str) -> None:
        """Take one try off: it was not a guess."""
        self._run(_GIVE_BACK, key)

    def tidy(self) -> None:
        """Delete what no longer slows anybody down."""
        with self._engine.begin() as connection:
            connection.execute(_TIDY, {"now": self._clock()})

    def _ask(self, statement: Any, key: str, ahead: float, **values: float) -> float:
        asked = {"key": self._digest(key), "now": self._clock()}
        with self._engine.begin() as connection:
            if connection.execute(statement, asked | {k: float(v) for k, v in values.items()}).first() is not None:
                return 0.0
            wait = connection.execute(_WAIT, asked).scalar()
        # What was forgotten between the two statements need not wait.
        seconds = max(float(wait or 0) - ahead, 0.1)
        # The kind of try alone: what follows the first colon may name an account or a network.
        log.warning("slowed_down", what=key.partition(":")[0], seconds=round(seconds))
        return seconds

    def _run(self, statement: Any, key: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(statement, {"key": self._digest(key), "now": self._clock()})

    def _digest(self, key: str) -> str:
        return hmac.new(self._secret, key.encode(), hashlib.sha256).hexdigest()[:40]


def slow_down(wait: float, advice: str = "") -> None:
    """Refuse for as long as the wait lasts, saying how long; 0 refuses nothing."""
    if wait:
        raise TooMany(
            f"Trop d’essais. Recommencez dans {patience(wait)}. {advice}".strip(), retry_after=round(wait + 0.5)
        )


def patience(seconds: float) -> str:
    """Return a wait in words."""
    whole = max(1, round(seconds + 0.49))
    if whole < 100:
        return f"{whole}\u00a0seconde{'s' if whole > 1 else ''}"
    minutes = -(-whole // 60)
    return f"{minutes}\u00a0minutes"
