"""Commands that write clauses: fields typed by their kind, prose beside them."""

from typing import Any, ClassVar

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.conferences.doors.reading import NestedShape, optional_id
from app.contracts.clauses import operations
from app.contracts.life.doors.reading import rider_of
from app.contracts.loading import contract_of
from app.contracts.models import Clause
from app.contracts.words import ClauseKind
from app.foundation.commands import Answer, command, find
from app.foundation.errors import NotFound
from app.foundation.shapes import identifier, text
from app.foundation.unit_of_work import UnitOfWork


class WriteClause(NestedShape):
    """A clause of the contract, or of one of its riders. In a form the fields are named `fields.degree`…"""

    clearable: ClassVar[frozenset[str]] = frozenset({"prose"})
    contract_id = identifier()
    kind = fields.Enum(ClauseKind, by_value=True, required=True)
    values = fields.Dict(keys=fields.String(validate=validate.Length(max=60)), load_default=dict, data_key="fields")
    prose = text(20_000, required=False)
    title = text(160, required=False)
    rider_id = optional_id()
    clause_id = optional_id()
    expected_version = fields.Integer(load_default=None, validate=validate.Range(min=0, max=2**31 - 1))


@command("clause.write", WriteClause)
def write(work: UnitOfWork, contract_id: int, kind: ClauseKind, rider_id: int | None, **data: Any) -> Answer:
    """Write a clause of a draft or of a rider, field by field."""
    contract = contract_of(work, contract_id)
    rider = rider_of(work, contract, rider_id) if rider_id is not None else None
    clause = operations.write_clause(work, contract, kind, data.pop("values"), rider=rider, **data)
    base = f"/contrats/{contract.slug}/bureau"
    return {
        "message": _("La clause « %(title)s » est enregistrée.", title=clause.title),
        "location": f"{base}/avenants/{rider.number}" if rider else f"{base}/clauses",
        "clause_id": clause.id,
        "version": clause.version,
    }


class RemoveClause(NestedShape):
    """A clause, and the version that was read of it."""

    contract_id = identifier()
    clause_id = identifier()
    expected_version = fields.Integer(load_default=None, validate=validate.Range(min=0, max=2**31 - 1))


@command("clause.remove", RemoveClause)
def remove(work: UnitOfWork, contract_id: int, clause_id: int, expected_version: int | None) -> Answer:
    """Take a clause out of a draft or of a rider."""
    contract = contract_of(work, contract_id)
    clause = find(work, Clause, clause_id)
    if clause.contract_id != contract.id:
        raise NotFound("Cette clause n’existe pas ou n’existe plus.")
    rider = rider_of(work, contract, clause.rider_id) if clause.rider_id is not None else None
    operations.remove_clause(work, contract, clause, rider=rider, expected_version=expected_version)
    base = f"/contrats/{contract.slug}/bureau"
    return {
        "message": _("La clause « %(title)s » est retirée.", title=clause.title),
        "location": f"{base}/avenants/{rider.number}" if rider else f"{base}/clauses",
    }
