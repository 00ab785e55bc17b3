"""The epoch: it changes when the database was restored or when the reader's rights changed. Pure.

Rights kept back until a second factor is shown count too: whoever begins to preside in the middle of a sitting must be
told, even though they read no more than before.
"""

import hashlib

from app.foundation.actors import Actor


def epoch_for(database_id: str, actor: Actor, audiences: tuple[str, ...]) -> str:
    """Return an opaque word for this database, this person and these audiences."""
    kept_back = ["withheld"] if actor.withheld else []
    said = "|".join([database_id, str(actor.person_id), *kept_back, *sorted(audiences)])
    return hashlib.sha256(said.encode()).hexdigest()[:16]
