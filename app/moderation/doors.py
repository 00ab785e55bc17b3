"""The commands of moderation. What a visitor types is in no message, no address and no stored answer."""

from flask_babel import gettext as _
from marshmallow import fields, validate
from sqlalchemy import select

from app.foundation.commands import Answer, command, find
from app.foundation.errors import Invalid, NotFound
from app.foundation.shapes import Shape, identifier, text
from app.foundation.unit_of_work import UnitOfWork
from app.interpellations.words import HidingGround
from app.people.throttling import network
from app.web.house import house

from . import operations
from .links import Links
from .models import Contest, ModerationCase, ModerationDecision, Report
from .policies import may_read_case
from .queries import MISSING
from .rules import LONGEST_HOLD, LONGEST_SUSPENSION
from .throttling import spend_report
from .words import ReportReason

EMAIL = validate.Length(max=200, error="200 signes au plus.")


class ReportContent(Shape):
    """Which content, why, in words, and where to answer."""

    content = text(60)
    reason = fields.Enum(
        ReportReason, by_value=True, required=True, error_messages={"required": "Choisissez une raison."}
    )
    words = text(2000, error_messages={"required": "Expliquez en quelques mots."})
    email = fields.Email(load_default=None, validate=EMAIL)


class OneCase(Shape):
    """A case, and the reasons of what is decided: those concerned read them."""

    case_id = identifier()
    reason = text(1000)


class Hide(Shape):
    """A case, the coded ground, and a precision; public."""

    case_id = identifier()
    ground = fields.Enum(HidingGround, by_value=True, required=True)
    detail = text(300, required=False)


class Mask(Hide):
    """And the passage."""

    passage = text(4000)


def _days(most: int) -> fields.Integer:
    return fields.Integer(required=True, validate=validate.Range(min=1, max=most, error=f"De 1 à {most} jours."))


class Hold(Hide):
    """And for how many days at most."""

    days = _days(LONGEST_HOLD)


class Suspend(OneCase):
    """And for how many days."""

    days = _days(LONGEST_SUSPENSION)


class ContestDecision(Shape):
    """A decision, and what is wrong with it."""

    decision_id = identifier()
    words = text(2000)


class ContestByLink(ContestDecision):
    """And the end of the link of one's report."""

    token = text(300)


class SettleContest(Shape):
    """Whether the decision stands, and why."""

    contest_id = identifier()
    upheld = fields.Boolean(required=True)
    reason = text(1000)


def _received() -> str:
    return str(_("Votre contestation est reçue ; quelqu’un d’autre y répondra, avec ses motifs."))


def _links() -> Links:
    return Links.of(house().settings)


def case_of(work: UnitOfWork, id: int) -> ModerationCase:
    """Return the case, its row locked: decisions of one case follow one another."""
    wanted = select(ModerationCase).where(ModerationCase.id == id).with_for_update(of=ModerationCase)
    found = work.session.scalars(wanted).one_or_none()
    if found is None or not may_read_case(work.actor, found):
        raise NotFound(MISSING)
    return found


# The answer holds the link of the report: it is given once and not kept for a retry.
@command("content.report", ReportContent, remembered=False)
def report(work: UnitOfWork, content: str, reason: ReportReason, words: str, email: str | None) -> Answer:
    """Report a public content, with or without an account."""
    if email is not None and not email.isascii():
        pointer = {"pointer": "#/email", "detail": _("Cette adresse contient des lettres qui ne voyagent pas.")}
        raise Invalid(_("Corrigez l’adresse, puis recommencez."), errors=[pointer])
    spend_report(work.actor, content, email)
    made = operations.report_content(
        work, content, reason=reason, words=words, email=email, network=network(), links=_links()
    )
    told = _(
        "Votre signalement nº\u00a0%(number)s est reçu. Gardez l’adresse de cette page pour le suivre.", number=made.id
    )
    return {"message": told, "location": _links().of_report(made.id), "report_id": made.id}


@command("moderation.dismiss", OneCase)
def dismiss(work: UnitOfWork, case_id: int, reason: str) -> Answer:
    """Leave a reported content as it is."""
    operations.dismiss(work, case_of(work, case_id), reason=reason, links=_links())
    return {"message": _("Le signalement est écarté ; qui l’a fait est prévenu, avec vos motifs.")}


@command("moderation.settle", OneCase)
def settle(work: UnitOfWork, case_id: int, reason: str) -> Answer:
    """Put on record that a reported content was corrected where it is written."""
    operations.settle(work, case_of(work, case_id), reason=reason, links=_links())
    return {"message": _("Le signalement est réglé ; les personnes concernées sont prévenues.")}


@command("moderation.hold", Hold)
def hold(work: UnitOfWork, case_id: int, ground: HidingGround, days: int, detail: str) -> Answer:
    """Hide a reported content while it is examined, for a bounded time."""
    case = case_of(work, case_id)
    operations.hold(work, case, ground=ground, days=days, detail=detail, links=_links())
    return {"message": _("Le contenu est masqué en attendant ; il redeviendra public de lui-même.")}


@command("moderation.mask", Mask)
def mask(work: UnitOfWork, case_id: int, passage: str, ground: HidingGround, detail: str) -> Answer:
    """Hide a passage of a reported content."""
    case = case_of(work, case_id)
    operations.mask(work, case, passage=passage, ground=ground, detail=detail, links=_links())
    return {"message": _("Le passage est masqué dans le dossier public ; son motif s’affiche à sa place.")}


@command("moderation.hide", Hide)
def hide(work: UnitOfWork, case_id: int, ground: HidingGround, detail: str) -> Answer:
    """Hide the whole of a reported content."""
    operations.hide(work, case_of(work, case_id), ground=ground, detail=detail, links=_links())
    return {"message": _("Le contenu est masqué ; le dossier continue, délais compris.")}


@command("moderation.release", OneCase)
def release(work: UnitOfWork, case_id: int, reason: str) -> Answer:
    """Show again what a case had hidden."""
    operations.release(work, case_of(work, case_id), reason=reason, links=_links())
    return {"message": _("Le contenu est de nouveau public, avec votre motif.")}


@command("moderation.warn", OneCase)
def warn(work: UnitOfWork, case_id: int, reason: str) -> Answer:
    """Warn whoever wrote a reported content."""
    operations.warn_author(work, case_of(work, case_id), reason=reason, links=_links())
    return {"message": _("La personne est avertie, avec vos motifs.")}


@command("moderation.suspend_writing", Suspend)
def suspend(work: UnitOfWork, case_id: int, days: int, reason: str) -> Answer:
    """Suspend the public writing of whoever wrote a reported content, for a bounded time."""
    operations.suspend_writing(work, case_of(work, case_id), days=days, reason=reason, links=_links())
    return {"message": _("L’écriture publique de cette personne est suspendue ; elle sait jusqu’à quand et pourquoi.")}


@command("moderation.restore_writing", OneCase)
def restore(work: UnitOfWork, case_id: int, reason: str) -> Answer:
    """Let a suspended person write in public again."""
    operations.restore_writing(work, case_of(work, case_id), reason=reason, links=_links())
    return {"message": _("La personne peut de nouveau écrire en public.")}


@command("moderation.contest", ContestDecision)
def contest(work: UnitOfWork, decision_id: int, words: str) -> Answer:
    """Ask that somebody else look at a decision again, as who wrote the content or reported it."""
    operations.contest(work, find(work, ModerationDecision, decision_id, lock=True), words=words)
    return {"message": _received()}


@command("moderation.contest_by_link", ContestByLink)
def contest_by_link(work: UnitOfWork, decision_id: int, words: str, token: str) -> Answer:
    """Ask the same from the page of one's report, without account."""
    report: Report = find(work, Report, _links().read(token))
    decision: ModerationDecision = find(work, ModerationDecision, decision_id, lock=True)
    operations.contest_by_link(work, report, decision, words=words)
    return {"message": _received()}


@command("moderation.settle_contest", SettleContest)
def settle_contest(work: UnitOfWork, contest_id: int, upheld: bool, reason: str) -> Answer:
    """Answer a contest: the decision stands, or is undone."""
    wanted = select(Contest).where(Contest.id == contest_id).with_for_update(of=Contest)
    found = work.session.scalars(wanted).one_or_none()
    if found is None or not may_read_case(work.actor, found.decision.case):
        raise NotFound(MISSING)
    operations.settle_contest(work, found, upheld=upheld, reason=reason)
    kept = _("La décision est maintenue ; la personne en lit les motifs.")
    return {"message": kept if upheld else _("La décision est annulée, avec ses effets.")}
