"""Images that people join: their pixels alone are kept, and none may ask for more memory than a process has (I2)."""

import io
import warnings
from threading import Lock

from PIL import Image, ImageOps

from app.foundation.apart import apart
from app.foundation.errors import Invalid

from .documents import JPEG, PNG, CheckedFile

MOST_MILLIONS = 32
"""Points: 4 bytes each, in three copies, once unpacked. A file of half a megabyte may announce two hundred millions."""
FORMATS = {JPEG: "JPEG", PNG: "PNG"}
_one_at_a_time = Lock()


def without_metadata(document: CheckedFile) -> bytes:
    """Return the content, for an image without place, device, date nor comment: only its pixels, turned upright."""
    if document.kind not in FORMATS:
        return document.content
    with _one_at_a_time:
        return apart(lambda: _bare(document.content, FORMATS[document.kind]))


def _bare(content: bytes, form: str) -> bytes:
    try:
        # What is odd in the metadata that we are about to drop is nobody's concern.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=[form]) as opened:
            _require_size(opened)
            image = ImageOps.exif_transpose(opened)
            bare = Image.new(image.mode, image.size)
            bare.paste(image)
            if image.mode == "P":
                bare.putpalette(image.getpalette() or [])
            out = io.BytesIO()
            bare.save(out, form, quality=92, optimize=True)
    # The library tells a broken PNG by a SyntaxError.
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        raise _refusal("Cette image ne se lit pas.", "Essayez une autre image.") from fault
    return out.getvalue()


def _require_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_MILLIONS * 1_000_000:
        detail = f"{MOST_MILLIONS} millions de points au plus : réduisez-la."
        raise _refusal("Cette image est trop grande.", detail)


def _refusal(words: str, detail: str) -> Invalid:
    return Invalid(words, errors=[{"pointer": "#/file", "detail": detail}])
