"""The pages that a public site owes its readers. All are linked from the foot of every page."""

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from app.config import Settings
from app.foundation.clock import local_date
from app.home.accessibility import declaration
from app.home.contact import subjects
from app.home.contact.doors import reader_of
from app.people.models import Person
from app.personal.register import PURPOSES, TRACES
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor

from .plan import site_plan
from .version import commit, release

blueprint = Blueprint("legal", __name__)
RUNNING = {"release": release(), "commit": commit()}
"""Read once: what answers is what was there when the process began."""


def _page(template: str, **given: Any) -> str:
    settings = house().settings
    common = {"operator": settings.operator, "trial": settings.trial, "site": settings.public_url}
    return render_template(f"pages/legal/{template}.html", **common, **given)


def missing_mentions(settings: Settings) -> list[str]:
    """Return what the law asks the operator to say, and that they have not."""
    operator = settings.operator
    asked = {
        _("le nom de l’éditeur"): operator.name,
        _("son adresse"): operator.address,
        _("la personne qui dirige la publication"): operator.director,
        _("l’hébergeur, son adresse et son téléphone"): operator.host,
        _("une adresse électronique"): operator.email,
    }
    return [] if settings.trial else [words for words, given in asked.items() if not given]


@blueprint.get("/mentions-legales")
@public
def legal_notice() -> str:
    """Say who publishes and who hosts."""
    return _page("legal_notice", missing=missing_mentions(house().settings))


@blueprint.get("/donnees-personnelles")
@public
def personal_data() -> str:
    """Say what is kept of people, from the register."""
    return _page("personal_data", purposes=PURPOSES, traces=TRACES, mail_days=house().settings.mail_retention_days)


@blueprint.get("/accessibilite")
@public
def accessibility() -> str:
    """Declare how accessible the site is, from its grid of criteria."""
    declared = declaration.today(house().settings.operator.accessibility)
    return _page("accessibility", declared=declared, defender=declaration.DEFENDER)


@blueprint.get("/plan-du-site")
@public
def site_map() -> str:
    """List every page one can go to."""
    with reading() as session:
        return _page("site_map", parts=site_plan(session, current_actor()))


@blueprint.get("/contact")
@public
def contact() -> str:
    """Let anybody write to the publisher."""
    settings, actor = house().settings, current_actor()
    with reading() as session:
        person = session.get_one(Person, actor.person_id) if actor.signed_in else None
        chosen = request.args.get("sujet", "")
        return _page(
            "contact",
            person=person,
            open=bool(reader_of(settings, subjects.Subject.OTHER)),
            subjects=list(subjects.WORDS.items()),
            chosen=chosen if chosen in list(subjects.Subject) else "",
            about=request.args.get("page", "")[:300],
            today=local_date(house().units.clock()),
        )


@blueprint.get("/code-source")
@public
def source_code() -> str:
    """Say where the code is, under which licence, and which version answers."""
    return _page("source_code", **RUNNING)
