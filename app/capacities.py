"""What a person may be, whichever feature proves it: one answer for the identity of every request."""

from collections.abc import Sequence
from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from app.conferences.queries.capacities import capacities_of_all
from app.contracts.capacities import officers_among
from app.foundation.actors import Capacity

SOURCES = (capacities_of_all, officers_among)


def every_capacity(session: Session, person_ids: Sequence[int], day: date) -> dict[int, tuple[Capacity, ...]]:
    """Return every capacity of each person on that day; those who hold none are absent."""
    found = [source(session, person_ids, day) for source in SOURCES]
    people = {person_id for known in found for person_id in known}
    return {person: tuple(chain.from_iterable(known.get(person, ()) for known in found)) for person in people}
