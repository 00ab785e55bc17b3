"""The pages of the front of the house."""

from typing import Any

from flask import Blueprint, Flask, render_template, request
from flask_babel import gettext as _

from app.foundation.clock import local_date
from app.foundation.commands import COMMANDS
from app.foundation.errors import NotFound
from app.foundation.unit_of_work import require
from app.institutions import queries as directory
from app.institutions.policies import may_add_partner, may_keep_directory
from app.people.factors import factors_of, people_with_factors
from app.people.freshness import is_fresh
from app.people.models import Person
from app.people.policies import may_keep_accounts
from app.people.providers.queries import identities_of
from app.people.queries import open_devices
from app.switches.board import board_of
from app.web.guards import public
from app.web.house import House, house, reading
from app.web.identity import current_actor

from . import account, arrival, contracts, duties, institution, now, search
from .accessibility import declaration
from .explanations import EXPLANATIONS
from .keeping import keeping
from .legal import pages as legal_pages

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@public
def front_page() -> str:
    """Show what is happening, what comes, what was decided and what is owed."""
    actor, moment = current_actor(), house().units.clock()
    today = local_date(moment)
    with reading() as session:
        under_way = now.sittings_under_way(session, actor)
        return render_template(
            "pages/home/home.html",
            live=under_way,
            next_acts=duties.duties_of(session, actor, today, under_way),
            next_sittings=now.sittings_to_come(session, actor, moment),
            recent_decisions=now.recent_decisions(session),
            contracts=contracts.lateness(session),
            commitments_due=now.commitments_due(session, today),
            conferences=now.conferences(session, today),
        )


@blueprint.get("/en-direct/<int:id>")
@public
def live_line(id: int) -> str:
    """Show the line of one sitting under way, for the first page to keep it true."""
    with reading() as session:
        return render_template("pages/home/live_line.html", sitting=now.sitting_under_way(session, current_actor(), id))


@blueprint.get("/recherche")
@public
def search_page() -> str:
    """Search institutions, conferences, contracts, sittings and decisions."""
    asked = request.args.get("q", "").strip()[: search.LONGEST]
    with reading() as session:
        found = search.search(session, current_actor(), asked)
        return render_template("pages/home/search.html", asked=asked, found=found, kinds=institution.KINDS)


@blueprint.get("/institutions/<int:id>")
@public
def institution_page(id: int) -> str:
    """Show an institution of the directory."""
    if id >= 2**31:
        raise NotFound(_("Cette institution n’est pas dans l’annuaire."))
    today = local_date(house().units.clock())
    with reading() as session:
        view = institution.view(session, id, today, everything="tout" in request.args)
        signed = contracts.contracts_of(session, id)
        return render_template(
            "pages/home/institution.html", view=view, signed=signed, may_keep_directory=may_keep_directory
        )


@blueprint.get("/compte")
def account_page() -> str:
    """Show the person's account and capacities."""
    with reading() as session:
        person = session.get_one(Person, current_actor().person_id)
        return render_template(
            "pages/people/account.html",
            person=person,
            holdings=account.holdings_of(session, current_actor()),
            factors=factors_of(session, person.id, house().sealer),
            devices=open_devices(session, person.id),
            fresh=is_fresh(),
            identities=[linked.provider for linked in identities_of(session, person.id)],
        )


@blueprint.get("/administration")
def keeping_page() -> str:
    """Show what asks for whoever keeps the platform."""
    require(current_actor(), may_keep_accounts)
    today = local_date(house().units.clock())
    with reading() as session:
        found = keeping(session, current_actor(), today, house().settings)
        return render_template("pages/administration/home.html", found=found, suspended=board_of(house()).notices)


@blueprint.get("/administration/personnes")
def persons_page() -> str:
    """List the accounts and invite people."""
    require(current_actor(), may_keep_accounts)
    today = local_date(house().units.clock())
    asked = request.args.get("q", "").replace("\x00", "").strip()[: search.LONGEST]
    with reading() as session:
        return render_template(
            "pages/people/persons.html",
            everybody=account.everybody(session, today, asked=asked),
            asked=asked,
            protected=people_with_factors(session),
        )


@blueprint.get("/administration/institutions")
def institutions_page() -> str:
    """Add institutions that the official directory does not contain."""
    require(current_actor(), may_add_partner)
    with reading() as session:
        return render_template(
            "pages/home/partners.html",
            added=directory.added_by_hand(session),
            kinds=institution.KINDS,
            kind_options=[(k.value, words) for k, words in institution.KINDS.items() if k.level is None],
        )


@blueprint.get("/problems/<slug>")
@public
def problem_page(slug: str) -> str:
    """Explain a kind of problem."""
    explanation = EXPLANATIONS.get(slug)
    if explanation is None:
        raise NotFound(_("Ce genre d’erreur n’existe pas. La liste est à l’adresse /problems."))
    return render_template("pages/home/problem_kind.html", slug=slug, explanation=explanation)


@blueprint.get("/problems")
@public
def problems_page() -> str:
    """List the kinds of problems."""
    return render_template("pages/home/problem_kinds.html", explanations=EXPLANATIONS)


@blueprint.get("/api")
@public
def api_page() -> str:
    """Tell people how machines can read and act."""
    by_subject: dict[str, list[Any]] = {}
    for command in sorted(COMMANDS.values(), key=lambda c: c.name):
        by_subject.setdefault(command.name.partition(".")[0], []).append(command)
    return render_template("pages/home/api.html", subjects=by_subject)


def install(app: Flask) -> None:
    """Register the pages, and give every page's foot the accessibility statement the law asks for."""
    app.register_blueprint(blueprint)
    app.register_blueprint(legal_pages.blueprint)
    home: House = app.extensions["cotap"]
    home.notes["demo_accounts"] = account.demo_accounts
    home.notes["expected_at"] = arrival.expected_at
    level = declaration.stated(home.settings.operator.accessibility)

    @app.context_processor
    def _statement() -> dict[str, str]:
        return {"accessibility_statement": _("Accessibilité : %(stated)s", stated=level)}
