"""Finalités and the thematic group each of them has (R2, R5)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.conferences.words import AdmissionCriterion, FinaliteOrigin, MemberCategory
from app.foundation.database import Model, Word
from app.institutions.models import Institution
from app.people.models import Person


class Finalite(Model):
    """A purpose of public action seen from the citizen."""

    __tablename__ = "finalites"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"), index=True)
    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    rank: Mapped[int]
    origin: Mapped[FinaliteOrigin] = mapped_column(Word(FinaliteOrigin))
    adopted_at: Mapped[datetime]
    decided_by: Mapped[str] = mapped_column(default="")
    """The ballot (`ballot:7`) or the act of the State that defined it."""
    range_reason: Mapped[str] = mapped_column(default="")
    """The chair's reason when their number is outside the usual range (R2.1)."""
    ended_at: Mapped[datetime | None] = mapped_column(default=None)

    group: Mapped["ThematicGroup"] = relationship(back_populates="finalite", init=False)


class ThematicGroup(Model):
    """The group of all partners concerned by one finalité; piloted by whoever chairs the conference (R5.2)."""

    __tablename__ = "thematic_groups"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    conference_id: Mapped[int] = mapped_column(ForeignKey("conferences.id"), index=True)
    finalite_id: Mapped[int] = mapped_column(ForeignKey("finalites.id"), unique=True)
    name: Mapped[str]
    created_at: Mapped[datetime]

    finalite: Mapped[Finalite] = relationship(back_populates="group", init=False)
    members: Mapped[list["GroupMember"]] = relationship(
        back_populates="group", init=False, default_factory=list, order_by="GroupMember.id"
    )


class GroupMember(Model):
    """An institution named to a group, with the criterion that admits it (R5.1), and who sits for it."""

    __tablename__ = "group_members"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    group_id: Mapped[int] = mapped_column(ForeignKey("thematic_groups.id"), index=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institutions.id"))
    category: Mapped[MemberCategory] = mapped_column(Word(MemberCategory))
    criterion: Mapped[AdmissionCriterion] = mapped_column(Word(AdmissionCriterion))
    named_on: Mapped[date]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), default=None, index=True)
    ended_on: Mapped[date | None] = mapped_column(default=None)

    group: Mapped[ThematicGroup] = relationship(back_populates="members", init=False)
    institution: Mapped[Institution] = relationship(init=False)
    person: Mapped[Person | None] = relationship(init=False)
