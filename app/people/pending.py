"""Between the first proof and the second: who has shown one, kept in the browser's own cookie for ten minutes.

It opens nothing by itself, and is worth nothing once the person has signed out everywhere or changed their password.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import redirect, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from app.web.house import house, reading

from .models import Person
from .words import Proof

KEY = "half_signed_in"
LASTS = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class HalfSignedIn:
    """Who has shown a first proof, which, and the page they were going to."""

    person: Person
    proof: Proof
    suite: str


def begin(person: Person, proof: Proof, *, suite: str, now: datetime) -> Response:
    """Ask for the second factor."""
    cookie[KEY] = [person.id, person.session_generation, proof.value, suite, now.timestamp()]
    return redirect(url_for("people.second_factor"), 303)


def half_signed_in() -> HalfSignedIn | None:
    """Return who has shown a first proof in this browser, None when nobody has or when it is too old."""
    kept = cookie.get(KEY)
    if not isinstance(kept, list):
        return None
    person_id, generation, proof, suite, at = kept
    if house().units.clock().timestamp() - at > LASTS.total_seconds():
        return None
    with reading() as session:
        person = session.get(Person, person_id)
    if person is None or person.session_generation != generation:
        return None
    return HalfSignedIn(person=person, proof=Proof(proof), suite=suite)
