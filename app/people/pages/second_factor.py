"""The second proof, when the account asks for one."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.foundation.actors import SYSTEM
from app.foundation.errors import TooMany
from app.web.guards import public
from app.web.house import house, reading
from app.web.problems import problem_of

from .. import operations
from ..entering import enter
from ..factors import factors_of
from ..familiarity import familiar_device
from ..models import Person
from ..pending import HalfSignedIn, half_signed_in
from ..throttling import Guesses
from .blueprint import blueprint


@blueprint.get("/connexion/second-facteur")
@public
def second_factor() -> Response | str:
    """Ask for a code, or for a passkey."""
    half = half_signed_in()
    return second_factor_page(half) if half else _too_late()


def second_factor_page(half: HalfSignedIn, problem: dict[str, Any] | None = None) -> str:
    """Ask for the second factor, saying what was wrong with the last try."""
    with reading() as session:
        factors = factors_of(session, half.person.id, house().sealer)
    return render_template(
        "pages/people/second_factor.html",
        person=half.person,
        factors=factors,
        problem=problem,
        kind=request.form.get("kind", ""),
    )


def _too_late() -> Response:
    return redirect(url_for("people.sign_in"), 303)


@blueprint.post("/connexion/second-facteur")
@public
def prove_second_factor() -> Response | tuple[str, int]:
    """Sign in with a code of the application, or a recovery code."""
    half = half_signed_in()
    if half is None:
        return _too_late()
    guesses = Guesses("second", str(half.person.id), familiar_device(half.person.id))
    try:
        guesses.count()
    except TooMany as refusal:
        return second_factor_page(half, problem_of(refusal)), 429
    if not _proves(half.person.id, request.form.get("code", "")[:100]):
        detail = _("Ce code ne correspond pas, ou a déjà servi. Attendez le suivant.")
        if request.form.get("kind") == "spare":
            detail = _("Ce code ne correspond pas, ou a déjà servi. Essayez-en un autre.")
        return second_factor_page(
            half, {"title": _("Code refusé"), "errors": [{"pointer": "#/code", "detail": detail}]}
        ), 422
    guesses.right()
    return enter(half.person.id, half.proof, suite=half.suite, second_factor=True)


def _proves(person_id: int, typed: str) -> bool:
    with house().units.begin(SYSTEM) as work:
        person = work.session.get_one(Person, person_id, with_for_update=True)
        proved = operations.prove_by_code(work, person, typed=typed, sealer=house().sealer)
        if not proved:
            operations.note_failed_sign_in(work, person)
    return proved
