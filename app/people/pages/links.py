"""Links by mail: asking for one, and what it opens. Opening a link does nothing: mail scanners open links."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.foundation.actors import SYSTEM
from app.foundation.errors import Invalid, TooMany
from app.web.acts import local_path
from app.web.guards import public
from app.web.house import house, reading
from app.web.identity import current_actor
from app.web.problems import problem_of

from .. import operations, rules
from ..entering import enter, room_of
from ..familiarity import familiar_device
from ..models import Person
from ..queries import person_by_email
from ..throttling import spend_mail
from ..words import LinkPurpose, Proof
from .blueprint import blueprint
from .sign_in import TRIED


@blueprint.get("/connexion/lien", endpoint="ask_link", defaults={"new": False})
@blueprint.get("/inscription", endpoint="sign_up", defaults={"new": True})
@public
def link_form(new: bool) -> str:
    """Ask for the address where a link is to be sent."""
    suite = local_path(request.args.get("suite", "/"))
    return _form(new=new, email=_known_address(), suite=suite)


def _known_address() -> str:
    """Return the address of who is signed in, or the one just tried on the sign-in page: addresses stand in no link."""
    person_id = current_actor().person_id
    if person_id is None:
        return str(cookie.get(TRIED, ""))
    with reading() as session:
        return session.get_one(Person, person_id).email


def _form(*, new: bool, email: str, suite: str, problem: dict[str, Any] | None = None) -> str:
    return render_template("pages/people/ask_link.html", new=new, email=email, next_page=suite, problem=problem)


@blueprint.post("/connexion/lien", endpoint="send_link", defaults={"new": False})
@blueprint.post("/inscription", endpoint="send_sign_up_link", defaults={"new": True})
@public
def send_link(new: bool) -> Response | tuple[str, int]:
    """Send a link; the answer is the same whether or not the address has an account."""
    email, suite = request.form.get("email", "").strip()[:300], local_path(request.form.get("suite", "/"))[:500]
    try:
        rules.check_address(email)
        with reading() as session:
            person = person_by_email(session, email)
        spend_mail(email, familiar_device(person.id if person else None))
        with house().units.begin(SYSTEM) as work:
            operations.send_link(work, email=email, suite=suite)
    except (Invalid, TooMany) as refusal:
        return _form(new=new, email=email, suite=suite, problem=problem_of(refusal)), refusal.status
    cookie["link_sent_to"] = email
    return redirect(url_for("people.link_sent"), 303)


@blueprint.get("/connexion/message-envoye")
@public
def link_sent() -> Response | str:
    """Say where the message went, and what to do when it does not come."""
    email = cookie.get("link_sent_to")
    if not email:
        return redirect(url_for("people.ask_link"), 303)
    settings = house().settings
    kept = settings.data_dir / "mails" if settings.trial and not settings.smtp_url else None
    return render_template("pages/people/link_sent.html", email=email, minutes=rules.LINK_MINUTES, kept=kept)


@blueprint.errorhandler(rules.LinkGone)
def gone(refusal: rules.LinkGone) -> tuple[str, int]:
    """Offer the way that remains to whoever follows a link a second time: in, or a new link."""
    actor = current_actor()
    room = room_of(actor.person_id) if actor.person_id is not None else None
    page = render_template("pages/people/gone.html", said=refusal.detail, signed_in=actor.signed_in, room=room)
    return page, refusal.status


@blueprint.errorhandler(rules.AddressLinkGone)
def address_gone(refusal: rules.AddressLinkGone) -> tuple[str, int]:
    """Lead whoever follows such a link to the place where the change is asked for again."""
    return render_template("pages/people/address_gone.html", said=refusal.detail), refusal.status


@blueprint.get("/lien/<token>")
@public
def link(token: str) -> str:
    """Show what the link opens."""
    return _link_page(token)


def _link_page(token: str, problem: dict[str, Any] | None = None) -> str:
    with house().units.begin(SYSTEM) as work:
        opened = operations.open_link(work, token)
        person = work.session.get(Person, opened.person_id) if opened.person_id else None
    template = "link" if opened.purpose is LinkPurpose.SIGN_IN else "open_account"
    return render_template(
        f"pages/people/{template}.html", person=person, email=opened.email, problem=problem, typed=request.form
    )


@blueprint.post("/lien/<token>")
@public
def use_link(token: str) -> Response | tuple[str, int]:
    """Sign in, choose a new password or open an account, as the link allows and the button says."""
    asked, form = request.form.get("act", ""), request.form
    proof = Proof.SIGN_UP if asked == "open" else Proof.LINK
    try:
        with house().units.begin(SYSTEM) as work:
            if asked == "recover":
                person, suite = operations.recover_password(work, token, password=form.get("password", ""))
            elif asked == "open":
                person, suite = operations.open_account(
                    work,
                    token,
                    given_name=form.get("given_name", ""),
                    family_name=form.get("family_name", ""),
                    password=form.get("password", ""),
                )
            else:
                person, suite = operations.use_sign_in_link(work, token)
    except Invalid as refusal:
        return _link_page(token, problem_of(refusal)), refusal.status
    response = enter(person.id, proof, suite=local_path(suite))
    _welcome(asked)
    return response


def _welcome(asked: str) -> None:
    if asked == "recover":
        flash(_("Votre nouveau mot de passe est enregistré. Vos autres appareils sont déconnectés."), "success")
    elif asked == "open":
        flash(_("Bienvenue. Votre adresse est confirmée et votre compte est ouvert."), "success")


@blueprint.route("/adresse/<token>", methods=["GET", "POST"])
@public
def address(token: str) -> Response | str | tuple[str, int]:
    """Confirm a change of address, from the one or the other."""
    if request.method == "GET":
        with house().units.begin(SYSTEM) as work:
            change = operations.open_address_change(work, token)
            return render_template(
                "pages/people/confirm_address.html",
                email=change.email,
                last=change.new_confirmed_at is not None or change.former_confirmed_at is not None,
            )
    with house().units.begin(SYSTEM) as work:
        done = operations.confirm_address_change(work, token)
    if done:
        flash(_("Votre compte a maintenant sa nouvelle adresse."), "success")
    else:
        flash(_("C’est confirmé d’un côté. Il reste à le confirmer depuis l’autre adresse."), "success")
    return redirect("/compte", 303)
