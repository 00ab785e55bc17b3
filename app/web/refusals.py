"""What a policy refused at one of the doors is counted, and put on record in a transaction of its own."""

import structlog
from flask import request

from app.foundation.actors import Actor
from app.foundation.commands import COMMANDS
from app.foundation.errors import DomainError

from .house import House

log = structlog.get_logger()


def note(home: House, actor: Actor, error: BaseException, asked: object) -> None:
    """Remember that a policy said no to this actor; what is no refusal of a policy is not remembered."""
    denied = error.denied if isinstance(error, DomainError) else None
    if denied is None:
        return
    if "metrics" in home.notes:
        home.notes["metrics"].refusals.labels(denied.policy).inc()
    try:
        home.note_refusal(home.units, actor, str(asked), denied)
    except Exception:  # the person has their answer in any case; what could not be written is told to the operator
        log.exception("refusal_not_noted", policy=denied.policy)


def asked_here() -> str:
    """Return what this request asks: a command by its name, otherwise the verb and the pattern of the route."""
    name = (request.view_args or {}).get("name")
    if request.method == "POST" and name in COMMANDS:
        return str(name)
    return f"{request.method} {request.url_rule.rule if request.url_rule else ''}".strip()
