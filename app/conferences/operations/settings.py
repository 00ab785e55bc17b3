"""The settings of a conference: its règlement intérieur and what is shown of it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.conferences import policies
from app.conferences.events import ConferenceSettingsChanged
from app.conferences.models import Conference, Seat
from app.conferences.queries.capacities import running
from app.conferences.rules.accent import check_accent
from app.conferences.rules.presidency import check_order
from app.conferences.rules.settings import Reglement
from app.conferences.words import Profile, SeatKind
from app.foundation.errors import Invalid, OutOfDate, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.words import Level

PLAIN = ("name", "purpose", "accent", "level_order", "secretariat_cost_cents")


def change_settings(
    work: UnitOfWork, conference: Conference, changes: Mapping[str, Any], *, expected_version: int | None = None
) -> None:
    """Change what `changes` names (`PLAIN` and `reglement`, itself partial) and leave the rest."""
    work.allow(policies.may_change_settings, conference.id)
    if expected_version is not None and expected_version != conference.version:
        raise OutOfDate(
            "Quelqu’un a changé ces réglages pendant votre saisie. Rechargez la page pour voir sa version.",
            current_version=conference.version,
        )
    before = _settings(conference)
    for name, value in _read(work, conference, changes).items():
        setattr(conference, name, value)
    after = _settings(conference)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changed:
        work.record(ConferenceSettingsChanged(stream=conference.stream, changes=changed))


def _read(work: UnitOfWork, conference: Conference, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is to be written, or one `Invalid` that points at every faulty setting."""
    read: dict[str, Any] = {}
    errors: list[dict[str, str]] = []
    for name, value in changes.items():
        try:
            read[name] = _checked(work, conference, name, value)
        except Invalid as fault:
            errors += fault.members["errors"]
    if errors:
        raise Invalid("Corrigez les réglages signalés.", errors=errors)
    return read


def read_reglement(data: Mapping[str, Any]) -> Reglement:
    """Read the settings; faults point at `reglement/<name>`, where the form and the API have them."""
    try:
        return Reglement.from_json(data)
    except Invalid as fault:
        errors = [
            {**error, "pointer": error["pointer"].replace("#", "#/reglement", 1)} for error in fault.members["errors"]
        ]
        raise Invalid(fault.detail, errors=errors) from fault


def _checked(work: UnitOfWork, conference: Conference, name: str, value: Any) -> Any:
    if name == "accent":
        return _accent(value)
    if name == "reglement":
        return read_reglement({**conference.reglement, **value}).changes()
    if name == "level_order":
        return _level_order(work, conference, value)
    return value.strip() if isinstance(value, str) else value


def _accent(value: str | None) -> str | None:
    if not value:
        return None
    try:
        return check_accent(value)
    except Refused as refusal:
        raise Invalid(
            "Corrigez la couleur de la conférence.", errors=[{"pointer": "#/accent", "detail": refusal.detail}]
        ) from refusal


def _level_order(work: UnitOfWork, conference: Conference, order: list[Level]) -> list[str]:
    if conference.profile is Profile.CTAP:
        raise Refused(
            "Dans une conférence de profil CTAP, la présidence du conseil régional préside toujours. "
            "Aucun ordre des niveaux n’y est fixé.",
            rule="R3.11",
        )
    check_order(order, _voting_levels(work, conference.id) or set(Level))
    return [level.value for level in order]


def _voting_levels(work: UnitOfWork, conference_id: int) -> set[Level]:
    """Return the levels that hold a voting seat today."""
    return set(
        work.session.scalars(
            select(Seat.level).where(
                Seat.conference_id == conference_id,
                Seat.kind == SeatKind.VOTING,
                running(Seat.starts_on, Seat.ends_on, work.today()),
            )
        )
    )


def _settings(conference: Conference) -> dict[str, Any]:
    reglement = Reglement.from_json(conference.reglement).to_json()
    return {
        **{name: getattr(conference, name) for name in PLAIN},
        **{f"reglement.{name}": value for name, value in reglement.items()},
    }
