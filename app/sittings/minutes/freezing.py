"""Keeping what minutes say now, with its fingerprint. Called by operations only."""

from sqlalchemy.orm import Session

from app.sittings.models import Minutes, Sitting

from . import queries
from .content import fingerprint


def freeze(minutes: Minutes, drawn: queries.Drawn) -> None:
    """Keep the content and its fingerprints."""
    content = drawn.content
    minutes.content = content
    minutes.content_hash = fingerprint(content["members"])
    minutes.public_hash = fingerprint(content["public"]) if content["public"] else None


def refreeze(session: Session, sitting: Sitting, minutes: Minutes) -> None:
    """Keep the content again from the same entries, with the notes and corrections of now."""
    assert minutes.content is not None
    freeze(minutes, queries.drawn(session, sitting, until=minutes.content["members"]["position"]))
