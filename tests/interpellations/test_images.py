"""I2: what citizens join is read without trusting it."""

import io
import random
import zlib

import pytest
from PIL import Image

from app.foundation.errors import Invalid
from app.foundation.files import Upload
from app.sittings.agenda.documents import CheckedFile, check
from app.sittings.agenda.images import MOST_MILLIONS, without_metadata


def an_image(form: str, mode: str = "RGB", size: tuple[int, int] = (12, 9), **saved: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, form, **saved)
    return out.getvalue()


def checked(content: bytes) -> CheckedFile:
    return check(Upload(name="photo.png" if content.startswith(b"\x89") else "photo.jpg", content=content))


def announcing(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large."""
    honest = bytearray(an_image("PNG"))
    honest[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    honest[29:33] = zlib.crc32(honest[12:29]).to_bytes(4, "big")
    return bytes(honest)


@pytest.mark.parametrize("size", [(13_000, 13_000), (MOST_MILLIONS * 1_000_000 + 1, 1), (2**31 - 1, 2**31 - 1)])
def test_i2_an_image_that_would_fill_the_memory_is_refused_before_it_is_unpacked(size):
    """Half a megabyte of a plain colour took two gigabytes, and the process stood still for eight seconds."""
    with pytest.raises(Invalid):
        without_metadata(checked(announcing(*size)))


def test_i2_a_refusal_says_how_large_an_image_may_be():
    with pytest.raises(Invalid) as refusal:
        without_metadata(checked(announcing(13_000, 13_000)))
    assert f"{MOST_MILLIONS}\u00a0millions de points" in refusal.value.members["errors"][0]["detail"]


def test_i2_whatever_is_broken_in_an_image_is_a_refusal_and_never_a_failure():
    drawn = random.Random(5)
    forms = [("PNG", "RGB"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "I;16"), ("PNG", "1"), ("JPEG", "RGB"), ("JPEG", "L")]
    sound = [an_image(form, mode) for form, mode in forms]
    refused = 0
    for _ in range(2000):
        broken = bytearray(drawn.choice(sound))
        for _ in range(drawn.choice((1, 2, 4, 8))):
            broken[drawn.randrange(8, len(broken) - 12)] = drawn.randrange(256)
        try:
            without_metadata(checked(bytes(broken)))
        except Invalid:
            refused += 1
    assert refused


def test_i2_a_png_whose_chunk_has_no_name_is_refused():
    """The library raises a SyntaxError there."""
    sound = an_image("PNG")
    at = sound.index(b"IDAT")
    with pytest.raises(Invalid):
        without_metadata(checked(sound[:at] + b"\x00\x01\x02\x03" + sound[at + 4 :]))


def test_i2_nothing_but_pixels_is_kept():
    exif = Image.Exif()
    exif[0x010F] = "Fabricant"
    kept = without_metadata(checked(an_image("JPEG", exif=exif) + b""))
    with Image.open(io.BytesIO(kept)) as image:
        assert not image.getexif()
    assert b"Fabricant" not in kept


def test_i2_what_hides_behind_an_image_is_not_kept():
    """A page of script behind the pixels, with the end of an image after it."""
    sound = an_image("JPEG")
    kept = without_metadata(checked(sound + b"<script>alert(1)</script>\xff\xd9"))
    assert b"script" not in kept
