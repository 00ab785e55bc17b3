"""The templates of an institution, and putting one into an answer being written, without script."""

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.interpellations.answers.policies import may_answer
from app.interpellations.loading import find_file
from app.interpellations.models import AnswerTemplate
from app.interpellations.pages.blueprint import blueprint
from app.web.acts import page_filled, typed_data
from app.web.house import reading
from app.web.identity import current_actor

from . import policies, templates

ANSWER = "interpellation.answer"


@blueprint.get("/interpellations/bureau/modeles")
def answer_templates() -> str:
    """Show the templates of the institutions one answers for, and those they replaced."""
    actor = current_actor()
    require(actor, policies.may_see_templates)
    institutions = sorted(actor.officer_for())
    with reading() as session:
        return render_template(
            "pages/interpellations/desk/templates.html",
            institutions=templates.institutions(session, institutions),
            offered=templates.offered(session, institutions),
            former=templates.former(session, institutions),
        )


@blueprint.post("/interpellations/<number>/modeles/<int:id>")
def insert_template(number: str, id: int) -> Response:
    """Show the file again with a template put after what was typed of the answer; nothing is published."""
    actor = current_actor()
    with reading() as session:
        file = find_file(session, actor, number)
        require(actor, may_answer, file)
        template = session.get(AnswerTemplate, min(id, 2**31 - 1))
        if template is None or template.retired_at is not None or template.institution_id != file.service_id:
            raise NotFound(_("Ce modèle n’existe pas, ou n’est plus proposé."))
        typed = typed_data()
        written = str(typed.get("text", "")).strip()
        typed["text"] = f"{written}\n\n{template.text}" if written else template.text
        typed["inserted"] = template.title
        path = f"/interpellations/{file.number}"
    return page_filled(path, ANSWER, request.form.get("form_key", ""), typed)
