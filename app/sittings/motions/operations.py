"""The only writers of texts put to the vote. The caller has locked the sitting's row."""

import re
from typing import Any

from app.conferences.rules.finalites import check_count, check_titles
from app.conferences.rules.settings import Reglement
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.models import AgendaItem, Motion, Sitting
from app.sittings.words import CONVENED_OR_LIVE, ItemState, MotionState

from . import policies
from .events import MotionTabled, MotionWithdrawn
from .queries import motion_wire, next_number

TABLED_ON = (ItemState.ACCEPTED, ItemState.CURRENT)


def table_motion(
    work: UnitOfWork, sitting: Sitting, item: AgendaItem, *, title: str, text: str, effect: dict[str, Any] | None = None
) -> Motion:
    """Table a text on an item; `effect` is what carrying it does by itself (`{"finalites": […], "reason": …}`)."""
    work.allow(policies.may_table, sitting)
    if sitting.state not in CONVENED_OR_LIVE or item.state not in TABLED_ON:
        raise IllegalTransition("Un texte se dépose sur un point qui reste à traiter.", state=item.state.value)
    effect = effect or {}
    _check_effect(sitting, effect)
    assert work.actor.person_id is not None
    seats = sorted(work.actor.voting_seats_in(sitting.conference_id))
    motion: Motion = work.add(
        Motion(
            sitting_id=sitting.id,
            item_id=item.id,
            number=next_number(work.session, sitting.id),
            title=title.strip(),
            paragraphs=paragraphs_of(text),
            moved_at=work.now(),
            moved_by_id=work.actor.person_id,
            seat_id=seats[0] if seats else None,
            effect=effect,
            public=sitting.in_public,
        )
    )
    work.record(MotionTabled(stream=sitting.stream, audience=sitting.audience, motion=motion_wire(motion)))
    return motion


def withdraw_motion(work: UnitOfWork, sitting: Sitting, motion: Motion) -> None:
    """Withdraw a text before it is put to the vote."""
    work.allow(policies.may_withdraw, sitting, motion)
    if motion.state is not MotionState.TABLED:
        raise IllegalTransition("Un texte se retire avant d’être mis au vote.", state=motion.state.value)
    motion.state = MotionState.WITHDRAWN
    work.record(
        MotionWithdrawn(
            stream=sitting.stream,
            audience=sitting.audience,
            motion_id=motion.id,
            item_id=motion.item_id,
            by=work.actor.name,
        )
    )


def paragraphs_of(text: str) -> list[str]:
    """Return the numbered paragraphs of a text: what blank lines separate."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip()]


def _check_effect(sitting: Sitting, effect: dict[str, Any]) -> None:
    if "finalites" not in effect:
        return
    if sitting.group_id is not None:
        raise Refused("Les finalités se décident dans une séance de la conférence.", rule="R2.1")
    reglement = Reglement.from_json(sitting.reglement)
    # All that could refuse the adoption is asked now: a ballot that carries must be able to close.
    check_titles([finalite["title"] for finalite in effect["finalites"]])
    check_count(len(effect["finalites"]), reglement, effect.get("reason", ""))
