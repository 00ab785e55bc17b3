"""One's own data: what is kept, taking it away, erasing the account."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from app.people.freshness import confirm_first, is_fresh
from app.people.models import Person
from app.web.house import house, reading
from app.web.identity import current_actor

from .operations import export_data
from .queries import acted_in_office, data_of
from .register import PURPOSES, purpose_of

blueprint = Blueprint("personal", __name__)
PAGE = "/compte/donnees"


@blueprint.get(PAGE)
def own_data() -> str:
    """Show what is kept of the person, why and for how long."""
    actor = current_actor()
    with reading() as session:
        person = session.get_one(Person, actor.person_id)
        counts: dict[str, int] = {}
        for table, rows in data_of(session, person).items():
            key = purpose_of(table).key
            counts[key] = counts.get(key, 0) + len(rows)
        return render_template(
            "pages/people/own_data.html",
            kept=[(purpose, counts[purpose.key]) for purpose in PURPOSES if purpose.key in counts],
            in_office=acted_in_office(session, person.id),
            fresh=is_fresh(),
            administrator=person.administrator,
        )


@blueprint.post(PAGE)
def take_away() -> Response:
    """Hand over everything kept of the person, once they have shown who they are."""
    if not is_fresh():
        return confirm_first(PAGE)
    actor = current_actor()
    with house().units.begin(actor) as work:
        content = export_data(work, work.session.get_one(Person, actor.person_id))
    headers = {
        "Content-Disposition": 'attachment; filename="mes-donnees-cotap.zip"',
        "Cache-Control": "no-store",
    }
    return Response(content, mimetype="application/zip", headers=headers)
