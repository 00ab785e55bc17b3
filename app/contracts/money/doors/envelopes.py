"""`envelope.record`, `envelope.correct`, `envelope.remove`, `envelope.share`, `place.classify`."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from app.conferences.doors.reading import NestedShape
from app.contracts.loading import contract_of
from app.contracts.models import ContractPlace, Envelope, Rider
from app.contracts.money.operations import envelopes
from app.contracts.words import EnvelopePurpose, PlaceCategory
from app.foundation.commands import Answer, command
from app.foundation.errors import Invalid
from app.foundation.shapes import ID, Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import Cents, Number, of_contract, optional_id, optional_year, owned, party_of, theme_of

MOST_YEARS = 30


class RecordEnvelope(Shape):
    """What a party (`party_id`) or another funder (`funder`) brings. `amount` is divided between `year`…`last_year`."""

    contract_id = identifier()
    amount = Cents(required=True)
    party_id = optional_id()
    funder = text(200, required=False)
    purpose = fields.Enum(EnvelopePurpose, by_value=True, load_default=EnvelopePurpose.GENERAL)
    theme_id = optional_id()
    year = optional_year()
    last_year = optional_year()
    qualifier = text(60, required=False)
    note = text(1000, required=False)
    rider_id = optional_id()
    replaces_id = optional_id()


@command("envelope.record", RecordEnvelope)
def record(work: UnitOfWork, contract_id: int, amount: int, **data: Any) -> Answer:
    """Record credits of a funder for a theme and a year, in a draft or by a rider."""
    contract = contract_of(work, contract_id)
    party = party_of(contract, data["party_id"])
    funder = party.name if party else data["funder"].strip()
    if not funder:
        raise _wrong("party_id", "Dites qui apporte cette enveloppe.")
    recorded = envelopes.record_envelopes(
        work,
        contract,
        envelopes.NewEnvelope(
            cents=amount,
            funder=funder,
            purpose=data["purpose"],
            theme=theme_of(work, contract, data["theme_id"]),
            years=years_of(data["year"], data["last_year"]),
            qualifier=data["qualifier"],
            note=data["note"],
        ),
        party=party,
        rider=of_contract(work, contract, Rider, data["rider_id"], "Cet avenant n’est pas un avenant du contrat."),
        replaces=of_contract(
            work, contract, Envelope, data["replaces_id"], "L’enveloppe remplacée n’est pas du contrat."
        ),
    )
    return {"message": _("L’enveloppe est inscrite."), "envelope_ids": [one.id for one in recorded]}


class CorrectEnvelope(Shape):
    """The right amount of a line of a draft, and why it was wrong."""

    envelope_id = identifier()
    amount = Cents(required=True)
    reason = text(500)
    expected_version = fields.Integer(required=True, validate=ID)


@command("envelope.correct", CorrectEnvelope)
def correct(work: UnitOfWork, envelope_id: int, amount: int, reason: str, expected_version: int) -> Answer:
    """Correct the amount of an envelope that binds nobody yet."""
    contract, envelope = owned(work, Envelope, envelope_id)
    envelopes.correct_envelope(work, contract, envelope, cents=amount, expected_version=expected_version, reason=reason)
    return {"message": _("L’enveloppe est corrigée."), "version": envelope.version}


class RemoveEnvelope(Shape):
    """A line of a draft to take away, and why."""

    envelope_id = identifier()
    reason = text(500)
    expected_version = fields.Integer(required=True, validate=ID)


@command("envelope.remove", RemoveEnvelope)
def remove(work: UnitOfWork, envelope_id: int, reason: str, expected_version: int) -> Answer:
    """Take away an envelope that binds nobody yet."""
    contract, envelope = owned(work, Envelope, envelope_id)
    envelopes.correct_envelope(work, contract, envelope, cents=None, expected_version=expected_version, reason=reason)
    return {"message": _("L’enveloppe est retirée.")}


class PlacePercent(Shape):
    """A priority place and its percent; a line without percent is an empty line of the form."""

    place_id = identifier()
    percent = Number(100, 6, load_default=None, allow_none=True)


class ShareEnvelope(NestedShape):
    """An envelope for priority territories and the percent of each; they make 100."""

    envelope_id = identifier()
    places = fields.List(
        fields.Nested(PlacePercent), required=True, validate=validate.Length(min=1, max=500, error="500 lieux au plus.")
    )


@command("envelope.share", ShareEnvelope)
def share(work: UnitOfWork, envelope_id: int, places: list[dict[str, Any]]) -> Answer:
    """Divide an envelope between the priority territories, to the cent."""
    contract, envelope = owned(work, Envelope, envelope_id)
    percents: dict[int, Decimal] = {line["place_id"]: line["percent"] for line in places if line["percent"]}
    if len(percents) < sum(1 for line in places if line["percent"]):
        raise _wrong("places", "Un territoire figure deux fois.")
    absent = "Ce territoire n’est pas dans le périmètre du contrat."
    named = [(of_contract(work, contract, ContractPlace, id, absent), percent) for id, percent in percents.items()]
    envelopes.share_envelope(work, contract, envelope, [(place, p) for place, p in named if place is not None])
    return {"message": _("L’enveloppe est répartie entre les territoires prioritaires.")}


class ClassifyPlace(Shape):
    """A priority place and what kind of territory it is."""

    place_id = identifier()
    category = fields.Enum(PlaceCategory, by_value=True, required=True)


@command("place.classify", ClassifyPlace)
def classify(work: UnitOfWork, place_id: int, category: PlaceCategory) -> Answer:
    """Say whether a priority place is urban, rural, coastal or in the mountains."""
    contract, place = owned(work, ContractPlace, place_id)
    envelopes.classify_place(work, contract, place, category)
    return {"message": _("La catégorie du territoire est inscrite.")}


def years_of(first: int | None, last: int | None) -> tuple[int, ...]:
    """Return the years from the first to the last; none when no year is given."""
    if first is None:
        if last is not None:
            raise _wrong("year", "Donnez aussi la première année.")
        return ()
    if last is not None and not 0 <= last - first < MOST_YEARS:
        raise _wrong("last_year", f"La dernière année suit la première, dans les {MOST_YEARS} ans.")
    return tuple(range(first, (last or first) + 1))


def _wrong(field: str, detail: str) -> Invalid:
    return Invalid(detail, errors=[{"pointer": f"#/{field}", "detail": detail}])
