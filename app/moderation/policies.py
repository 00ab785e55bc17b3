"""Who examines reports. The docstring is what the refused person reads.

The secretariat of a conference for the contents of its conference; the operator for what belongs to none. Never who
wrote the content, the service that is questioned, the chair or the State: moderation is no way out of a question.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from app.foundation.actors import Actor, CapacityKind

if TYPE_CHECKING:
    from .models import Contest, ModerationCase


def _keeps(actor: Actor, case: ModerationCase) -> bool:
    if case.conference_id is None:
        return actor.administrator
    return actor.holds(case.conference_id, CapacityKind.SECRETARY)


def _concerned(actor: Actor, case: ModerationCase) -> bool:
    """Tell whether the content is theirs, or questions them."""
    mine = actor.person_id is not None and actor.person_id == case.author_id
    asked = case.asked_id is not None and case.asked_id in actor.officer_for()
    at = case.conference_id
    heads = at is not None and actor.holds(at, CapacityKind.CHAIR, CapacityKind.PARTNER)
    return mine or asked or heads


def may_see_queue(actor: Actor) -> bool:
    """Les signalements sont examinés par le secrétariat d’une conférence et par l’administrateur de la plateforme."""
    return actor.administrator or any(c.kind is CapacityKind.SECRETARY for c in actor.capacities)


def may_moderate(actor: Actor, case: ModerationCase) -> bool:
    """Seul le secrétariat de la conférence (l’administrateur hors conférence) décide, jamais qui est en cause."""
    return _keeps(actor, case) and not _concerned(actor, case)


def may_read_case(actor: Actor, case: ModerationCase) -> bool:
    """Ce dossier est lu par qui peut décider ou réexaminer, jamais par qui est en cause."""
    return (_keeps(actor, case) or actor.administrator) and not _concerned(actor, case)


def may_review(actor: Actor, contest: Contest) -> bool:
    """Une contestation est tranchée par quelqu’un d’autre que l’auteur de la décision, et qui n’est pas en cause."""
    case = contest.decision.case
    other = actor.person_id is not None and actor.person_id != contest.decision.decided_by_id
    # Where nobody else keeps the register, the operator sees to it that nobody judges their own decision.
    outside = case.conference_id is None and any(c.kind is CapacityKind.SECRETARY for c in actor.capacities)
    return other and (_keeps(actor, case) or actor.administrator or outside) and not _concerned(actor, case)


def may_contest(actor: Actor, person_ids: Collection[int | None]) -> bool:
    """Seule la personne à qui la décision fait grief la conteste : qui a écrit le contenu, ou qui l’a signalé."""
    return actor.person_id is not None and actor.person_id in person_ids


def may_lift_holds(actor: Actor) -> bool:
    """Le service automatique lève à leur terme les mesures conservatoires et oublie ce dont la durée est passée."""
    return actor.system
