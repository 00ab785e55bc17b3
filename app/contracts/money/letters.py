"""What is written to those whom R15 wants informed of a move of credits: the State, the conference."""

from app.conferences.models import Conference
from app.conferences.words import Office
from app.contracts.correspondents import chair_of, office_of, officers_of
from app.contracts.models import Contract, CreditMove
from app.contracts.rules.amounts import euros
from app.contracts.rules.consents import Needed
from app.contracts.words import Side
from app.foundation.french import quoted
from app.foundation.unit_of_work import UnitOfWork
from app.notices.mail import SIGNATURE
from app.notices.outbox import send

KIND = "contract.credits_moved"


def tell_moved(
    work: UnitOfWork, contract: Contract, move: CreditMove, needed: Needed, *, giving: str, receiving: str
) -> None:
    """Write to the State when the collectivités' credits move, to the conference when the State decides."""
    conference = work.session.get(Conference, contract.conference_id) if contract.conference_id else None
    told = {
        **dict.fromkeys(_state(work, contract, conference) if needed.informs_state else (), "de l’État"),
        **dict.fromkeys(_conference(work, conference) if needed.informs_conference else (), "de la conférence"),
    }
    subject = f"{euros(move.amount_cents)} changent de thème : {contract.title}"
    for address, of in told.items():
        text = (
            f"Bonjour,\n\nDans {quoted(contract.title)}, {euros(move.amount_cents)} passent du thème "
            f"{quoted(giving)} au thème {quoted(receiving)}.\n\nRaison donnée : {move.reason}\n\n"
            f"Vous en êtes informé au titre {of} (règle {needed.rule}). Le registre, ligne à ligne :\n"
            f"{{site}}/contrats/{contract.slug}/argent/mouvements\n\n{SIGNATURE}\n"
        )
        send(work, to=address, subject=subject, text=text, kind=KIND, about=contract.stream)


def _state(work: UnitOfWork, contract: Contract, conference: Conference | None) -> list[str]:
    parties = [party.institution_id for party in contract.parties if party.side is Side.STATE]
    officers = [address for institution_id in parties for address in officers_of(work, institution_id)]
    return [*officers, *office_of(work, conference, Office.STATE_REPRESENTATIVE)]


def _conference(work: UnitOfWork, conference: Conference | None) -> list[str]:
    return [*chair_of(work, conference), *office_of(work, conference, Office.SECRETARY)]
