"""The texts an institution starts its answers from: kept, dated, never rewritten."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.foundation.errors import IllegalTransition, Invalid
from app.foundation.unit_of_work import UnitOfWork
from app.institutions.models import Institution
from app.interpellations.models import AnswerTemplate

from . import policies
from .events import AnswerTemplateRetired, AnswerTemplateSaved


def save_template(
    work: UnitOfWork, institution: Institution, *, title: str, text: str, former: AnswerTemplate | None = None
) -> AnswerTemplate:
    """Keep a text for the institution's answers; in place of a former one, which stays with its dates."""
    work.allow(policies.may_keep_templates, institution.id)
    _check(title, text)
    if former is not None:
        if former.retired_at is not None:
            raise IllegalTransition("Ce modèle n’est plus proposé : il a été remplacé ou rangé.")
        former.retired_at = work.now()
    assert work.actor.person_id is not None
    saved: AnswerTemplate = work.add(
        AnswerTemplate(
            institution_id=institution.id,
            title=title.strip(),
            text=text.strip(),
            saved_at=work.now(),
            saved_by_id=work.actor.person_id,
            replaces_id=former.id if former else None,
        )
    )
    work.record(
        AnswerTemplateSaved(
            template_id=saved.id, replaces_id=former.id if former else None, institution_id=institution.id
        )
    )
    return saved


def retire_template(work: UnitOfWork, template: AnswerTemplate) -> None:
    """Offer a template no longer; it stays readable among the former ones."""
    work.allow(policies.may_keep_templates, template.institution_id)
    if template.retired_at is not None:
        raise IllegalTransition("Ce modèle n’est déjà plus proposé.")
    template.retired_at = work.now()
    work.record(AnswerTemplateRetired(template_id=template.id, institution_id=template.institution_id))


def _check(title: str, text: str) -> None:
    fields = {"title": (title, "Donnez un titre au modèle."), "text": (text, "Écrivez le texte du modèle.")}
    errors = [
        {"pointer": f"#/{name}", "detail": detail} for name, (value, detail) in fields.items() if not value.strip()
    ]
    if errors:
        raise Invalid("Complétez le modèle.", errors=errors)


def institutions(session: Session, ids: Sequence[int]) -> Sequence[Institution]:
    """Return these institutions by name."""
    return session.scalars(select(Institution).where(Institution.id.in_(ids)).order_by(Institution.name)).all()


def offered(session: Session, institution_ids: Sequence[int]) -> Sequence[AnswerTemplate]:
    """Return the templates in use of these institutions, by title."""
    return session.scalars(
        select(AnswerTemplate)
        .where(AnswerTemplate.institution_id.in_(institution_ids), AnswerTemplate.retired_at.is_(None))
        .options(joinedload(AnswerTemplate.saved_by), joinedload(AnswerTemplate.institution))
        .order_by(AnswerTemplate.institution_id, AnswerTemplate.title, AnswerTemplate.id)
    ).all()


def former(session: Session, institution_ids: Sequence[int]) -> Sequence[AnswerTemplate]:
    """Return the hundred templates last replaced or put away, the latest first."""
    return session.scalars(
        select(AnswerTemplate)
        .where(AnswerTemplate.institution_id.in_(institution_ids), AnswerTemplate.retired_at.is_not(None))
        .options(joinedload(AnswerTemplate.saved_by), joinedload(AnswerTemplate.institution))
        .order_by(AnswerTemplate.retired_at.desc(), AnswerTemplate.id.desc())
        .limit(100)
    ).all()
