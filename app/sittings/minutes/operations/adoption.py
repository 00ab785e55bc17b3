"""From adoption to publication. The caller has locked the sitting's row."""

from zoneinfo import ZoneInfo

from app.foundation.clock import local_date
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.facts import MEMBERS, PUBLIC
from app.foundation.unit_of_work import UnitOfWork
from app.sittings import roles
from app.sittings.minutes import policies, queries
from app.sittings.minutes.content import fingerprint
from app.sittings.minutes.events import MinutesAdopted, MinutesPublished, MinutesSealed, MinutesSigned
from app.sittings.minutes.freezing import refreeze
from app.sittings.models import Minutes, Sitting
from app.sittings.rules.minutes import check_adoption, check_minutes_transition
from app.sittings.words import MinutesState

from .circulation import corrections_days

CHAIR, SECRETARY = "présidence", "secrétariat"


def adopt(work: UnitOfWork, sitting: Sitting, minutes: Minutes, adopted_in: Sitting) -> None:
    """Put on record that a later sitting adopted the minutes, with the answers to corrections."""
    work.allow(policies.may_record_adoption, adopted_in)
    check_minutes_transition(minutes.state, MinutesState.ADOPTED)
    _check_same_assembly(sitting, adopted_in)
    _check_dates(sitting, minutes, adopted_in)
    waiting = [c for c in queries.corrections_of(work.session, sitting.id) if c.accepted is None]
    if waiting:
        raise Refused("Des corrections attendent une réponse. Répondez à chacune avant l’adoption.", rule="S10")
    refreeze(work.session, sitting, minutes)
    minutes.state, minutes.adopted_at, minutes.adopted_in_id = MinutesState.ADOPTED, work.now(), adopted_in.id
    assert minutes.content is not None
    assert minutes.content_hash is not None
    for stream, audience in ((sitting.stream, told_to(sitting)), (adopted_in.stream, adopted_in.audience)):
        work.record(
            MinutesAdopted(
                stream=stream,
                audience=audience,
                sitting_id=sitting.id,
                title=minutes.content["members"]["title"],
                adopted_in_id=adopted_in.id,
                content_hash=minutes.content_hash,
                public_hash=minutes.public_hash,
                by=work.actor.name,
            )
        )


def told_to(sitting: Sitting) -> str:
    """Return who may read of the life of a sitting's minutes once they are adopted."""
    return PUBLIC if sitting.public else MEMBERS


def _check_same_assembly(sitting: Sitting, adopted_in: Sitting) -> None:
    if (sitting.conference_id, sitting.group_id) != (adopted_in.conference_id, adopted_in.group_id):
        raise Refused("Un procès-verbal s’adopte dans une séance de la même assemblée.", rule="S10")
    if adopted_in.opened_at is None:
        raise IllegalTransition("Cette séance n’a pas encore été ouverte.", state=adopted_in.state.value)


def _check_dates(sitting: Sitting, minutes: Minutes, adopted_in: Sitting) -> None:
    zone = ZoneInfo(sitting.conference.timezone)
    assert sitting.opened_at is not None
    assert minutes.circulated_at is not None
    assert adopted_in.opened_at is not None
    check_adoption(
        sitting_on=local_date(sitting.opened_at, zone),
        adopted_on=local_date(adopted_in.opened_at, zone),
        circulated_on=local_date(minutes.circulated_at, zone),
        corrections_days=corrections_days(sitting),
    )


def sign(work: UnitOfWork, sitting: Sitting, minutes: Minutes) -> None:
    """Sign the adopted content; the second of the two signatures seals it."""
    work.allow(policies.may_sign, sitting)
    check_minutes_transition(minutes.state, MinutesState.SEALED)
    check_intact(minutes)
    quality = _quality_left(work, sitting, minutes)
    assert minutes.content_hash is not None
    signature = {
        "person_id": work.actor.person_id,
        "name": work.actor.name,
        "quality": quality,
        "signed_at": work.now().isoformat(),
        "content_hash": minutes.content_hash,
    }
    minutes.signatures = [*minutes.signatures, signature]
    work.record(
        MinutesSigned(
            stream=sitting.stream,
            audience=told_to(sitting),
            sitting_id=sitting.id,
            name=work.actor.name,
            quality=quality,
            content_hash=minutes.content_hash,
        )
    )
    if {s["quality"] for s in minutes.signatures} == {CHAIR, SECRETARY}:
        _seal(work, sitting, minutes)


def check_intact(minutes: Minutes) -> None:
    """Refuse to go on with a content that is not the one whose fingerprint was put on record."""
    assert minutes.content is not None
    if fingerprint(minutes.content["members"]) != minutes.content_hash:
        raise Refused(
            "Le contenu enregistré ne correspond plus à son empreinte. Faites vérifier la base avant de continuer.",
            rule="S10",
        )


def _quality_left(work: UnitOfWork, sitting: Sitting, minutes: Minutes) -> str:
    """Return in what quality the actor signs: that in which they held the sitting, or hold the office now."""
    signed = {s["quality"] for s in minutes.signatures}
    if any(s["person_id"] == work.actor.person_id for s in minutes.signatures):
        raise IllegalTransition("Vous avez déjà signé ce procès-verbal.")
    may_be = []
    if work.actor.person_id == sitting.chair_person_id or roles.chairs(work.actor, sitting):
        may_be.append(CHAIR)
    if work.actor.person_id == sitting.secretary_person_id or roles.keeps_record(work.actor, sitting):
        may_be.append(SECRETARY)
    left = [quality for quality in may_be if quality not in signed]
    if not left:
        raise IllegalTransition(f"La signature de la {may_be[0]} est déjà donnée." if CHAIR in may_be else SIGNED)
    return left[0]


SIGNED = "La signature du secrétariat est déjà donnée."


def _seal(work: UnitOfWork, sitting: Sitting, minutes: Minutes) -> None:
    minutes.state, minutes.sealed_at = MinutesState.SEALED, work.now()
    assert minutes.content_hash is not None
    work.record(
        MinutesSealed(
            stream=sitting.stream,
            audience=told_to(sitting),
            sitting_id=sitting.id,
            content_hash=minutes.content_hash,
            public_hash=minutes.public_hash,
        )
    )


def publish(work: UnitOfWork, sitting: Sitting, minutes: Minutes) -> None:
    """Let everybody read the public minutes."""
    work.allow(policies.may_publish, sitting)
    check_minutes_transition(minutes.state, MinutesState.PUBLISHED)
    if not sitting.public or minutes.content is None or minutes.public_hash is None:
        raise Refused("Cette séance n’était pas publique : son procès-verbal reste à ses membres.", rule="S11")
    check_intact(minutes)
    minutes.state, minutes.published_at = MinutesState.PUBLISHED, work.now()
    for stream in (sitting.stream, sitting.conference.stream):
        work.record(
            MinutesPublished(
                stream=stream,
                sitting_id=sitting.id,
                title=minutes.content["members"]["title"],
                public_hash=minutes.public_hash,
                by=work.actor.name,
            )
        )
