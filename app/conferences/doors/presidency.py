"""Commands of the turning presidency."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import fields

from app.conferences.models import Conference, PresidencyTerm
from app.conferences.operations import choose_president, plan_term, vacate_presidency
from app.foundation.commands import Answer, command, find
from app.foundation.shapes import identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.words import Level
from app.web.french import date_fr

from .reading import NestedShape, conference_of, institution_of, optional_id, required_institution, short_text


class PlanTerm(NestedShape):
    """A term to come: its level, and its institution with the decision if it is already chosen."""

    conference_id = identifier()
    level = fields.Enum(Level, by_value=True, required=True)
    starts_on = fields.Date(load_default=None)
    ends_on = fields.Date(load_default=None)
    institution_id = optional_id()
    institution = short_text()
    decision = text(300, required=False)
    skip_reason = text(300, required=False)


@command("presidency.plan", PlanTerm)
def plan(work: UnitOfWork, conference_id: int, **data: Any) -> Answer:
    """Add a term to the public plan of the presidency."""
    conference = conference_of(work, conference_id)
    institution = institution_of(work, id=data.pop("institution_id"), words=data.pop("institution"))
    term = plan_term(work, conference, institution=institution, **data)
    message = _(
        "Une présidence est inscrite au plan, du %(start)s au %(end)s.",
        start=date_fr(term.starts_on),
        end=date_fr(term.ends_on),
    )
    return {"message": message, "term_id": term.id}


class ChoosePresident(NestedShape):
    """The institution of a planned term, and the decision that chose it."""

    term_id = identifier()
    institution_id = optional_id()
    institution = short_text()
    decision = text(300)


@command("presidency.choose", ChoosePresident)
def choose(
    work: UnitOfWork, term_id: int, institution_id: int | None, institution: str | None, decision: str
) -> Answer:
    """Write which institution chairs during a term, by which recorded decision."""
    term, conference = _term(work, term_id)
    chosen = required_institution(work, id=institution_id, words=institution)
    choose_president(work, conference, term, institution=chosen, decision=decision)
    return {"message": _("%(name)s préside à partir du %(start)s.", name=chosen.name, start=date_fr(term.starts_on))}


class VacatePresidency(NestedShape):
    """From which day the presidency is vacant and why; who assures the interim, if already chosen."""

    term_id = identifier()
    on = fields.Date(required=True)
    reason = text(300)
    institution_id = optional_id()
    institution = short_text()
    decision = text(300, required=False)


@command("presidency.vacate", VacatePresidency)
def vacate(work: UnitOfWork, term_id: int, institution_id: int | None, institution: str | None, **data: Any) -> Answer:
    """Note that the presidency is vacant; an interim of the same level runs until the end of the term."""
    term, conference = _term(work, term_id)
    interim = institution_of(work, id=institution_id, words=institution)
    stored = vacate_presidency(work, conference, term, interim=interim, **data)
    who = interim.name if interim else _("une institution à choisir")
    message = _(
        "La vacance est constatée au %(day)s. L’intérim est assuré par %(who)s jusqu’au %(end)s.",
        day=date_fr(stored.starts_on),
        who=who,
        end=date_fr(stored.ends_on),
    )
    return {"message": message, "term_id": stored.id}


def _term(work: UnitOfWork, term_id: int) -> tuple[PresidencyTerm, Conference]:
    term: PresidencyTerm = find(work, PresidencyTerm, term_id)
    conference = conference_of(work, term.conference_id)
    # Read again under the lock of the conference: somebody may have chosen meanwhile.
    work.session.refresh(term)
    return term, conference
