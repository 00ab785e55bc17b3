"""The statements of casting: one to lock and read, one to write, however many votes they carry.

Plain SQL on purpose: this is the path that two hundred members take in the same second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.foundation.errors import NotFound
from app.sittings.words import BallotState, Choice


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the frozen roll, whether its seat is present now, and the power given for it (S4).

    The power is there while its holder, of the same roll, is present; it acts while `present` is false.
    """

    conference_id: int
    seat_id: int
    person_id: int
    present: bool
    proxy_id: int | None = None
    carried_by_id: int | None = None
    carried_by_seat: int | None = None


@dataclass(frozen=True, kw_only=True)
class Roll:
    """The lines of the roll that were asked for, and the state of the ballot, locked until the transaction ends."""

    ballot_id: int
    state: BallotState
    stream: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One vote as it is written: that a seat voted, and what."""

    seat_id: int
    request_id: UUID
    person_id: int
    on_behalf: bool
    cast_at: datetime
    receipt: str
    choice: Choice
    proxy_id: int | None = None


# A statement of its own: whoever waited for a power to be revoked, or for its giver to enter, then reads what became of
# them. Read while waiting, the roll would be that of before.
_SHARE = text("SELECT 1 FROM ballots WHERE id = :ballot FOR SHARE")
_ROLL = text(
    """
    SELECT b.state, b.sitting_id, s.conference_id, v.seat_id, v.person_id,
           power.id AS proxy_id, power.holder_id, power.holder_seat_id,
           EXISTS (SELECT 1 FROM presences p
                   WHERE p.sitting_id = b.sitting_id AND p.left_at IS NULL
                     AND (p.seat_id = v.seat_id OR (p.seat_id IS NULL AND p.person_id = v.person_id))) AS present
    FROM ballots b
    JOIN sittings s ON s.id = b.sitting_id
    LEFT JOIN ballot_voters v
           ON v.ballot_id = b.id
          AND (v.person_id = ANY(CAST(:people AS int[])) OR v.seat_id = ANY(CAST(:seats AS int[])))
    LEFT JOIN LATERAL (
        SELECT y.id, y.holder_id, y.holder_seat_id
        FROM proxies y
        JOIN presences h ON h.sitting_id = b.sitting_id AND h.left_at IS NULL
                        AND h.seat_id = y.holder_seat_id AND h.person_id = y.holder_id
        JOIN ballot_voters w ON w.ballot_id = b.id AND w.seat_id = y.holder_seat_id AND w.person_id = y.holder_id
        WHERE y.principal_seat_id = v.seat_id AND y.principal_id = v.person_id
          AND (y.sitting_id = b.sitting_id OR y.sitting_id IS NULL) AND s.group_id IS NULL
          AND y.ended_at IS NULL AND y.starts_at <= :now AND (y.ends_at IS NULL OR y.ends_at > :now)
        ORDER BY y.sitting_id NULLS LAST, y.id
        LIMIT 1
    ) power ON true
    WHERE b.id = :ballot
    """
)


def locked_roll(session: Session, ballot_id: int, people: Sequence[int], seats: Sequence[int], now: datetime) -> Roll:
    """Take a share of the ballot, which whoever closes it waits for, and return these lines of its roll."""
    asked = {"ballot": ballot_id, "people": list(people), "seats": list(seats), "now": now}
    session.execute(_SHARE, {"ballot": ballot_id})
    rows = session.execute(_ROLL, asked).all()
    if not rows:
        raise NotFound("Ce scrutin n’existe pas.")
    return Roll(
        ballot_id=ballot_id,
        state=BallotState(rows[0].state),
        stream=f"sitting:{rows[0].sitting_id}",
        lines=tuple(
            Line(
                conference_id=row.conference_id,
                seat_id=row.seat_id,
                person_id=row.person_id,
                present=row.present,
                proxy_id=row.proxy_id,
                carried_by_id=row.holder_id,
                carried_by_seat=row.holder_seat_id,
            )
            for row in rows
            if row.seat_id is not None
        ),
    )


_WRITE = text(
    """
    WITH paper AS (
        SELECT * FROM unnest(
            CAST(:seats AS int[]), CAST(:requests AS uuid[]), CAST(:people AS int[]), CAST(:behalf AS bool[]),
            CAST(:moments AS timestamptz[]), CAST(:receipts AS text[]), CAST(:choices AS text[]),
            CAST(:powers AS int[])
        ) AS paper (seat_id, request_id, person_id, on_behalf, cast_at, receipt, choice, proxy_id)
    ), accepted AS (
        INSERT INTO turnout (ballot_id, seat_id, request_id, person_id, on_behalf, cast_at, receipt, proxy_id)
        SELECT :ballot, seat_id, request_id, person_id, on_behalf, cast_at, receipt, proxy_id FROM paper
        ON CONFLICT DO NOTHING
        RETURNING request_id
    ), chosen AS (
        INSERT INTO votes (ballot_id, seat_id, choice)
        SELECT :ballot, seat_id, choice FROM paper JOIN accepted USING (request_id)
    )
    SELECT request_id FROM accepted
    """
)


def write(session: Session, ballot_id: int, papers: Sequence[Paper]) -> list[UUID]:
    """Write the votes whose seat has not voted yet; return the requests accepted.

    The unique keys decide, not a look beforehand: two devices, two processes and two retries all meet here.
    """
    if not papers:
        return []
    columns = {
        "seats": [paper.seat_id for paper in papers],
        "requests": [paper.request_id for paper in papers],
        "people": [paper.person_id for paper in papers],
        "behalf": [paper.on_behalf for paper in papers],
        "moments": [paper.cast_at for paper in papers],
        "receipts": [paper.receipt for paper in papers],
        "choices": [paper.choice.value for paper in papers],
        "powers": [paper.proxy_id for paper in papers],
    }
    return list(session.scalars(_WRITE, {"ballot": ballot_id, **columns}))


_WRITTEN = text(
    """
    SELECT t.seat_id, t.request_id, t.person_id, t.on_behalf, t.cast_at, t.receipt, t.proxy_id, v.choice
    FROM turnout t
    JOIN votes v ON v.ballot_id = t.ballot_id AND v.seat_id = t.seat_id
    WHERE t.ballot_id = :ballot
      AND (t.request_id = ANY(CAST(:requests AS uuid[])) OR t.seat_id = ANY(CAST(:seats AS int[])))
    """
)


def written(session: Session, ballot_id: int, requests: Sequence[UUID], seats: Sequence[int]) -> list[Paper]:
    """Return the votes already written for these requests or these seats."""
    rows = session.execute(_WRITTEN, {"ballot": ballot_id, "requests": list(requests), "seats": list(seats)})
    return [
        Paper(
            seat_id=row.seat_id,
            request_id=row.request_id,
            person_id=row.person_id,
            on_behalf=row.on_behalf,
            cast_at=row.cast_at,
            receipt=row.receipt,
            choice=Choice(row.choice),
            proxy_id=row.proxy_id,
        )
        for row in rows
    ]
