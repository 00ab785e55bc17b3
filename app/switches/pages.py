"""The page of the switches, the notice on the pages concerned, and the refusal of what is suspended."""

from typing import Any

from flask import Blueprint, Flask, render_template, request

from app.foundation.unit_of_work import require
from app.web.house import House, house
from app.web.identity import current_actor

from .board import board_of
from .policies import may_switch_features
from .words import OF_FORM, SWITCHES

blueprint = Blueprint("switches", __name__)
FORMS = {endpoint for endpoint, _act in OF_FORM}


@blueprint.get("/administration/services")
def switches() -> str:
    """Show what can be suspended and what is."""
    require(current_actor(), may_switch_features)
    notices = board_of(house()).notices
    return render_template("pages/administration/services.html", switches=SWITCHES, notices=notices)


def install(app: Flask) -> None:
    """Refuse what is suspended, and say so where it matters."""
    app.register_blueprint(blueprint)
    home: House = app.extensions["cotap"]
    home.command_checks.append(lambda _actor, name: board_of(home).check_command(name))
    home.file_checks.append(lambda _actor, name: board_of(home).check_file(name))

    @app.before_request
    def _refuse() -> None:
        if request.endpoint is not None:
            board_of(home).check_route(request.endpoint, current_actor())
            if request.method == "POST" and request.endpoint in FORMS:
                board_of(home).check_form(request.endpoint, request.form.get("act", ""))
            board_of(home).check_stream(str((request.view_args or {}).get("stream", "")), current_actor())

    @app.context_processor
    def _notices() -> dict[str, Any]:
        return {"paused_here": board_of(home).notices_for(request.path) if request else []}
