"""The only writers of the directory."""

from sqlalchemy import select

from app.foundation.errors import Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork

from . import policies
from .events import DirectoryImported, PartnerAdded
from .identifiers import read_siren, read_siret
from .loading import Advance, Changes, load
from .models import Institution
from .naming import search_form
from .source import Directory
from .words import InstitutionKind


def import_directory(work: UnitOfWork, directory: Directory, *, advance: Advance = lambda _rows: None) -> Changes:
    """Bring the directory to what its publisher says; what disappeared is closed, never deleted."""
    work.allow(policies.may_import_directory)
    changes = load(work.session, directory, work.today(), advance)
    if changes.any:
        work.record(
            DirectoryImported(
                created=changes.created,
                updated=changes.updated,
                closed=changes.closed,
                joined=changes.joined,
                left=changes.left,
            )
        )
    return changes


def add_partner(
    work: UnitOfWork, *, kind: InstitutionKind, name: str, siren: str | None = None, siret: str | None = None
) -> Institution:
    """Add an institution that the official directory does not contain: chamber, association, State service…"""
    work.allow(policies.may_add_partner)
    if kind.level is not None:
        raise Refused("Les régions, départements, EPCI et communes viennent de l’annuaire officiel.")
    if siret is not None:
        siret = read_siret(siret)
        siren = siren or siret[:9]
    if siren is not None:
        siren = read_siren(siren)
        if siret is not None and siret[:9] != siren:
            raise _wrong("siret", "Un SIRET commence par le SIREN de son institution.")
        if work.session.scalar(select(Institution.id).where(Institution.siren == siren).limit(1)):
            raise _wrong("siren", "Une institution de l’annuaire porte déjà ce numéro.")
    partner: Institution = work.add(
        Institution(
            kind=kind, name=name.strip(), search_name=search_form(name), siren=siren, siret=siret, source="ajout"
        )
    )
    work.record(PartnerAdded(institution_id=partner.id, name=partner.name))
    return partner


def _wrong(field: str, detail: str) -> Invalid:
    return Invalid("Corrigez le numéro signalé.", errors=[{"pointer": f"#/{field}", "detail": detail}])
