"""The only writers of supports."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from app.foundation.errors import DomainError, IllegalTransition, Invalid, NotFound
from app.foundation.unit_of_work import UnitOfWork, anyone, require
from app.interpellations.loading import file_of
from app.interpellations.models import Interpellation, Support, SupportInvalidation, ThresholdCrossing
from app.interpellations.redaction.applying import hide_again
from app.interpellations.rules.addresses import canonical, digest
from app.interpellations.words import InterpellationState
from app.journal.queries import database_id
from app.people.models import Person

from . import policies
from .counting import change_count
from .events import SupportsInvalidated, ThresholdHonoured

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
    rows = [
        {
            "interpellation_id": file.id,
            "person_id": person_id,
            "supported_at": work.now(),
            "address_digest": digest(key, canonical(email)),
            "network_digest": "",
        }
        for person_id, email in people
    ]
    added = insert(Support).values(rows).on_conflict_do_nothing().returning(Support.person_id)
    return set(work.session.scalars(added))


def withdraw_support(work: UnitOfWork, file: Interpellation) -> None:
    """Take one's own support back; what it had opened and has not happened is undone."""
    work.allow(policies.may_support, file)
    mine = work.session.scalars(
        select(Support).where(Support.interpellation_id == file.id, Support.person_id == work.actor.person_id)
    ).one_or_none()
    if mine is None:
        raise NotFound("Vous ne soutenez pas cette interpellation.")
    counted = mine.invalidation_id is None
    work.session.delete(mine)
    work.session.flush()
    change_count(work, file, -1 if counted else 0)


def invalidate(
    work: UnitOfWork,
    file: Interpellation,
    *,
    reason: str,
    since: datetime | None = None,
    until: datetime | None = None,
    domain: str = "",
) -> SupportInvalidation:
    """Set aside together the supports of a window or of a domain of addresses; they stay, and can be taken back."""
    work.allow(policies.may_invalidate_supports, file)
    if not reason.strip() or not (since or until or domain.strip()):
        raise Invalid("Dites pourquoi, et quels soutiens : une période ou un domaine d’adresses.")
    aimed = select(Support.id).where(Support.interpellation_id == file.id, Support.invalidation_id.is_(None))
    if since is not None:
        aimed = aimed.where(Support.supported_at >= since)
    if until is not None:
        aimed = aimed.where(Support.supported_at <= until)
    if domain.strip():
        ending = f"@{domain.strip().lower().lstrip('@')}"
        aimed = aimed.join(Person, Person.id == Support.person_id).where(func.lower(Person.email).endswith(ending))
    ids = list(work.session.scalars(aimed))
    if not ids:
        raise NotFound("Aucun soutien ne correspond.")
    return _set_aside(work, file, ids, reason, _criteria(since, until, domain))


def _criteria(since: datetime | None, until: datetime | None, domain: str) -> dict[str, Any]:
    said = {"since": since.isoformat() if since else "", "until": until.isoformat() if until else "", "domain": domain}
    return {name: value for name, value in said.items() if value}


def _set_aside(
    work: UnitOfWork, file: Interpellation, ids: list[int], reason: str, criteria: dict[str, Any]
) -> SupportInvalidation:
    assert work.actor.person_id is not None
    invalidation: SupportInvalidation = work.add(
        SupportInvalidation(
            interpellation_id=file.id,
            reason=reason.strip(),
            criteria=criteria,
            count=len(ids),
            made_at=work.now(),
            made_by_id=work.actor.person_id,
        )
    )
    work.session.execute(update(Support).where(Support.id.in_(ids)).values(invalidation_id=invalidation.id))
    work.record(SupportsInvalidated(stream=file.stream, count=len(ids), reason=invalidation.reason, lifted=False))
    change_count(work, file, -len(ids))
    return invalidation


def lift_invalidation(work: UnitOfWork, file: Interpellation, invalidation_id: int) -> None:
    """Take an invalidation back: its supports count again, save those given anew from the same address meanwhile."""
    work.allow(policies.may_invalidate_supports, file)
    invalidation = work.session.get(SupportInvalidation, invalidation_id)
    if invalidation is None or invalidation.interpellation_id != file.id or invalidation.lifted_at is not None:
        raise NotFound("Cette mise à l’écart n’existe pas, ou est déjà levée.")
    valid = select(Support.address_digest).where(
        Support.interpellation_id == file.id, Support.invalidation_id.is_(None)
    )
    back = work.session.scalars(
        update(Support)
        .where(Support.invalidation_id == invalidation.id, Support.address_digest.not_in(valid))
        .values(invalidation_id=None)
        .returning(Support.id)
        .execution_options(synchronize_session=False)
    ).all()
    invalidation.lifted_at = work.now()
    work.record(SupportsInvalidated(stream=file.stream, count=len(back), reason=invalidation.reason, lifted=True))
    change_count(work, file, len(back))


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
