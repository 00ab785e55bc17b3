"""The pages by which people come in and go."""

from . import invitation, sign_in
from .blueprint import blueprint

__all__ = ["blueprint", "invitation", "sign_in"]
