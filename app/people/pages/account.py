"""The small pages by which a person changes their account: one question each."""

from flask import render_template
from werkzeug.wrappers import Response

from app.web.house import reading
from app.web.identity import current_actor

from .. import operations
from ..events import account_stream
from ..freshness import confirm_first, is_fresh
from ..models import Person
from ..record import record_of
from .blueprint import blueprint


@blueprint.get("/compte/nom")
def change_name() -> str:
    """Ask for a name."""
    return _change_page("name")


@blueprint.get("/compte/mot-de-passe")
def change_password() -> Response | str:
    """Ask for a password; the current one is asked too, unless the person has just come by something else."""
    with reading() as session:
        known = session.get_one(Person, current_actor().person_id).password_hash is not None
        forgotten = is_fresh() and operations.came_otherwise(session, current_actor())
    if not (known or is_fresh()):
        return confirm_first("/compte/mot-de-passe")
    return _change_page("password", current=known and not forgotten)


@blueprint.get("/compte/adresse")
def change_address() -> Response | str:
    """Ask for an address."""
    return _change_page("address") if is_fresh() else confirm_first("/compte/adresse")


def _change_page(what: str, **context: bool) -> str:
    with reading() as session:
        person = session.get_one(Person, current_actor().person_id)
        return render_template(f"pages/people/change_{what}.html", person=person, **context)


@blueprint.get("/compte/journal")
def record() -> str:
    """Show what happened to one's own account, failures included."""
    person_id = current_actor().person_id or 0
    with reading() as session:
        lines = record_of(session, person_id)
    return render_template("pages/people/record.html", lines=lines, stream=account_stream(person_id))
