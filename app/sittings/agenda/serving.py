"""How a stored document is handed over: recognised formats in the page, everything else downloaded, nothing runs."""

import io

from flask import Response, send_file

from app.sittings.models import StoredFile

from .documents import BY_MEDIA_TYPE

LOCKED = "default-src 'none'; frame-ancestors 'none'; sandbox"


def serve_file(file: StoredFile, *, name: str, shared: bool) -> Response:
    """Return the file under its name; `shared`: everybody may read it, so that caches may keep it."""
    kind = BY_MEDIA_TYPE.get(file.media_type)
    response = send_file(
        io.BytesIO(file.content),
        mimetype=file.media_type.split(";")[0],
        as_attachment=not (kind and kind.inline),
        download_name=name,
        etag=file.sha256,
        max_age=0,
    )
    response.headers["Content-Type"] = file.media_type
    response.headers["Content-Security-Policy"] = LOCKED
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate" if shared else "no-store"
    return response
