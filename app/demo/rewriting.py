"""Two riders to the invented contract whose money is followed: one signed, which its text shows, one still a draft."""

from functools import partial

from sqlalchemy import select

from app.contracts.models import Rider
from app.contracts.words import RiderState

from .drafting import CLAUSES
from .spending import act, contract_id, parties_of
from .story import Story

SIGNED, OPENED = -5, -3


def schedule_riders(story: Story) -> None:
    """Put the riders in their time."""
    for day, scene in ((SIGNED, sign_rider), (OPENED, open_another)):
        story.schedule(story.calendar.at(day, "11:00"), partial(scene, story))


def sign_rider(story: Story) -> None:
    """Have a rider bring the meetings closer to one another, signed by each party."""
    act(
        story,
        "maubeuge",
        "rider.open",
        title="Des réunions plus fréquentes",
        reason="Au premier comité, toutes les parties ont trouvé que six mois sont longs.",
    )
    rider, fields = draft_rider(story), {**CLAUSES["method"][0], "meetings_months": 3}
    act(story, "maubeuge", "clause.write", kind="method", fields=fields, rider_id=rider, expected_version=0)
    signature = {
        "signatory": "Dominique Gabarit, par délégation (fictif)",
        "signed_on": story.calendar.day(SIGNED).isoformat(),
    }
    for who, party in parties_of(story).items():
        act(story, who, "rider.sign", rider_id=rider, party_id=party, **signature)


def open_another(story: Story) -> None:
    """Have the State open a rider that nobody has signed yet."""
    act(
        story,
        "etat",
        "rider.open",
        title="Une maison de santé de plus",
        reason="Deux médecins d’essai cherchent un lieu d’exercice.",
    )
    prose = "L’État apporte l’ingénierie du projet ; l’agglomération apporte le lieu."
    told = {"kind": "free", "title": "Maison de santé de Louvroil", "prose": prose}
    act(story, "etat", "clause.write", rider_id=draft_rider(story), **told)


def draft_rider(story: Story) -> int:
    """Return the rider that is still a draft."""
    with story.units.reading() as session:
        wanted = select(Rider.id).filter_by(contract_id=contract_id(story), state=RiderState.DRAFT)
        return session.scalars(wanted).one()
