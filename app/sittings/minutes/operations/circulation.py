"""From draft to the corrections of members. The caller has locked the sitting's row."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from app.conferences.rules.settings import Reglement
from app.foundation.clock import local_date
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.minutes import policies, queries
from app.sittings.minutes.events import (
    MinutesCirculated,
    MinutesCorrectionAnswered,
    MinutesCorrectionProposed,
    MinutesTakenBack,
)
from app.sittings.minutes.freezing import freeze, refreeze
from app.sittings.minutes.headings import record_of
from app.sittings.models import AgendaItem, ItemNote, Minutes, MinutesCorrection, Sitting
from app.sittings.rules.minutes import STATE_WORDS, check_circulation, check_minutes_transition
from app.sittings.words import MinutesState, SittingState


def circulate(work: UnitOfWork, sitting: Sitting) -> Minutes:
    """Freeze the minutes drawn from the record and open them to corrections."""
    work.allow(policies.may_draft, sitting)
    if sitting.state is not SittingState.CLOSED:
        raise IllegalTransition(
            "Le procès-verbal se soumet à corrections une fois la séance levée.", state=sitting.state.value
        )
    minutes = work.session.get(Minutes, sitting.id) or work.add(Minutes(sitting_id=sitting.id))
    check_minutes_transition(minutes.state, MinutesState.CIRCULATED)
    drawn = queries.drawn(work.session, sitting)
    check_circulation(record_of(drawn.members))
    minutes.state, minutes.circulated_at = MinutesState.CIRCULATED, work.now()
    freeze(minutes, drawn)
    assert minutes.content_hash is not None
    work.record(
        MinutesCirculated(
            stream=sitting.stream,
            sitting_id=sitting.id,
            title=drawn.members.title,
            content_hash=minutes.content_hash,
            corrections_until=(work.today() + timedelta(days=corrections_days(sitting))).isoformat(),
            by=work.actor.name,
        )
    )
    return minutes


def corrections_days(sitting: Sitting) -> int:
    """Return how many days members have to correct minutes."""
    return Reglement.from_json(sitting.reglement).corrections_days


def take_back(work: UnitOfWork, sitting: Sitting, minutes: Minutes, *, reason: str) -> None:
    """Make circulated minutes a draft again, for a reason that members read."""
    work.allow(policies.may_draft, sitting)
    check_minutes_transition(minutes.state, MinutesState.DRAFT)
    minutes.state, minutes.circulated_at = MinutesState.DRAFT, None
    minutes.content, minutes.content_hash, minutes.public_hash = None, None, None
    work.record(
        MinutesTakenBack(stream=sitting.stream, sitting_id=sitting.id, reason=reason.strip(), by=work.actor.name)
    )


def propose_correction(
    work: UnitOfWork, sitting: Sitting, minutes: Minutes | None, *, text: str, item: AgendaItem | None = None
) -> MinutesCorrection:
    """Ask for a correction while the minutes are circulated and the window is open."""
    work.allow(policies.may_correct, sitting)
    _check_open_to_corrections(work, sitting, minutes)
    if item is not None and item.sitting_id != sitting.id:
        raise Refused("Ce point est celui d’une autre séance.", rule="S10")
    assert work.actor.person_id is not None
    correction: MinutesCorrection = work.add(
        MinutesCorrection(
            sitting_id=sitting.id,
            item_id=item.id if item else None,
            text=text.strip(),
            proposed_at=work.now(),
            proposed_by_id=work.actor.person_id,
        )
    )
    work.record(
        MinutesCorrectionProposed(
            stream=sitting.stream,
            correction_id=correction.id,
            item_id=correction.item_id,
            text=correction.text,
            by=work.actor.name,
        )
    )
    return correction


def _check_open_to_corrections(work: UnitOfWork, sitting: Sitting, minutes: Minutes | None) -> None:
    state = minutes.state if minutes else MinutesState.DRAFT
    if minutes is None or minutes.circulated_at is None or state is not MinutesState.CIRCULATED:
        raise IllegalTransition(
            f"Ce procès-verbal est {STATE_WORDS[state]} : il ne se corrige que pendant qu’il est soumis à corrections.",
            state=state.value,
        )
    zone = ZoneInfo(sitting.conference.timezone)
    until = local_date(minutes.circulated_at, zone) + timedelta(days=corrections_days(sitting))
    if local_date(work.now(), zone) > until:
        raise Refused("Le délai de correction est passé. Demandez la parole quand ce procès-verbal sera mis aux voix.")


def answer_correction(
    work: UnitOfWork,
    sitting: Sitting,
    minutes: Minutes | None,
    correction: MinutesCorrection,
    *,
    accepted: bool,
    answer: str,
    discussion: str = "",
) -> None:
    """Make a correction or decline it, with words; `discussion` is the new substance of its item."""
    work.allow(policies.may_draft, sitting)
    if minutes is None or minutes.state is not MinutesState.CIRCULATED:
        raise IllegalTransition("Ce procès-verbal n’est plus soumis à corrections.")
    if correction.accepted is not None:
        raise IllegalTransition("Cette correction a déjà reçu une réponse.")
    if not accepted and not answer.strip():
        raise Refused("Dites pourquoi cette correction n’est pas retenue. Son auteur lira votre réponse.", rule="S10")
    if accepted and discussion.strip():
        _rewrite(work, correction, discussion)
    correction.accepted, correction.answer = accepted, answer.strip()
    correction.answered_at, correction.answered_by_id = work.now(), work.actor.person_id
    work.session.flush()
    refreeze(work.session, sitting, minutes)
    assert minutes.content_hash is not None
    work.record(
        MinutesCorrectionAnswered(
            stream=sitting.stream,
            correction_id=correction.id,
            accepted=accepted,
            answer=correction.answer,
            content_hash=minutes.content_hash,
            by=work.actor.name,
        )
    )


def _rewrite(work: UnitOfWork, correction: MinutesCorrection, discussion: str) -> None:
    if correction.item_id is None:
        raise Refused("Cette correction ne porte pas sur un point : les faits viennent du journal de la séance.")
    assert work.actor.person_id is not None
    note = work.session.get(ItemNote, correction.item_id)
    if note is None:
        work.session.add(
            ItemNote(
                item_id=correction.item_id,
                text=discussion.strip(),
                written_at=work.now(),
                written_by_id=work.actor.person_id,
            )
        )
        return
    note.text, note.written_at, note.written_by_id = discussion.strip(), work.now(), work.actor.person_id
