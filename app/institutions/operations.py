"""The only writers of the directory."""

from datetime import date

from sqlalchemy import select

from app.foundation.errors import Invalid, Refused
from app.foundation.unit_of_work import UnitOfWork

from . import policies
from .events import DirectoryImported, InstitutionEnded, PartnerAdded, PartnerChanged
from .identifiers import read_siren, read_siret
from .loading import Advance, Changes, load
from .models import Institution
from .naming import search_form
from .source import SOURCE, Directory
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


def change_partner(work: UnitOfWork, institution: Institution, *, name: str) -> None:
    """Give an institution added by hand its new name; the official ones are named by their publisher."""
    work.allow(policies.may_keep_directory)
    if institution.source == SOURCE:
        raise Refused("Le nom de cette institution vient de l’annuaire officiel : sa mise à jour le corrigera.")
    former = institution.name
    if name.strip() == former:
        return
    institution.name, institution.search_name = name.strip(), search_form(name)
    work.record(PartnerChanged(institution_id=institution.id, name=institution.name, former=former))


def end_institution(
    work: UnitOfWork, institution: Institution, *, closed_on: date, reason: str, successor: Institution | None = None
) -> None:
    """Say that an institution ended, and which one took its place; nothing that cites it is rewritten.

    An official one ends by its publisher: what is said here of it is its successor, with the day already known.
    """
    work.allow(policies.may_keep_directory)
    if institution.source == SOURCE and institution.closed_on is None:
        raise Refused("Cette institution est encore dans l’annuaire officiel : sa mise à jour dira si elle disparaît.")
    if closed_on > work.today():
        raise _wrong("closed_on", "Ce jour n’est pas encore venu : revenez quand l’institution aura pris fin.")
    _check_successor(work, institution, successor)
    institution.closed_on = institution.closed_on if institution.source == SOURCE else closed_on
    institution.successor_id = successor.id if successor else None
    assert institution.closed_on is not None
    work.record(
        InstitutionEnded(
            institution_id=institution.id,
            name=institution.name,
            closed_on=institution.closed_on.isoformat(),
            successor=successor.name if successor else None,
            reason=reason.strip(),
        )
    )


def _check_successor(work: UnitOfWork, institution: Institution, successor: Institution | None) -> None:
    """Refuse a successor that ended too, or that leads back to the institution itself."""
    seen = successor
    while seen is not None:
        if seen.id == institution.id:
            raise _wrong("successor", "Une institution ne se succède pas à elle-même.")
        seen = work.session.get(Institution, seen.successor_id) if seen.successor_id else None
    if successor is not None and successor.closed_on is not None:
        raise _wrong("successor", "Cette institution n’existe plus : donnez celle qui existe aujourd’hui.")


def _wrong(field: str, detail: str) -> Invalid:
    return Invalid("Corrigez l’information signalée.", errors=[{"pointer": f"#/{field}", "detail": detail}])
