"""The only writers of supports."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.foundation.errors import DomainError, IllegalTransition, Invalid, NotFound, Refused
from app.foundation.unit_of_work import UnitOfWork, anyone, require
from app.interpellations.loading import file_of
from app.interpellations.models import Interpellation, Support, ThresholdCrossing
from app.interpellations.redaction.applying import hide_again
from app.interpellations.rules.addresses import canonical, digest
from app.interpellations.words import InterpellationState
from app.journal.queries import database_id
from app.people.models import Person

from . import policies
from .counting import change_count
from .events import ThresholdHonoured

S = InterpellationState
SUPPORTED = (S.ADMISSIBLE, S.ANSWERED, S.ESCALATED, S.HEARD)
Outcome = bool | DomainError
"""True: this support counts; False: the person supported already; or why it is refused."""


def support_together(counter: UnitOfWork, supporters: Sequence[UnitOfWork], file_id: int) -> list[Outcome]:
    """Add the supports of several persons in one transaction, counted exactly; return what became of each.

    `counter` acts for the system: no entry of the record says who supported.
    """
    counter.allow(anyone)
    file = file_of(supporters[0], file_id)
    outcomes: dict[int, Outcome] = {n: _allowed(work, file) for n, work in enumerate(supporters)}
    asking = {w.actor.person_id or 0: n for n, w in enumerate(supporters) if outcomes[n] is True}
    added = _insert(counter, file, sorted(asking)) if asking else set()
    for person_id, n in asking.items():
        outcomes[n] = person_id in added
    counted = counter.session.get_one(Interpellation, file_id)
    change_count(counter, counted, len(added))
    # The same person twice in one batch asked once.
    return [
        outcomes[n] if outcomes[n] is not True or asking.get(_person(w)) == n else False
        for n, w in enumerate(supporters)
    ]


def _person(work: UnitOfWork) -> int:
    return work.actor.person_id or 0


def _allowed(work: UnitOfWork, file: Interpellation) -> Outcome:
    try:
        require(work.actor, policies.may_support, file)
        if file.state not in SUPPORTED:
            raise IllegalTransition("On soutient une interpellation recevable, tant qu’elle n’est pas close.")
    except DomainError as refusal:
        return refusal
    return True


def _insert(work: UnitOfWork, file: Interpellation, person_ids: list[int]) -> set[int]:
    key = database_id(work.session)
    people = work.session.execute(select(Person.id, Person.email).where(Person.id.in_(person_ids)))
    rows: list[dict[str, Any]] = [
        {
            "interpellation_id": file.id,
            "person_id": person_id,
            "supported_at": work.now(),
            "address_digest": digest(key, canonical(email)),
        }
        for person_id, email in people
    ]
    doubtful = _set_aside(work, file, [row["address_digest"] for row in rows])
    rows = [row for row in rows if row["address_digest"] not in doubtful]
    if not rows:
        return set()
    added = insert(Support).values(rows).on_conflict_do_nothing().returning(Support.person_id)
    return set(work.session.scalars(added))


def _set_aside(work: UnitOfWork, file: Interpellation, digests: list[str]) -> set[str]:
    """Return those of the addresses whose support was set aside: another spelling does not bring it back."""
    found = select(Support.address_digest).where(
        Support.interpellation_id == file.id,
        Support.address_digest.in_(digests),
        Support.invalidation_id.is_not(None),
    )
    return set(work.session.scalars(found))


def withdraw_support(work: UnitOfWork, file: Interpellation) -> None:
    """Take one's own support back; what it had opened and has not happened is undone."""
    work.allow(policies.may_support, file)
    mine = work.session.scalars(
        select(Support).where(Support.interpellation_id == file.id, Support.person_id == work.actor.person_id)
    ).one_or_none()
    if mine is None:
        raise NotFound("Vous ne soutenez pas cette interpellation.")
    if mine.invalidation_id is not None:
        # Taken back and given again, it would count although it was set aside.
        raise Refused("Le secrétariat a mis ce soutien à l’écart : il ne compte plus. Écrivez-lui pour le contester.")
    work.session.delete(mine)
    work.session.flush()
    change_count(work, file, -1)


def honour_threshold(work: UnitOfWork, file: Interpellation, threshold: int, *, report: str) -> None:
    """Say that what a threshold opened took place, with the published report: nothing undoes it any more."""
    work.allow(policies.may_invalidate_supports, file)
    crossing = work.session.scalars(
        select(ThresholdCrossing).where(
            ThresholdCrossing.interpellation_id == file.id,
            ThresholdCrossing.threshold == threshold,
            ThresholdCrossing.undone_at.is_(None),
        )
    ).one_or_none()
    if crossing is None or crossing.happened_at is not None:
        raise NotFound("Ce seuil n’est pas franchi, ou son effet a déjà eu lieu.")
    if not report.strip():
        raise Invalid(
            "Écrivez le compte rendu.", errors=[{"pointer": "#/report", "detail": "À remplir : il est public."}]
        )
    crossing.happened_at, crossing.report = work.now(), report.strip()
    hide_again(work, file)
    work.record(ThresholdHonoured(stream=file.stream, threshold=threshold, effect=crossing.effect.value))
