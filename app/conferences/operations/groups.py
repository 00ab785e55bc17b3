"""Members of the thematic groups, named by the conference with the criterion that admits them (R5.1)."""

from datetime import date

from sqlalchemy import or_, select

from app.conferences import policies
from app.conferences.events import GroupMemberEnded, GroupMemberNamed, stream_of
from app.conferences.models import GroupMember, ThematicGroup
from app.conferences.rules.groups import check_admission
from app.conferences.words import AdmissionCriterion, MemberCategory
from app.foundation.errors import IllegalTransition, Refused
from app.foundation.french import day as in_words
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.people.models import Person


def name_group_member(
    work: UnitOfWork,
    group: ThematicGroup,
    *,
    institution: Institution,
    category: MemberCategory,
    criterion: AdmissionCriterion | None,
    person: Person | None = None,
    named_on: date | None = None,
) -> GroupMember:
    """Name an institution to a group from a day on (today), and who sits there for it."""
    work.allow(policies.may_name_group_members, group.conference_id)
    day = named_on or work.today()
    if group.finalite.ended_at is not None:
        raise IllegalTransition("La finalité de ce groupe n’est plus en vigueur : le groupe n’admet plus personne.")
    check_admission(
        name=institution.name,
        kind=institution.kind,
        category=category,
        criterion=criterion,
        already_member=_is_member(work, group, institution, day),
    )
    assert criterion is not None  # check_admission refused its absence
    member: GroupMember = work.add(
        GroupMember(
            group_id=group.id,
            institution_id=institution.id,
            category=category,
            criterion=criterion,
            named_on=day,
            person_id=person.id if person else None,
        )
    )
    work.record(_named(group, member, institution, person))
    return member


def _named(
    group: ThematicGroup, member: GroupMember, institution: Institution, person: Person | None
) -> GroupMemberNamed:
    return GroupMemberNamed(
        stream=stream_of(group.conference_id),
        group_id=group.id,
        member_id=member.id,
        institution_id=institution.id,
        institution=institution.name,
        category=member.category.value,
        criterion=member.criterion.value,
        named_on=member.named_on.isoformat(),
        person=person.name if person else None,
    )


def end_group_member(work: UnitOfWork, member: GroupMember, *, ended_on: date | None = None, reason: str) -> None:
    """End an institution's membership from a day on, that day included."""
    work.allow(policies.may_name_group_members, member.group.conference_id)
    day = ended_on or work.today()
    if member.ended_on is not None:
        raise IllegalTransition(f"Cette participation a déjà une fin, le {in_words(member.ended_on)}.")
    if day < member.named_on:
        raise Refused(f"Cette participation commence le {in_words(member.named_on)} : elle ne peut pas finir avant.")
    member.ended_on = day
    work.record(
        GroupMemberEnded(
            stream=stream_of(member.group.conference_id),
            group_id=member.group_id,
            member_id=member.id,
            institution=member.institution.name,
            ended_on=day.isoformat(),
            reason=reason.strip(),
        )
    )


def _is_member(work: UnitOfWork, group: ThematicGroup, institution: Institution, day: date) -> bool:
    found = work.session.scalar(
        select(GroupMember.id)
        .where(
            GroupMember.group_id == group.id,
            GroupMember.institution_id == institution.id,
            or_(GroupMember.ended_on.is_(None), GroupMember.ended_on > day),
        )
        .limit(1)
    )
    return found is not None
