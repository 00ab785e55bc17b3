"""The State refers a question; it must appear on the next agenda (R3.6)."""

from app.conferences import policies
from app.conferences.models import Conference, StateReferral
from app.foundation.facts import MEMBERS
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda.events import StateReferralMade

from .next_agenda import fill_next_agenda


def refer_question(work: UnitOfWork, conference: Conference, *, title: str, question: str) -> StateReferral:
    """Put a question to the conference: on the next agenda in preparation at once, or on the next one there is."""
    work.allow(policies.may_refer_question, conference.id)
    assert work.actor.person_id is not None
    referral: StateReferral = work.add(
        StateReferral(
            conference_id=conference.id,
            title=title.strip(),
            question=question.strip(),
            referred_at=work.now(),
            referred_by_id=work.actor.person_id,
        )
    )
    work.record(
        StateReferralMade(
            stream=conference.stream,
            # As every agenda item: members first, everybody when an agenda with it is published.
            audience=MEMBERS,
            referral_id=referral.id,
            title=referral.title,
            question=referral.question,
        )
    )
    fill_next_agenda(work, conference, group_id=None)
    return referral
