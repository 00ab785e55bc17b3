"""Commands that open a contract, correct what identifies it, and seat its parties."""

from typing import Any, ClassVar

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.conferences.doors.reading import institution_of, optional_id, required_institution, short_text
from app.conferences.models import Conference
from app.contracts.life import operations
from app.contracts.loading import contract_of
from app.contracts.models import Contract, Scheme
from app.contracts.rules.faults import faulty
from app.contracts.words import ContractKind, ContractNature, Side
from app.foundation.commands import Answer, command
from app.foundation.shapes import ID, Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution

from .reading import Amount, Clearing, ContractShape, entity_of, lines, party_of

NO_CONFERENCE = "Cette conférence n’existe pas."
NO_SCHEME = "Ce dispositif n’est pas au catalogue."


class DraftContract(Shape):
    """A contract to open. `institution` is the party in whose name a contract officer opens it."""

    title = text(200)
    kind = fields.Enum(ContractKind, by_value=True, load_default=ContractKind.OPERATIONAL)
    nature = fields.Enum(ContractNature, by_value=True, load_default=ContractNature.CONTRACT)
    conference_id = optional_id()
    scheme_id = optional_id()
    parent_id = optional_id()
    institution_id = optional_id()
    institution = short_text()
    territory = text(200, required=False)
    promise = text(600, required=False)


@command("contract.draft", DraftContract)
def draft(
    work: UnitOfWork,
    *,
    conference_id: int | None,
    scheme_id: int | None,
    parent_id: int | None,
    institution_id: int | None,
    institution: str | None,
    **data: Any,
) -> Answer:
    """Open the draft of a contract."""
    conference = entity_of(work, Conference, conference_id, NO_CONFERENCE)
    given = institution_of(work, id=institution_id, words=institution)
    contract = operations.draft_contract(
        work,
        conference=conference,
        scheme=entity_of(work, Scheme, scheme_id, NO_SCHEME),
        parent=contract_of(work, parent_id) if parent_id is not None else None,
        party=_own_party(work, given),
        **data,
    )
    return {
        "message": _("Le contrat est ouvert. Ajoutez maintenant ses parties."),
        "location": f"/contrats/{contract.slug}/bureau/parties",
        "contract_id": contract.id,
        "slug": contract.slug,
    }


def _own_party(work: UnitOfWork, given: Institution | None) -> Institution | None:
    """Return in whose name the actor opens it: what they say, else the one institution they are officer of."""
    mine = work.actor.officer_for()
    if given is not None:
        return given
    if len(mine) > 1:
        raise faulty("institution", "Vous êtes référent de plusieurs institutions. Dites laquelle ouvre le contrat.")
    return work.session.get(Institution, next(iter(mine))) if mine else None


class ChangeContract(Clearing):
    """What identifies the contract. What is not given does not change; an emptied date or amount is unknown."""

    clearable: ClassVar[frozenset[str]] = frozenset(
        {"territory", "promise", "diagnosis", "starts_on", "ends_on", "total", "total_qualifier", "scheme_id", "axes"}
    )
    contract_id = identifier()
    expected_version = fields.Integer(load_default=None)
    title = text(200, required=False, load_default=None)
    nature = fields.Enum(ContractNature, by_value=True)
    territory = fields.String(validate=validate.Length(max=200))
    promise = fields.String(validate=validate.Length(max=600))
    diagnosis = fields.String(validate=validate.Length(max=6000))
    scheme_id = fields.Integer(allow_none=True, validate=ID)
    starts_on = fields.Date(allow_none=True)
    ends_on = fields.Date(allow_none=True)
    total = Amount(allow_none=True)
    total_qualifier = fields.String(validate=validate.Length(max=60))
    axes = lines(200, 30)


@command("contract.change", ChangeContract)
def change(
    work: UnitOfWork,
    contract_id: int,
    expected_version: int | None,
    title: str | None,
    axes: list[str] | None = None,
    **changes: Any,
) -> Answer:
    """Correct the title, the promise, the dates, the amount or the axes of a contract."""
    contract = contract_of(work, contract_id)
    if "total" in changes:
        changes["total_cents"] = changes.pop("total")
    if title and title.strip():
        changes["title"] = title
    entity_of(work, Scheme, changes.get("scheme_id"), NO_SCHEME)
    operations.change_contract(work, contract, changes, axes=axes, expected_version=expected_version)
    return {"message": _("Les informations du contrat sont enregistrées.")}


class AddParty(ContractShape):
    """An institution of the directory; `side` is guessed from what it is when absent."""

    institution_id = optional_id()
    institution = short_text()
    side = fields.Enum(Side, by_value=True, load_default=None)
    pledge = Amount(load_default=None)


@command("contract.add_party", AddParty)
def add_party(
    work: UnitOfWork,
    *,
    contract_id: int,
    institution_id: int | None,
    institution: str | None,
    side: Side | None,
    pledge: int | None,
) -> Answer:
    """Bring an institution to the table."""
    contract = contract_of(work, contract_id)
    found = required_institution(work, id=institution_id, words=institution)
    party = operations.add_party(work, contract, institution=found, side=side, pledge_cents=pledge)
    return {"message": _("%(name)s est partie au contrat.", name=party.name), "party_id": party.id}


class RemoveParty(ContractShape):
    """The party that leaves."""

    party_id = identifier()


@command("contract.remove_party", RemoveParty)
def remove_party(work: UnitOfWork, contract_id: int, party_id: int) -> Answer:
    """Take an institution off the table, before anything is signed."""
    contract: Contract = contract_of(work, contract_id)
    party = party_of(contract, party_id)
    operations.remove_party(work, contract, party)
    return {"message": _("%(name)s n’est plus partie au contrat.", name=party.name)}
