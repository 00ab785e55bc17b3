"""The secretariat sets doubtful supports aside together, and takes that back: exact, with a trace (I6)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from app.foundation.errors import Invalid, NotFound
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.models import Interpellation, Support, SupportInvalidation
from app.people.models import Person

from . import policies
from .counting import change_count
from .events import SupportsInvalidated
from .suspecting import group_of


def invalidate(
    work: UnitOfWork,
    file: Interpellation,
    *,
    reason: str,
    since: datetime | None = None,
    until: datetime | None = None,
    domain: str = "",
    group: str = "",
) -> SupportInvalidation:
    """Set aside together the supports of a suspected group, of a window or of a domain; they can be taken back.

    The row of the file is locked: what is set aside is what counts at this moment, newcomers wait for their turn.
    """
    work.allow(policies.may_invalidate_supports, file)
    if not reason.strip() or not (since or until or domain.strip() or group):
        raise Invalid("Dites pourquoi, et quels soutiens : un groupe, une période ou un domaine d’adresses.")
    ids, criteria = _group(work, file, group) if group else ([], {})
    if not group:
        ids, criteria = _aimed(work, file, since, until, domain), _criteria(since, until, domain)
    if not ids:
        raise NotFound("Aucun soutien ne correspond.")
    return _set_aside(work, file, ids, reason, criteria)


def lift_invalidation(work: UnitOfWork, file: Interpellation, invalidation_id: int, *, reason: str) -> None:
    """Take an invalidation back, for a public reason: its supports count again.

    Save those whose address supports by another account meanwhile.
    """
    work.allow(policies.may_invalidate_supports, file)
    invalidation = work.session.get(SupportInvalidation, invalidation_id)
    if invalidation is None or invalidation.interpellation_id != file.id or invalidation.lifted_at is not None:
        raise NotFound("Cette mise à l’écart n’existe pas, ou est déjà levée.")
    if not reason.strip():
        raise Invalid("Dites pourquoi.", errors=[{"pointer": "#/reason", "detail": "À remplir : ce motif est public."}])
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
    invalidation.lifted_at, invalidation.lifted_reason = work.now(), reason.strip()
    invalidation.lifted_by_id = work.actor.person_id
    work.record(SupportsInvalidated(stream=file.stream, count=len(back), reason=reason.strip(), lifted=True))
    change_count(work, file, len(back))


def _group(work: UnitOfWork, file: Interpellation, key: str) -> tuple[Sequence[int], dict[str, Any]]:
    found = group_of(work.session, file.id, key, work.now())
    if found is None:
        raise NotFound("Ce groupe a changé depuis que vous l’avez vu : regardez de nouveau.")
    # What the group shares may hold a name: only how it was found is kept.
    return sorted(found.ids), {"group": found.doubt.value, "words": found.words}


def _aimed(
    work: UnitOfWork, file: Interpellation, since: datetime | None, until: datetime | None, domain: str
) -> Sequence[int]:
    aimed = select(Support.id).where(Support.interpellation_id == file.id, Support.invalidation_id.is_(None))
    if since is not None:
        aimed = aimed.where(Support.supported_at >= since)
    if until is not None:
        aimed = aimed.where(Support.supported_at <= until)
    if domain.strip():
        ending = f"@{domain.strip().lower().lstrip('@')}"
        aimed = aimed.join(Person, Person.id == Support.person_id)
        aimed = aimed.where(func.lower(Person.email).endswith(ending, autoescape=True))
    return work.session.scalars(aimed).all()


def _criteria(since: datetime | None, until: datetime | None, domain: str) -> dict[str, Any]:
    said = {"since": since.isoformat() if since else "", "until": until.isoformat() if until else "", "domain": domain}
    return {name: value for name, value in said.items() if value}


def _set_aside(
    work: UnitOfWork, file: Interpellation, ids: Sequence[int], reason: str, criteria: dict[str, Any]
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
