"""The epoch: it changes when the database was restored or when the reader's rights changed. Pure."""

import hashlib

from app.foundation.actors import Actor


def epoch_for(database_id: str, actor: Actor, audiences: tuple[str, ...]) -> str:
    """Return an opaque word for this database, this person and these audiences."""
    said = "|".join([database_id, str(actor.person_id), *sorted(audiences)])
    return hashlib.sha256(said.encode()).hexdigest()[:16]
