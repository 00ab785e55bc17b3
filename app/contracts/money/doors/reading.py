"""How the data of money is written, and how the objects it names are found with their contract locked."""

from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from marshmallow import ValidationError, fields, validate
from sqlalchemy import select

from app.conferences.doors.reading import SPACES
from app.contracts.actions.doors.reading import LargeEuros
from app.contracts.loading import contract_of
from app.contracts.models import Contract, ContractParty, Theme
from app.foundation.errors import NotFound
from app.foundation.shapes import ID
from app.foundation.unit_of_work import UnitOfWork

Owned = TypeVar("Owned")


class Cents(LargeEuros):
    """An amount in euros that is never emptied, « 120 000,50 » or `120000.5`; gives whole cents."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> int:
        return self._cents(value)


class Number(fields.Field[Decimal]):
    """A number written « 62,5 » or `62.5`, within bounds and with so many decimals at most."""

    def __init__(self, at_most: int, decimals: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.at_most, self.decimals = at_most, decimals

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> Decimal:
        try:
            read = Decimal(SPACES.sub("", str(value)).replace(",", ".").removesuffix("%"))
        except InvalidOperation as fault:
            raise ValidationError("Écrivez un nombre, par exemple 62,5.") from fault
        if not read.is_finite() or not 0 <= read <= self.at_most or read != round(read, self.decimals):
            raise ValidationError(f"Écrivez un nombre de 0 à {self.at_most}, avec {self.decimals} décimales au plus.")
        return read


def optional_id() -> fields.Integer:
    """Return an identifier that may be absent."""
    return fields.Integer(load_default=None, allow_none=True, validate=ID)


def optional_year() -> fields.Integer:
    """Return a year that may be absent."""
    plausible = validate.Range(min=1980, max=2100, error="Cette année n’est pas plausible.")
    return fields.Integer(load_default=None, allow_none=True, validate=plausible)


def owned(work: UnitOfWork, entity: type[Owned], id: int) -> tuple[Contract, Owned]:
    """Return what belongs to a contract, read once the contract's row is locked, or raise `NotFound`."""
    model: Any = entity
    contract_id = work.session.scalar(select(model.contract_id).where(model.id == id))
    if contract_id is None:
        raise NotFound("Cet élément n’existe pas ou n’existe plus.")
    contract = contract_of(work, contract_id)
    found = work.session.get(entity, id)
    if found is None:
        raise NotFound("Cet élément n’existe pas ou n’existe plus.")
    return contract, found


def of_contract(work: UnitOfWork, contract: Contract, entity: type[Owned], id: int | None, detail: str) -> Owned | None:
    """Return what the data names, None when it names nothing; refuse what belongs to another contract."""
    if id is None:
        return None
    found: Any = work.session.get(entity, id)
    if found is None or found.contract_id != contract.id:
        raise NotFound(detail)
    return found  # type: ignore[no-any-return]


def theme_of(work: UnitOfWork, contract: Contract, id: int | None) -> Theme | None:
    """Return a theme of the contract."""
    return of_contract(work, contract, Theme, id, "Ce thème n’est pas au menu du contrat.")


def required_theme(work: UnitOfWork, contract: Contract, id: int) -> Theme:
    """Return a theme of the contract, or raise `NotFound`."""
    found = theme_of(work, contract, id)
    assert found is not None
    return found


def party_of(contract: Contract, id: int | None) -> ContractParty | None:
    """Return a party of the contract, None when the data names none."""
    if id is None:
        return None
    found = next((party for party in contract.parties if party.id == id), None)
    if found is None:
        raise NotFound("Cette institution n’est pas partie au contrat.")
    return found


def required_party(contract: Contract, id: int) -> ContractParty:
    """Return a party of the contract, or raise `NotFound`."""
    found = party_of(contract, id)
    assert found is not None
    return found
