"""The JSON door: every command as `POST /api/v1/commands/<name>`, described in OpenAPI."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint as PlainBlueprint
from flask import Flask, Response, request
from flask_smorest import Api, Blueprint
from marshmallow import INCLUDE, Schema, fields
from werkzeug.exceptions import BadRequest, UnsupportedMediaType
from werkzeug.routing import Rule

from app.foundation.commands import COMMANDS, Command
from app.foundation.errors import Invalid
from app.foundation.shapes import Shape

from .dispatch import perform
from .guards import public
from .house import house
from .identity import current_actor
from .security import csrf

commands = PlainBlueprint("commands", __name__, url_prefix="/api/v1/commands")


class Problem(Schema):
    """RFC 9457. `errors` points at the fields to correct; each refusal may say more (`policy`, `rule`, versions…)."""

    class Meta:
        unknown = INCLUDE

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String()
    errors = fields.List(fields.Dict())


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/problem+json": {"schema": Problem}}}


class HouseApi(Api):  # type: ignore[misc]  # the library has no types
    """flask-smorest, without its own answer to errors: `problems.py` has the only one."""

    def _register_error_handlers(self) -> None:
        """Register none."""

    def _register_responses(self) -> None:
        """Describe a refusal as what it is here, a problem object."""
        for name in ("UNPROCESSABLE_ENTITY", self.DEFAULT_ERROR_RESPONSE_NAME):
            self.spec.components.response(name, _problem("A problem, in French."), lazy=True)

    def _openapi_json(self) -> Response:
        """Serve the description with its bounds as numbers: elsewhere exact decimals travel as text."""
        return Response(json.dumps(self.spec.to_dict(), default=float), mimetype="application/json")


@commands.post("/<name>")
@public  # each command asks its own policy
def perform_command(name: str) -> dict[str, Any]:
    """Perform a command; `request_id` makes a retry safe."""
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        body = request.get_json()
    except RecursionError as fault:
        raise BadRequest from fault
    if not isinstance(body, dict):
        raise Invalid("Envoyez un objet JSON.", errors=[{"pointer": "#", "detail": "Un objet est attendu."}])
    answer = perform(
        house(),
        current_actor(),
        name,
        body.get("data"),
        request_id=body.get("request_id"),
        expected_version=body.get("expected_version"),
    )
    return {"result": answer}


def _body(command: Command) -> type[Schema]:
    name = command.name.replace(".", "_")
    # Two rooms may both call a shape « Move »: in the description each has the name of its command.
    data = type(f"Data_{name}", (command.shape,), {})
    return Shape.from_dict(
        {
            "request_id": fields.UUID(metadata={"description": "One UUID per intention; a retry repeats it."}),
            "data": fields.Nested(data, required=True),
        },
        name=f"Command_{name}",
    )


def _describe(api: Api, command: Command) -> None:
    refusals = {str(status): _problem(words) for status, words in _REFUSALS.items()}
    api.spec.path(
        # One route serves them all; each is described as if it had its own.
        rule=Rule(f"/api/v1/commands/{command.name}"),
        operations={
            "post": {
                "tags": [command.name.split(".")[0]],
                "summary": command.summary,
                "operationId": command.name,
                "requestBody": {"required": True, "content": {"application/json": {"schema": _body(command)}}},
                "responses": {
                    "200": {
                        "description": "Done.",
                        "content": {"application/json": {"schema": _ANSWER}},
                    },
                    **refusals,
                },
            }
        },
    )


_ANSWER = {"type": "object", "required": ["result"], "properties": {"result": {"type": "object"}}}
_REFUSALS = {
    400: "The body is not JSON.",
    401: "Nobody is signed in.",
    403: "A policy says no.",
    404: "No such object.",
    409: "The state does not allow it, or a newer version exists.",
    413: "Too heavy: a file is 20 MB at most.",
    415: "Not application/json.",
    422: "A rule says no, or the data cannot be read.",
    429: "Too many tries; `Retry-After` says when.",
    503: "The database does not answer: the same request, with the same `request_id`, may be sent again.",
}


def _function_of(method: Callable[..., Any]) -> Callable[..., Any]:
    # A bound method cannot be marked public; a function that calls it can.
    @wraps(method)
    def view(**arguments: Any) -> Any:
        return method(**arguments)

    return view


def install(app: Flask, blueprints: list[Blueprint]) -> None:
    """Register the API: commands, then the reads of each feature."""
    app.config.update(
        API_TITLE="Cotap",
        API_VERSION="v1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )
    api = HouseApi(app)
    app.register_blueprint(commands)
    csrf.exempt(commands)
    for command in COMMANDS.values():
        _describe(api, command)
    for blueprint in blueprints:
        csrf.exempt(blueprint)
        api.register_blueprint(blueprint)
    for endpoint, view in list(app.view_functions.items()):
        if endpoint.startswith("api-docs."):
            app.view_functions[endpoint] = public(_function_of(view))
