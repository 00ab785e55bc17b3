"""Small files of each kind, made for the tests."""

import base64
import io
import zipfile
from typing import Any

from PIL import Image

from app.foundation.files import Upload
from app.sittings.agenda.documents import check
from app.sittings.agenda.images import without_metadata

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def image(form: str, **given: Any) -> bytes:
    """A small image, with what a device would write in it."""
    out = io.BytesIO()
    Image.new("RGB", (8, 6), (120, 90, 40)).save(out, form, **given)
    return out.getvalue()


# As the house keeps them: what it has once made bare it leaves as it is.
PNG = without_metadata(check(Upload(name="a.png", content=image("PNG"))))
JPEG = without_metadata(check(Upload(name="a.jpg", content=image("JPEG"))))


def archive(**members: bytes) -> bytes:
    """A zip whose members are named with `__` for `/` and `_dot_` for `.`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def open_document(kind: str = "text") -> bytes:
    return archive(mimetype=f"application/vnd.oasis.opendocument.{kind}".encode(), content_dot_xml=b"<x/>")


def office(part: str = "word__document_dot_xml", **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("[Content_Types].xml", "<Types/>")
        zipped.writestr(part.replace("__", "/").replace("_dot_", "."), "<x/>")
        for name, content in more.items():
            zipped.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def wire(content: bytes, name: str = "note.pdf") -> dict[str, str]:
    """The file as JSON carries it."""
    return {"name": name, "content": base64.b64encode(content).decode()}
