"""The pages of a conference: public ones, its history, its accent, its administration."""

from . import accent, administration, public, reglement
from .blueprint import blueprint

__all__ = ["accent", "administration", "blueprint", "public", "reglement"]
