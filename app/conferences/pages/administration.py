"""The administration of a conference: each part has its page, and only the acts open to the person looking."""

from datetime import date

from flask import render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.conferences import policies
from app.conferences.models import Conference
from app.conferences.queries.administration import collectivites_of, mandates_of, partners
from app.conferences.queries.composition import Composition, acts_of, composition_on, written_as
from app.conferences.queries.finalites import finalites_of
from app.conferences.queries.overview import Found, open_disagreement
from app.conferences.queries.presidency import Presidency, presidency_of, terms_of
from app.conferences.queries.warnings import alerts_of
from app.conferences.rules.settings import Reglement
from app.foundation.numbering import whole
from app.foundation.unit_of_work import require
from app.institutions.models import Institution
from app.web.acts import refusal_for
from app.web.house import reading
from app.web.identity import current_actor

from .blueprint import blueprint
from .drawings import wheel_of
from .public import found_at, frame, today
from .rights import rights_of

SPARE_LINES, MOST_LINES = 3, 250


@blueprint.get("/conferences/nouvelle")
def new() -> str:
    """Show the form that creates a conference."""
    require(current_actor(), policies.may_create_conference)
    return render_template("pages/conferences/new.html")


@blueprint.get("/conferences/<slug>/administration")
def administration(slug: str) -> str:
    """Show where the conference stands and what is to be done."""
    with reading() as session:
        found = entered(session, slug)
        day = today(found.conference)
        terms = terms_of(session, found.conference.id)
        presidency = presidency_of(session, found.conference, day, terms)
        return render_template(
            "pages/conferences/administration/home.html",
            **desk(found.conference, "home"),
            composition=composed(session, found, presidency, day),
            presidency=presidency,
            finalites=finalites_of(session, found.conference, day),
            alerts=alerts_of(session, found.conference, day, terms),
        )


@blueprint.get("/conferences/<slug>/administration/composition")
def composition(slug: str) -> str:
    """Show the acts of composition and the form of the next one, filled with the seats of the last."""
    with reading() as session:
        found = entered(session, slug)
        day = today(found.conference)
        acts = acts_of(session, found.conference.id)
        last_day = max([day, *(act.effective_on for act in acts)])
        act = acts[0] if acts else None
        last = composition_on(session, found.conference.id, last_day, chairing=None, act=act)
        return render_template(
            "pages/conferences/administration/composition.html",
            **desk(found.conference, "composition"),
            acts=acts,
            last=last,
            lines=max(asked_lines(), len(last.seats) + SPARE_LINES),
            most_lines=MOST_LINES,
            reglement=Reglement.from_json(found.conference.reglement),
            proposed=proposed(collectivites_of(session, found.conference.region_id)),
        )


@blueprint.get("/conferences/<slug>/administration/mandats")
def mandates(slug: str) -> str:
    """Show who holds what, and the forms that give and end mandates."""
    with reading() as session:
        found = entered(session, slug)
        day = today(found.conference)
        presidency = presidency_of(session, found.conference, day)
        return render_template(
            "pages/conferences/administration/mandates.html",
            **desk(found.conference, "mandates"),
            composition=composed(session, found, presidency, day),
            mandates=mandates_of(session, found.conference.id),
            day=day,
        )


@blueprint.get("/conferences/<slug>/administration/presidence")
def presidency(slug: str) -> str:
    """Show the plan of the presidency and the forms that change it."""
    with reading() as session:
        found = entered(session, slug)
        day = today(found.conference)
        plan = presidency_of(session, found.conference, day)
        return render_template(
            "pages/conferences/administration/presidency.html",
            **desk(found.conference, "presidency"),
            presidency=plan,
            composition=composed(session, found, plan, day),
            wheel="" if plan.statutory or not plan.order else wheel_of(plan),
            reglement=Reglement.from_json(found.conference.reglement),
            day=day,
        )


@blueprint.get("/conferences/<slug>/administration/finalites")
def finalites(slug: str) -> str:
    """Show the finalités, the recorded disagreement and the definition by the State."""
    with reading() as session:
        found = entered(session, slug)
        in_force = finalites_of(session, found.conference, today(found.conference))
        return render_template(
            "pages/conferences/administration/finalites.html",
            **desk(found.conference, "finalites"),
            finalites=in_force,
            disagreement_on=open_disagreement(found.conference, in_force),
            reglement=Reglement.from_json(found.conference.reglement),
        )


@blueprint.get("/conferences/<slug>/administration/groupes")
def groups(slug: str) -> str:
    """Show the groups with their members, and the forms that name and end them."""
    with reading() as session:
        found = entered(session, slug)
        day = today(found.conference)
        known = [*collectivites_of(session, found.conference.region_id), *partners(session)]
        return render_template(
            "pages/conferences/administration/groups.html",
            **desk(found.conference, "groups"),
            finalites=finalites_of(session, found.conference, day),
            proposed=proposed(known),
            day=day,
        )


@blueprint.get("/conferences/<slug>/administration/reglages")
def settings(slug: str) -> str:
    """Show the règlement intérieur, each setting with the rule it serves."""
    with reading() as session:
        found = entered(session, slug)
        reglement = Reglement.from_json(found.conference.reglement)
        cents = found.conference.secretariat_cost_cents
    return render_template(
        "pages/conferences/administration/settings.html",
        **desk(found.conference, "settings"),
        described=Reglement.describe(),
        values=reglement.to_json(),
        cost="" if cents is None else f"{cents // 100},{cents % 100:02d}",
    )


def entered(session: Session, slug: str) -> Found:
    """Return the conference, or say that its administration is not open to this person."""
    found = found_at(session, slug)
    require(current_actor(), policies.may_see_administration, found.conference.id)
    return found


def desk(conference: Conference, part: str) -> dict[str, object]:
    """Return what every administration page needs: frame, rights, and the tabs with the current one marked."""
    base = f"/conferences/{conference.slug}/administration"
    parts = (
        ("home", _("Vue d’ensemble"), ""),
        ("composition", _("Composition"), "/composition"),
        ("mandates", _("Mandats"), "/mandats"),
        ("presidency", _("Présidence"), "/presidence"),
        ("finalites", _("Finalités"), "/finalites"),
        ("groups", _("Groupes"), "/groupes"),
        ("settings", _("Réglages"), "/reglages"),
    )
    tabs = [{"label": label, "href": base + end, "current": name == part} for name, label, end in parts]
    rights = rights_of(current_actor(), conference.id)
    return {**frame(conference), "tabs": tabs, "rights": rights, "base": base}


def composed(session: Session, found: Found, plan: Presidency, day: date) -> Composition:
    """Return the composition of the day."""
    return composition_on(session, found.conference.id, day, chairing=plan.chairing, act=found.act)


def asked_lines() -> int:
    """Return how many lines the person asked the form to have, or had written when it was refused."""
    written = request.args.get("lignes", "")
    asked = whole(written) or 0
    refused = refusal_for("composition.record_act")
    names = [name.split(".") for name in refused.data] if refused else []
    typed = [(whole(name[1]) or 0) + 1 for name in names if name[0] == "seats" and name[1:]]
    return min(max([asked, *typed]), MOST_LINES)


def proposed(institutions: list[Institution]) -> list[str]:
    """Return institutions as the forms propose them."""
    return [written_as(one) for one in institutions]
