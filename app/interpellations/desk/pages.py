"""The pages of the desk: the queue, a file as those who work on it see it, the export."""

from collections.abc import Iterator
from typing import Any

from flask import Response, g, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.contracts.overview.writers import MIMES, WRITERS
from app.foundation.clock import local_date
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.interpellations.loading import find_file
from app.interpellations.pages.blueprint import blueprint
from app.interpellations.policies import may_read_desk
from app.interpellations.public.pages import MARKS
from app.interpellations.rules.states import OPEN, WORDS
from app.interpellations.streams import DESK_AUDIENCES
from app.web.following import followed, followed_all
from app.web.house import house, reading
from app.web.identity import current_actor

from . import policies, queue
from .asked import MINE, NOBODY, OVER, Asked
from .sheet import QueueSheet, lines
from .views import desk_file, line_of

FORMS = ("csv", "xlsx")
for offered in (policies.may_open_desk, policies.may_take, policies.may_remove_note):
    blueprint.add_app_template_global(offered)


@blueprint.get("/interpellations/bureau")
def desk() -> str:
    """Show the files one works on, by what is owed next."""
    require(current_actor(), policies.may_open_desk)
    asked = Asked.read(request.args)
    with reading() as session:
        offered = queue.contracts_at(session, current_actor())
        return render_template(
            "pages/interpellations/desk/desk.html", states=_states(), contracts=offered, **_queue(session, asked)
        )


@blueprint.get("/interpellations/bureau/fragments/file-d-attente")
def desk_queue() -> str:
    """Show the queue alone, for an open page to stay true."""
    require(current_actor(), policies.may_open_desk)
    with reading() as session:
        return render_template("pages/interpellations/desk/queue.html", **_queue(session, Asked.read(request.args)))


def _queue(session: Session, asked: Asked) -> dict[str, Any]:
    actor, today = current_actor(), local_date(house().units.clock())
    rows, pages = queue.rows(session, actor, asked, today)
    return {
        "asked": asked,
        "rows": [line_of(row, actor, today) for row in rows],
        "pages": pages,
        "sums": queue.sums(session, actor, today),
        "words": WORDS,
        "marks": MARKS,
        "forms": FORMS,
        "mine": MINE,
        "nobody": NOBODY,
        "under_way": OPEN,
        # Whoever has a file in this queue works on it, and reads all of its record but the seats'.
        "live": followed_all(session, actor, {row.file.stream: DESK_AUDIENCES for row in rows}),
    }


def _states() -> list[tuple[str, str]]:
    return [
        ("recevabilite", _("Recevabilité à examiner")),
        ("correction", _("Non recevable, à corriger")),
        ("reponse", _("Réponse attendue")),
        ("avis", _("Réponse donnée, avis attendu")),
        ("audition", _("Audition demandée ou tenue")),
        (OVER, _("Closes ou retirées")),
    ]


@blueprint.get("/interpellations/bureau/export.<form>")
def export(form: str) -> Response:
    """Give the queue, as it is filtered, as a file."""
    actor = current_actor()
    require(actor, policies.may_open_desk)
    if form not in FORMS:
        raise NotFound(_("Cet export n’existe pas : csv ou xlsx."))
    asked, today, units = Asked.read(request.args), local_date(house().units.clock()), house().units

    def stream() -> Iterator[bytes]:
        # The cursor lives as long as the answer: the session is the stream's own.
        with units.reading() as session:
            yield from WRITERS[form](QueueSheet(), lines(session, actor, asked, today))

    response = Response(stream(), mimetype=MIMES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{QueueSheet.name}.{form}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/interpellations/bureau/<number>")
def desk_of_file(number: str) -> str:
    """Show a file as those who work on it see it: what is owed, who has it, their notes."""
    with reading() as session:
        shown = _desk_file(session, number)
        live = followed(session, current_actor(), shown["file"].stream)
        return render_template("pages/interpellations/desk/file.html", live=live, **shown)


@blueprint.get("/interpellations/bureau/<number>/fragments/travail")
def desk_of_file_inside(number: str) -> str:
    """Show the inside of that page, for an open one to stay true."""
    with reading() as session:
        return render_template("pages/interpellations/desk/work.html", **_desk_file(session, number))


def _desk_file(session: Session, number: str) -> dict[str, Any]:
    actor = current_actor()
    file = find_file(session, actor, number)
    require(actor, may_read_desk, file)
    if file.contract.conference is not None:
        g.timezone = file.contract.conference.timezone
    return {
        "file": file,
        "found": desk_file(session, actor, file, local_date(house().units.clock())),
        "state_word": WORDS[file.state],
        "state_mark": MARKS[file.state],
        "under_way": file.state in OPEN,
    }
