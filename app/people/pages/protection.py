"""Protecting one's account by a second factor: choosing it, trying it, keeping recovery codes."""

from typing import Any

import segno
from flask import redirect, render_template, request, url_for
from flask import session as cookie
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.foundation.errors import Invalid
from app.web.acts import local_path
from app.web.house import house, reading
from app.web.identity import current_actor, read_again
from app.web.problems import problem_of

from .. import codes, operations
from ..factors import factors_of
from ..freshness import confirm_first, is_fresh
from ..models import CodesApplication, Person
from ..queries import open_devices
from .blueprint import blueprint

NEXT = "after_protection"


@blueprint.get("/compte/protection")
def protect() -> str:
    """Show the second factors one has and can have; `suite` is where one was going."""
    if "suite" in request.args:
        cookie[NEXT] = local_path(request.args["suite"])
    return protection_page()


def protection_page(problem: dict[str, Any] | None = None) -> str:
    """Show the factors, and what was wrong with the passkey that was to be added."""
    with reading() as session:
        person = session.get_one(Person, current_actor().person_id)
        factors = factors_of(session, person.id, house().sealer)
        elsewhere = len(open_devices(session, person.id)) - 1
    return render_template(
        "pages/people/protection.html",
        elsewhere=elsewhere,
        person=person,
        factors=factors,
        fresh=is_fresh(),
        suite=cookie.get(NEXT),
        problem=problem,
    )


@blueprint.post("/compte/application/nouvelle")
def new_application() -> Response:
    """Prepare an application of codes."""
    if not is_fresh():
        return confirm_first("/compte/protection")
    with house().units.begin(current_actor()) as work:
        person = work.session.get_one(Person, current_actor().person_id, with_for_update=True)
        operations.begin_application(work, person, sealer=house().sealer)
    return redirect(url_for("people.application"), 303)


@blueprint.get("/compte/application")
def application() -> Response | str:
    """Show what the application must read, and ask for a first code."""
    if not is_fresh():
        return confirm_first("/compte/protection")
    return _application_page()


def _application_page(problem: dict[str, Any] | None = None) -> Response | str:
    with reading() as session:
        person = session.get_one(Person, current_actor().person_id)
        waiting = session.get(CodesApplication, person.id)
    secret = house().sealer.open(waiting.sealed_secret) if waiting and waiting.confirmed_at is None else None
    if secret is None:
        return redirect(url_for("people.protect"), 303)
    address = codes.address_of(secret, email=person.email, site="Cotap")
    return render_template(
        "pages/people/application.html",
        picture=_picture(address),
        address=address,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        problem=problem,
    )


def _picture(address: str) -> Markup:
    drawn = segno.make(address, error="m", micro=False)
    # Black on white whatever the theme: telephones do not read the contrary.
    return Markup(drawn.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr__picture"))  # noqa: S704 - drawn here, from our own address


@blueprint.post("/compte/application")
def try_application() -> Response | str | tuple[Response | str, int]:
    """Count the application, on the word of a first code."""
    try:
        with house().units.begin(current_actor()) as work:
            person = work.session.get_one(Person, current_actor().person_id)
            made = operations.confirm_application(
                work, person, code=request.form.get("code", "")[:20], sealer=house().sealer
            )
    except Invalid as refusal:
        return _application_page(problem_of(refusal)), refusal.status
    return show_recovery_codes(made)


@blueprint.post("/compte/codes-de-secours")
def new_recovery_codes() -> Response | str:
    """Make new recovery codes, and show them once."""
    if not is_fresh():
        return confirm_first("/compte/protection")
    with house().units.begin(current_actor()) as work:
        person = work.session.get_one(Person, current_actor().person_id, with_for_update=True)
        made = operations.make_recovery_codes(work, person)
    return show_recovery_codes(made)


def show_recovery_codes(made: list[str]) -> Response | str:
    """Show new recovery codes, the only time they are, then lead where one was going."""
    read_again()
    suite = cookie.pop(NEXT, "/compte/protection")
    if not made:
        return redirect(suite, 303)
    return render_template("pages/people/recovery_codes.html", codes=made, suite=suite)
