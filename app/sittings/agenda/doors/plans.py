"""`sitting.plan`, `sitting.change`, `sitting.cancel`, `agenda.publish`, `state_referral.make`."""

from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from marshmallow import fields, missing

from app.conferences.models import Conference, ThematicGroup
from app.conferences.rules.settings import Reglement
from app.foundation.clock import localised
from app.foundation.commands import command
from app.foundation.errors import NotFound
from app.foundation.shapes import ID, Shape, identifier, moment, text
from app.foundation.unit_of_work import UnitOfWork
from app.sittings.agenda import queries
from app.sittings.agenda.operations import plans, publication, referrals
from app.sittings.words import AttendanceProfile


class PlanSitting(Shape):
    """When, where and how. Without `public` the règlement intérieur decides; a group sits among its members."""

    conference_id = identifier()
    group_id = fields.Integer(load_default=None, validate=ID)
    title = text(200)
    starts_at = moment(required=True)
    place = text(300, required=False)
    attendance = fields.Enum(AttendanceProfile, by_value=True, load_default=AttendanceProfile.HYBRID)
    public = fields.Boolean(load_default=None)
    prefect_expected = fields.Boolean(load_default=False)
    negotiation = fields.Boolean(load_default=False)


class ChangeSitting(Shape):
    """What is not given does not change."""

    clearable = frozenset({"place"})
    sitting_id = identifier()
    title = text(200, required=False, load_default=missing)
    starts_at = moment()
    place = text(300, required=False, load_default=missing)
    attendance = fields.Enum(AttendanceProfile, by_value=True)
    public = fields.Boolean()
    prefect_expected = fields.Boolean()
    negotiation = fields.Boolean()


class CancelSitting(Shape):
    """Why, for everybody who meant to come."""

    sitting_id = identifier()
    reason = text(1000)


class OneSitting(Shape):
    """A sitting."""

    sitting_id = identifier()


class ReferQuestion(Shape):
    """A question of the State."""

    conference_id = identifier()
    title = text(200)
    question = text(5000)


@command("sitting.plan", PlanSitting)
def plan(work: UnitOfWork, *, conference_id: int, group_id: int | None, **given: Any) -> dict[str, Any]:
    """Put a sitting in preparation."""
    conference = queries.locked_conference(work.session, conference_id)
    group = _group(work, conference, group_id)
    if given["public"] is None:
        given["public"] = group is None and Reglement.from_json(conference.reglement).public_sittings
    given["starts_at"] = localised(given["starts_at"], ZoneInfo(conference.timezone))
    sitting = plans.plan_sitting(work, conference, group=group, **given)
    return {
        "message": _("La séance est en préparation. Ses membres peuvent proposer des points."),
        "location": f"/seances/{sitting.id}/preparation",
        "sitting_id": sitting.id,
    }


def _group(work: UnitOfWork, conference: Conference, group_id: int | None) -> ThematicGroup | None:
    group = work.session.get(ThematicGroup, group_id) if group_id else None
    if group_id and (group is None or group.conference_id != conference.id):
        raise NotFound(_("Ce groupe n’existe pas dans cette conférence."))
    return group


@command("sitting.change", ChangeSitting)
def change(work: UnitOfWork, *, sitting_id: int, **changes: Any) -> dict[str, Any]:
    """Change the date, the place or the way of a sitting."""
    sitting = queries.locked_with_conference(work.session, sitting_id)
    if "starts_at" in changes:
        changes["starts_at"] = localised(changes["starts_at"], ZoneInfo(sitting.conference.timezone))
    plans.change_sitting(work, sitting, **changes)
    return {"message": _("La séance est modifiée."), "version": sitting.agenda_version}


@command("sitting.cancel", CancelSitting)
def cancel(work: UnitOfWork, *, sitting_id: int, reason: str) -> dict[str, Any]:
    """Cancel a sitting; what was on its agenda waits for the next one."""
    sitting = queries.locked_with_conference(work.session, sitting_id)
    plans.cancel_sitting(work, sitting, reason=reason)
    return {
        "message": _("La séance est annulée. Ses points seront proposés à la prochaine."),
        "location": f"/seances/{sitting_id}",
    }


@command("agenda.publish", OneSitting)
def publish(work: UnitOfWork, *, sitting_id: int) -> dict[str, Any]:
    """Publish the agenda: it no longer changes, and the sitting is convened."""
    sitting = queries.locked_with_conference(work.session, sitting_id)
    publication.publish_agenda(work, sitting)
    return {
        "message": _("L’ordre du jour est publié et la séance convoquée."),
        "location": f"/seances/{sitting_id}",
        "version": sitting.agenda_version,
    }


@command("state_referral.make", ReferQuestion)
def refer(work: UnitOfWork, *, conference_id: int, title: str, question: str) -> dict[str, Any]:
    """Refer a question of the State to a conference: it appears on the next agenda."""
    conference = queries.locked_conference(work.session, conference_id)
    referral = referrals.refer_question(work, conference, title=title, question=question)
    placed = queries.items_of_referrals(work.session, conference_id).get(f"state_referral:{referral.id}")
    if placed is None:
        message = _("La conférence est saisie. La question figurera à l’ordre du jour de la prochaine séance.")
    else:
        message = _("La conférence est saisie. La question est à l’ordre du jour en préparation.")
    return {"message": message, "referral_id": referral.id, "sitting_id": placed[1].id if placed else None}
