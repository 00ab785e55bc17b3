"""What commands about a contract share: what may be emptied, large amounts, and the objects that the data names."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from marshmallow import ValidationError, fields, pre_load

from app.conferences.doors.reading import SPACES, Euros
from app.contracts.models import Contract, ContractParty, Rider
from app.foundation.errors import NotFound
from app.foundation.shapes import Shape, identifier
from app.foundation.unit_of_work import UnitOfWork

MOST_EUROS: Final = 10**12
Entity = TypeVar("Entity")


class ContractShape(Shape):
    """The contract a command is about."""

    contract_id = identifier()


class Clearing(Shape):
    """A date, a number or a choice that may be emptied is None from then on."""

    @pre_load
    def _emptied(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {k: None if v == "" and self._may_be_none(k) else v for k, v in data.items()}

    def _may_be_none(self, name: str) -> bool:
        field = self.fields.get(name)
        return name in self.clearable and field is not None and field.allow_none


class Amount(Euros):
    """An amount of a contract, in euros as a person writes it; gives cents."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> int:
        written = SPACES.sub("", str(value)).replace(",", ".").removesuffix("€")
        units, _, cents = written.partition(".")
        if not (units.isascii() and units.isdecimal() and len(cents) <= 2 and (cents == "" or cents.isdecimal())):
            raise ValidationError("Écrivez un montant en euros, par exemple 1 200 000,50.")
        if len(units) > 15 or int(units) > MOST_EUROS:
            raise ValidationError("Ce montant est trop grand.")
        return int(units) * 100 + int(cents.ljust(2, "0") or 0)


def party_of(contract: Contract, party_id: int) -> ContractParty:
    """Return a party of the contract, or raise `NotFound`."""
    found = next((party for party in contract.parties if party.id == party_id), None)
    if found is None:
        raise NotFound("Cette partie n’est pas au contrat.")
    return found


def rider_of(work: UnitOfWork, contract: Contract, rider_id: int) -> Rider:
    """Return a rider of the contract, or raise `NotFound`."""
    found = work.session.get(Rider, rider_id)
    if found is None or found.contract_id != contract.id:
        raise NotFound("Cet avenant n’existe pas.")
    return found


def entity_of(work: UnitOfWork, kind: type[Entity], id: int | None, missing: str) -> Entity | None:
    """Return the entity of an identifier, None when none is given, or raise `NotFound` in those words."""
    if id is None:
        return None
    found = work.session.get(kind, id)
    if found is None:
        raise NotFound(missing)
    return found


def lines(maximum: int, most: int) -> fields.Field[list[str]]:
    """Return a field for short texts, one per line in a form, a list in JSON."""
    return _Lines(maximum=maximum, most=most)


class _Lines(fields.Field[list[str]]):
    def __init__(self, *, maximum: int, most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.maximum, self.most = maximum, most

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> list[str]:
        given = value.splitlines() if isinstance(value, str) else value
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise ValidationError("Donnez une ligne par élément.")
        said = [" ".join(one.split()) for one in given if one.strip()]
        if len(said) > self.most or any(len(one) > self.maximum or "\x00" in one for one in said):
            raise ValidationError(f"{self.most} lignes au plus, de {self.maximum} signes chacune.")
        return said
