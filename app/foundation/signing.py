"""What the house signs for itself: cookies, and the links of its mails. HMAC-SHA-256 under the secret keys.

Values signed by HMAC-SHA-1, as the library does by itself and as was done before, are still read and never made.
"""

from collections.abc import Iterable
from hashlib import sha1, sha256
from typing import Any, Final

from itsdangerous import URLSafeSerializer

SIGNED: Final[dict[str, Any]] = {"digest_method": sha256, "key_derivation": "hmac"}
FORMERLY: Final[dict[str, Any]] = {"digest_method": sha1, "key_derivation": "django-concat"}


def signed_links(keys: Iterable[str], *, purpose: str) -> URLSafeSerializer:
    """Return what signs and reads the values of one purpose; the newest key comes last and signs."""
    return URLSafeSerializer(list(keys), salt=purpose, signer_kwargs=SIGNED, fallback_signers=[FORMERLY])
