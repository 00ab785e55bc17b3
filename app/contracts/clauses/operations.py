"""The only writers of clauses. A signed text is never edited: its clauses are written again in a rider."""

from typing import Any

from sqlalchemy import func, select

from app.contracts.clauses import policies
from app.contracts.clauses.events import ClauseRemoved, ClauseWritten
from app.contracts.events import audience_of
from app.contracts.life.operations import require_draft
from app.contracts.loading import check_version
from app.contracts.models import Clause, Contract, Rider, RiderSignature
from app.contracts.rules.clauses import FORMS, read_fields
from app.contracts.rules.faults import faulty
from app.contracts.rules.life import check_rider_possible, check_text_open
from app.contracts.rules.texts import key_of
from app.contracts.words import ClauseKind
from app.foundation.errors import IllegalTransition, NotFound
from app.foundation.unit_of_work import UnitOfWork

DECISION = "prefect_reason"


def write_clause(
    work: UnitOfWork,
    contract: Contract,
    kind: ClauseKind,
    fields: dict[str, Any],
    *,
    prose: str = "",
    title: str = "",
    rider: Rider | None = None,
    clause_id: int | None = None,
    expected_version: int | None = None,
) -> Clause:
    """Write a clause of the draft or of a rider; `expected_version` 0 says that there was none yet."""
    work.allow(policies.may_write_clause, contract)
    _require_open(work, contract, rider)
    values = read_fields(kind, fields)
    said = title.strip() if kind is ClauseKind.FREE else FORMS[kind].title
    clause = _present(work, contract, kind, rider, clause_id)
    check_version(expected_version, clause.version if clause else 0)
    _allow_decision(work, contract, clause.fields if clause else {}, values)
    if kind is ClauseKind.FREE:
        _check_free(work, contract, rider, clause, title=said, prose=prose)
    if clause is None:
        clause = _new(work, contract, kind, rider)
    clause.title, clause.fields, clause.prose = said, values, prose.replace("\r\n", "\n").strip()
    clause.written_at, clause.written_by_id = work.now(), work.actor.person_id
    work.session.add(clause)
    work.session.flush()
    work.record(
        ClauseWritten(
            stream=contract.stream,
            audience=audience_of(contract.public and rider is None),
            clause_id=clause.id,
            clause=key_of(kind, said),
            title=said,
            rider=rider.number if rider else None,
            version=clause.version,
        )
    )
    return clause


def _new(work: UnitOfWork, contract: Contract, kind: ClauseKind, rider: Rider | None) -> Clause:
    last = work.session.scalar(select(func.max(Clause.rank)).where(Clause.contract_id == contract.id))
    return Clause(
        contract_id=contract.id,
        kind=kind,
        title="",
        rank=(last or 0) + 1,
        written_at=work.now(),
        rider_id=rider.id if rider else None,
    )


def remove_clause(
    work: UnitOfWork,
    contract: Contract,
    clause: Clause,
    *,
    rider: Rider | None = None,
    expected_version: int | None = None,
) -> None:
    """Take a clause out of the draft, or out of a rider."""
    work.allow(policies.may_write_clause, contract)
    _require_open(work, contract, rider)
    check_version(expected_version, clause.version)
    _allow_decision(work, contract, clause.fields, {})
    work.session.delete(clause)
    work.record(
        ClauseRemoved(
            stream=contract.stream,
            audience=audience_of(contract.public and rider is None),
            clause=key_of(clause.kind, clause.title),
            title=clause.title,
            rider=rider.number if rider else None,
        )
    )


def _allow_decision(work: UnitOfWork, contract: Contract, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Let nobody but the State write, change or take away what the préfet decided (R12.3)."""
    if before.get(DECISION, "") != after.get(DECISION, ""):
        work.allow(policies.may_decide_priority_area, contract)


def _require_open(work: UnitOfWork, contract: Contract, rider: Rider | None) -> None:
    if rider is None:
        check_text_open(contract.state)
        return
    require_draft(rider)
    check_rider_possible(contract.state, drafted=None)
    signed = work.session.scalar(select(func.count()).where(RiderSignature.rider_id == rider.id))
    if signed:
        raise IllegalTransition(
            f"Une partie a déjà signé l’avenant n° {rider.number} : son texte ne change plus. "
            "Abandonnez-le pour en écrire un autre.",
            state=contract.state.value,
        )


def _present(
    work: UnitOfWork, contract: Contract, kind: ClauseKind, rider: Rider | None, clause_id: int | None
) -> Clause | None:
    """Return the clause that is written again; None for a new one."""
    if kind is ClauseKind.FREE and clause_id is None:
        return None
    wanted = select(Clause).where(
        Clause.contract_id == contract.id,
        Clause.rider_id.is_not_distinct_from(rider.id if rider else None),
        Clause.kind == kind,
    )
    if kind is not ClauseKind.FREE:
        return work.session.scalars(wanted).one_or_none()
    found = work.session.scalars(wanted.where(Clause.id == clause_id)).one_or_none()
    if found is None:
        raise NotFound("Cette clause n’existe pas ou n’existe plus.")
    return found


def _check_free(
    work: UnitOfWork, contract: Contract, rider: Rider | None, clause: Clause | None, *, title: str, prose: str
) -> None:
    if not title:
        raise faulty("title", "Donnez un titre à la clause.")
    if not prose.strip():
        raise faulty("prose", "Écrivez le texte de la clause.")
    others = work.session.scalars(
        select(Clause).where(
            Clause.contract_id == contract.id,
            Clause.kind == ClauseKind.FREE,
            Clause.rider_id.is_not_distinct_from(rider.id if rider else None),
        )
    )
    same = key_of(ClauseKind.FREE, title)
    if any(other is not clause and key_of(other.kind, other.title) == same for other in others):
        raise faulty("title", "Une autre clause porte déjà ce titre.")
