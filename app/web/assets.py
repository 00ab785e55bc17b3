"""Built files of the front end, under names that change with their content."""

import json
from pathlib import Path

from flask import Blueprint, Flask, send_from_directory
from werkzeug.wrappers import Response

from .guards import public

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
DIST = FRONTEND / "dist"
blueprint = Blueprint("assets", __name__)


@blueprint.get("/fichiers/<path:name>")
@public
def file(name: str) -> Response:
    """Serve a built file; its name holds its content's hash, so it never changes."""
    response = send_from_directory(DIST, name)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def install(app: Flask) -> None:
    """Give templates `asset('main.css')`."""
    manifest_path = DIST / "manifest.json"
    manifest: dict[str, str] = json.loads(manifest_path.read_text()) if manifest_path.exists() else {}

    def asset(name: str) -> str:
        return f"/fichiers/{manifest.get(name, name)}"

    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = asset
