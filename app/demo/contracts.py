"""Brings the real contracts of the region to the demonstration, and names those who answer for some parties (R6.1)."""

from datetime import timedelta
from functools import partial

from sqlalchemy import select

from app.conferences.models import Conference
from app.contracts.importing.bodies import read_bodies
from app.contracts.importing.catalogue import import_figures, import_schemes
from app.contracts.importing.faults import Faults
from app.contracts.importing.names import recognise_names
from app.contracts.importing.operations import import_contracts
from app.contracts.importing.reading import read_contracts
from app.institutions.models import Institution
from app.institutions.naming import search_form
from app.institutions.words import InstitutionKind

from .data import shipped
from .story import Story

IMPORTED, NAMED = -200, -198
# player → the institution (known to the story, or named), the act
OFFICERS = {
    "referent_etat": ("État", "Arrêté préfectoral n° 12 (fictif)"),
    "referent_nord": ("nord", "Délibération n° 4 (fictive)"),
    "referent_maubeuge": ("maubeuge", "Délibération n° 27 (fictive)"),
}


def schedule_contracts(story: Story) -> None:
    """Put the import of the contracts in its time, then the naming of officers."""
    story.schedule(story.calendar.at(IMPORTED, "09:00"), partial(bring_contracts, story))
    story.schedule(story.calendar.at(NAMED, "11:00"), partial(name_officers, story))


def bring_contracts(story: Story) -> None:
    """Import the catalogue, the figures, then the contracts, as the command line does."""
    faults = Faults()
    given, bodies = shipped("contrats"), read_bodies(shipped("institutions"), faults)
    records = read_contracts(given, faults)
    region = story.institutions["region"]
    # The directory is of today: what is added to it comes after its import.
    with story.clock.at(story.calendar.now), story.units.begin(story.system) as work:
        recognise_names(work, records, bodies, region)
    with story.units.begin(story.system) as work:
        import_schemes(
            work,
            shipped("dispositifs"),
            programmes=shipped("programmes_nationaux"),
            projects=shipped("projets_hors_contrat"),
        )
        import_figures(work, shipped("indicateurs"), region_id=region)
        conference = work.session.get_one(Conference, story.conference_id)
        import_contracts(work, given, bodies=bodies, conference=conference, faults=faults)


def name_officers(story: Story) -> None:
    """Name the officers of three parties; the others stay on the list of those without one."""
    with story.units.reading() as session:
        state = session.scalars(
            select(Institution.id).where(
                Institution.kind == InstitutionKind.STATE_SERVICE, Institution.search_name == search_form("État")
            )
        ).one()
    day = (story.calendar.today + timedelta(days=NAMED)).isoformat()
    with story.clock.at(story.calendar.now):
        for player, (institution, proof) in OFFICERS.items():
            story.act(
                "secretariat",
                "officer.name",
                institution_id=story.institutions.get(institution, state),
                person_id=story.persons[player],
                starts_on=day,
                proof=proof,
            )
    story.rights_changed()
