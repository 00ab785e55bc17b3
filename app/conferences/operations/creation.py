"""A conference comes into being."""

from collections.abc import Sequence

from sqlalchemy import select

from app.conferences import policies
from app.conferences.events import ConferenceCreated
from app.conferences.models import Conference
from app.conferences.words import Profile
from app.foundation.errors import Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.institutions.words import InstitutionKind, Level

RESERVED_SLUGS = frozenset({"nouvelle"})


def create_conference(
    work: UnitOfWork,
    *,
    name: str,
    slug: str,
    region: Institution,
    profile: Profile = Profile.COTAP,
    purpose: str = "",
    timezone: str = "Europe/Paris",
    level_order: Sequence[Level] = tuple(Level),
) -> Conference:
    """Open the conference of a région; its composition comes with the act of the préfet (R3.3)."""
    work.allow(policies.may_create_conference)
    if region.kind is not InstitutionKind.REGION:
        raise Refused("Une conférence est celle d’une région : choisissez une région de l’annuaire.", rule="R3.3")
    _require_free(work, slug)
    conference: Conference = work.add(
        Conference(
            slug=slug,
            name=name.strip(),
            region_id=region.id,
            created_at=work.now(),
            profile=profile,
            purpose=purpose.strip(),
            timezone=timezone,
            level_order=[level.value for level in level_order] if profile is Profile.COTAP else [],
        )
    )
    work.record(
        ConferenceCreated(
            stream=conference.stream,
            slug=slug,
            name=conference.name,
            profile=profile.value,
            region=region.name,
        )
    )
    return conference


def _require_free(work: UnitOfWork, slug: str) -> None:
    taken = work.session.scalar(select(Conference.id).where(Conference.slug == slug))
    if taken is not None or slug in RESERVED_SLUGS:
        raise Invalid(
            "Cette adresse de page est déjà prise.",
            errors=[{"pointer": "#/slug", "detail": "Choisissez une autre adresse de page."}],
        )
