"""The one mapping of errors: domain, validation, HTTP and unexpected → RFC 9457, or a page."""

import uuid
from typing import Any

import structlog
from flask import Flask, Response, g, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as OverloadError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from app.foundation.actors import VISITOR
from app.foundation.errors import DomainError, NotSignedIn
from app.foundation.shapes import pointers
from app.foundation.unit_of_work import is_connection_failure

from . import refusals
from .house import house
from .identity import current_actor

log = structlog.get_logger()

HTTP_WORDS = {
    400: ("bad-request", "Demande illisible", "Revenez en arrière et recommencez."),
    404: (
        "not-found",
        "Introuvable",
        "Cette page n’existe pas ou n’existe plus. Partez de l’accueil ou cherchez.",
    ),
    405: ("method-not-allowed", "Action inconnue ici", "Cette adresse ne se demande pas de cette façon."),
    413: ("too-large", "Envoi trop lourd", "Réduisez la taille du fichier, 20 Mo au plus, puis recommencez."),
    415: ("unsupported-media-type", "Format non accepté", "Envoyez du JSON (application/json)."),
    422: ("invalid", "Des informations sont à corriger", "Corrigez les informations signalées."),
    429: ("too-many", "Trop de demandes", "Attendez une minute, puis recommencez."),
    503: (
        "unavailable",
        "Service momentanément indisponible",
        "Rien n’est perdu. Recommencez dans un instant.",
    ),
}


def problem_of(error: BaseException) -> dict[str, Any]:
    """Return the RFC 9457 object of any error; what is unexpected is logged with its reference."""
    if isinstance(error, DomainError):
        return {
            "type": f"/problems/{error.slug}",
            "title": error.title,
            "status": error.status,
            "detail": error.detail,
            **error.members,
        }
    if isinstance(error, HTTPException):
        return _of_http(error)
    reference = uuid.uuid4().hex[:10]
    log.error("unexpected", reference=reference, exc_info=error)
    if isinstance(error, OverloadError) or (isinstance(error, OperationalError) and is_connection_failure(error)):
        return {**_words(503), "instance": reference}
    return {
        "type": "/problems/unexpected",
        "title": "Une erreur de notre fait",
        "status": 500,
        "detail": f"Elle est notée sous la référence {reference}. Recommencez ; si elle revient, citez-la.",
        "instance": reference,
    }


def _words(status: int) -> dict[str, Any]:
    slug, title, detail = HTTP_WORDS.get(status, ("http", "Demande refusée", "Revenez en arrière et recommencez."))
    return {"type": f"/problems/{slug}", "title": title, "status": status, "detail": detail}


def _of_http(error: HTTPException) -> dict[str, Any]:
    problem = _words(error.code or 500)
    data = getattr(error, "data", None) or {}
    if data.get("messages"):
        problem["errors"] = list(pointers(data["messages"]))
    return problem


def wants_json() -> bool:
    """Tell whether the answer should be a problem object rather than a page."""
    if request.path.startswith(("/api/", "/socket.io")) or request.is_json:
        return True
    return request.accept_mimetypes.best_match(["text/html", "application/json"], "text/html") != "text/html"


def as_response(error: BaseException) -> BaseResponse:
    """Return the answer to a request that ended in this error."""
    problem = problem_of(error)
    if wants_json():
        response: Response = jsonify(problem)
        response.status_code = problem["status"]
        response.content_type = "application/problem+json"
        if "retry_after" in problem:
            response.headers["Retry-After"] = str(problem["retry_after"])
        return response
    if isinstance(error, NotSignedIn) and request.method == "GET":
        return redirect(url_for("people.sign_in", suite=request.full_path.rstrip("?")), 303)
    return _page(problem)


def _page(problem: dict[str, Any]) -> Response:
    try:
        current_actor()
    except Exception:
        # Who asks cannot be read either: the page of a failure may not fail in its turn.
        g.actor = VISITOR
    response = Response(
        render_template("pages/errors/problem.html", problem=problem), problem["status"], mimetype="text/html"
    )
    if "retry_after" in problem:
        response.headers["Retry-After"] = str(problem["retry_after"])
    return response


def install(app: Flask) -> None:
    """Map every error of the application; in tests the unexpected is raised."""

    @app.errorhandler(DomainError)
    @app.errorhandler(HTTPException)
    def _expected(error: DomainError | HTTPException) -> BaseResponse:
        if isinstance(error, CSRFError):
            log.warning("form_without_its_mark", asked=refusals.asked_here())
        if isinstance(error, DomainError) and error.denied:
            refusals.note(house(), current_actor(), error, refusals.asked_here())
        if isinstance(error, HTTPException) and error.code is not None and error.code < 400:
            return error.get_response()
        return as_response(error)

    @app.errorhandler(Exception)
    def _unexpected(error: Exception) -> BaseResponse:
        if app.testing and not app.config.get("ANSWER_UNEXPECTED"):
            raise error
        return as_response(error)
