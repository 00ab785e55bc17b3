"""The hash chain: each entry seals the one before it in its stream. Pure."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID


def seal(
    *,
    previous_hash: str,
    stream: str,
    position: int,
    kind: str,
    audience: str,
    sequence: int,
    occurred_at: datetime,
    actor_id: int | None,
    request_id: UUID | None,
    payload: dict[str, Any],
) -> str:
    """Return the SHA-256 (hex) of the entry and of the hash before it."""
    canonical = json.dumps(
        {
            "previous": previous_hash,
            "stream": stream,
            "position": position,
            "kind": kind,
            "audience": audience,
            "sequence": sequence,
            "occurred_at": occurred_at.astimezone(UTC).isoformat(),
            "actor": actor_id,
            "request": str(request_id) if request_id else None,
            "payload": payload,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
