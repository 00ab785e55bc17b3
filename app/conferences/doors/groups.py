"""Commands about the members of thematic groups."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.conferences.models import GroupMember, ThematicGroup
from app.conferences.operations import end_group_member, name_group_member
from app.conferences.policies import may_name_group_members
from app.conferences.words import AdmissionCriterion, MemberCategory
from app.foundation.commands import Answer, command, find
from app.foundation.shapes import identifier, text
from app.foundation.unit_of_work import UnitOfWork

from .reading import NestedShape, optional_id, person_of, required_institution, short_text


class NameMember(NestedShape):
    """Which institution, in which category, admitted by which criterion, and who sits for it."""

    group_id = identifier()
    institution_id = optional_id()
    institution = short_text()
    category = fields.Enum(MemberCategory, by_value=True, required=True)
    criterion = fields.Enum(AdmissionCriterion, by_value=True, load_default=None)
    person_id = optional_id()
    email = fields.Email(load_default=None)
    named_on = fields.Date(load_default=None)


@command("group.name_member", NameMember)
def name_member(
    work: UnitOfWork,
    *,
    group_id: int,
    institution_id: int | None,
    institution: str | None,
    person_id: int | None,
    email: str | None,
    **data: Any,
) -> Answer:
    """Name an institution to a thematic group, with the criterion that admits it."""
    group = find(work, ThematicGroup, group_id, lock=True)
    # Asked before anybody is looked for: who has an account is told to nobody else.
    work.allow(may_name_group_members, group.conference_id)
    named = required_institution(work, id=institution_id, words=institution)
    person = person_of(work, id=person_id, email=email)
    member = name_group_member(work, group, institution=named, person=person, **data)
    return {"message": _("%(name)s est membre du groupe.", name=named.name), "member_id": member.id}


class EndMember(NestedShape):
    """From which day (today) the institution is no longer a member, and why."""

    member_id = identifier()
    ended_on = fields.Date(load_default=None)
    reason = text(300)


@command("group.end_member", EndMember)
def end_member(work: UnitOfWork, member_id: int, ended_on: date | None, reason: str) -> Answer:
    """End the membership of an institution in a thematic group."""
    member = find(work, GroupMember, member_id, lock=True)
    end_group_member(work, member, ended_on=ended_on, reason=reason)
    return {"message": _("%(name)s n’est plus membre du groupe.", name=member.institution.name)}
