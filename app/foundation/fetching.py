"""Asking another machine, safely: only the one that was configured, over TLS, for a bounded time and a bounded answer.

An address found in somebody's document must not lead a process to the inside of its network: whatever is asked goes
to the very origin that the operator wrote, redirections are not followed, and neither proxies nor passwords are taken
from the machine's surroundings.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests

LARGEST = 256 * 1024
PATIENCE = 8.0
"""Seconds for the whole exchange."""
_STEP = (3.05, 4.0)
"""Seconds to connect, and between two pieces of the answer."""


class Unreachable(Exception):
    """The machine did not answer, or not as it should; the message says how, for the log."""


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What came back."""

    status: int
    media_type: str
    body: bytes


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address, in one form."""
    parts = urlsplit(url)
    try:
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError:
        port = 0
    return f"{parts.scheme}://{parts.hostname}:{port}"


def fetch(
    url: str, *, origin: str, headers: Mapping[str, str] | None = None, form: Mapping[str, str] | str | None = None
) -> Fetched:
    """Ask `url`, which must be of that origin; a form is posted. Raise `Unreachable` for anything but an answer."""
    if origin_of(url) != origin or "@" in urlsplit(url).netloc:
        raise Unreachable(f"{origin_of(url)} is not {origin}")
    ends = time.monotonic() + PATIENCE
    with requests.Session() as session:
        session.trust_env = False
        try:
            with session.request(
                "GET" if form is None else "POST",
                url,
                headers={
                    "Accept-Encoding": "identity",
                    **({"Content-Type": "application/x-www-form-urlencoded"} if isinstance(form, str) else {}),
                    **(headers or {}),
                },
                data=form,
                timeout=_STEP,
                allow_redirects=False,
                stream=True,
            ) as answer:
                return _read(answer, ends)
        except requests.RequestException as fault:
            raise Unreachable(type(fault).__name__) from fault


def _read(answer: requests.Response, ends: float) -> Fetched:
    if 300 <= answer.status_code < 400:
        raise Unreachable("it sends elsewhere")
    body = bytearray()
    for piece in answer.iter_content(16 * 1024):
        body += piece
        if len(body) > LARGEST:
            raise Unreachable("its answer is too large")
        if time.monotonic() > ends:
            raise Unreachable("its answer takes too long")
    media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Fetched(status=answer.status_code, media_type=media_type, body=bytes(body))
