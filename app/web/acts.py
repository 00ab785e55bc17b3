"""The form door: a page posts to `/actes/<command>`; a refusal gives the page back with what was typed."""

import re
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from flask import Blueprint, Flask, current_app, flash, make_response, redirect, request
from flask_wtf.csrf import generate_csrf
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response

from app.foundation.errors import DomainError
from app.foundation.files import Upload

from . import refusals
from .dispatch import perform
from .guards import public
from .house import house
from .identity import current_actor
from .problems import problem_of
from .unfolding import unfolded

blueprint = Blueprint("acts", __name__)
ENVELOPE = {"csrf_token", "request_id", "page", "form_key", "expected_version"}
UNSEEN = re.compile("[\x00-\x1f\x7f]")
"""Signs that no address has: browsers drop a tab, and what it hid from us may then name another site."""


@dataclass(frozen=True)
class Refusal:
    """What a form was refused, kept for the page that is shown again. No problem: it is only shown filled in."""

    command: str
    form_key: str
    data: dict[str, Any]
    problem: dict[str, Any]


@blueprint.post("/actes/<name>")
@public  # each command asks its own policy
def act(name: str) -> Response:
    """Perform the command of a form; 303 on success, the page again with the refusal otherwise."""
    page = local_path(request.form.get("page", "/"))
    data = typed_data()
    try:
        answer = perform(
            house(),
            current_actor(),
            name,
            data,
            request_id=request.form.get("request_id"),
            expected_version=request.form.get("expected_version"),
        )
    except DomainError as error:
        refusals.note(house(), current_actor(), error, name)
        kept = {k: v for k, v in data.items() if not isinstance(v, Upload)}
        refusal = Refusal(name, request.form.get("form_key", ""), kept, problem_of(error))
        return page_again(page, refusal)
    if answer.get("message"):
        flash(answer["message"], "success")
    return redirect(local_path(answer.get("location", page)), 303)


def typed_data() -> dict[str, Any]:
    """Return what the form says, without what only carries it; lists and files as commands read them."""
    data: dict[str, Any] = {}
    for name, values in request.form.lists():
        if name in ENVELOPE:
            continue
        data[name.removesuffix("[]")] = values if name.endswith("[]") else values[-1]
    for name, file in request.files.items():
        if file.filename:
            data[name] = Upload(name=file.filename, content=file.read())
    return data


def page_again(page: str, refusal: Refusal) -> Response:
    """Render the page the form came from, with the refusal in it and its status."""
    # As a browser asks for it: letters outside ASCII are percent-encoded, and PATH_INFO holds the bytes they name.
    page = iri_to_uri(page)
    parts = urlsplit(page)
    environ = {
        key: value
        for key, value in request.environ.items()
        if not key.startswith(("werkzeug.", "wsgi.input", "CONTENT_", "flask."))
    }
    environ |= {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote_to_bytes(parts.path).decode("latin-1"),
        "QUERY_STRING": parts.query,
        "RAW_URI": page,
        "REQUEST_URI": page,
        "cotap.refusal": refusal,
    }
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with app.request_context(environ):
        shown = make_response(app.full_dispatch_request())
    if shown.mimetype == "text/html":
        shown.set_data(unfolded(shown.get_data(as_text=True)))
    if shown.status_code == 200 and refusal.problem:
        shown.status_code = refusal.problem["status"]
    return shown


def page_filled(page: str, command: str, form_key: str, data: dict[str, Any]) -> Response:
    """Render a page with one of its forms filled in, when something was put into what a person is writing."""
    return page_again(page, Refusal(command, form_key, data, {}))


def local_path(path: str) -> str:
    """Return the path if it stays on this site, the home page otherwise."""
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and not (parts.scheme or parts.netloc)
    return path if safe and not UNSEEN.search(path) else "/"


def refusal_for(command: str, form_key: str = "") -> Refusal | None:
    """Return the refusal of this very form, None when it was not the one refused."""
    refusal: Refusal | None = request.environ.get("cotap.refusal")
    if refusal and (refusal.command, refusal.form_key) == (command, form_key):
        return refusal
    return None


def refusal_here() -> Refusal | None:
    """Return the refusal for which this page is shown again, whichever its form; None for a page just asked for."""
    refusal: Refusal | None = request.environ.get("cotap.refusal")
    return refusal


def install(app: Flask) -> None:
    """Register the door and what its templates need."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        refusal_for=refusal_for,
        new_request_id=lambda: str(uuid.uuid4()),
        csrf_token=generate_csrf,
    )
