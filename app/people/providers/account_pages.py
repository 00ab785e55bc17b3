"""The identities linked to one's own account: seen, added, taken off."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.people.freshness import confirm_first, is_fresh
from app.people.models import Person
from app.web.house import house, reading
from app.web.identity import current_actor

from . import browser, operations
from .clients import configured
from .pages import ONE, client_for, way_to
from .queries import identities_of, ways_in
from .words import MANNERS, Purpose

blueprint = Blueprint("provider_account", __name__)


@blueprint.get("/compte/identites")
def identities() -> str:
    """Show by which identities the person can sign in."""
    with reading() as session:
        person = session.get_one(Person, current_actor().person_id)
        linked = identities_of(session, person.id)
        return render_template(
            "pages/people/providers/identities.html",
            linked=[{"identity": one, "manner": MANNERS[one.provider]} for one in linked],
            offered=[{"name": name.value, "manner": MANNERS[name]} for name in configured(house())],
            last_way=ways_in(session, person) <= 1,
        )


@blueprint.post(f"/compte/identites/{ONE}")
def link(provider: str) -> Response:
    """Send the person to a provider, to link what it attests to their account once they have confirmed it."""
    name, client = client_for(provider)
    if not is_fresh():
        return confirm_first("/compte/identites")
    key = browser.key_or_new()
    way = way_to(name, client, purpose=Purpose.LINK, key=key, next_page="/compte/identites")
    page = render_template("pages/people/providers/crossing.html", way=way, label=client.manner.label, leaving=False)
    return browser.keep(make_response(page), key)


@blueprint.post("/compte/identites/<int:id>/delier")
def unlink(id: int) -> Response:
    """Take an identity off one's account."""
    if not is_fresh():
        return confirm_first("/compte/identites")
    with house().units.begin(current_actor()) as work:
        provider = operations.unlink(work, id)
    flash(_("%(provider)s n’est plus relié à votre compte.", provider=MANNERS[provider].label), "success")
    return redirect(url_for("provider_account.identities"), 303)
