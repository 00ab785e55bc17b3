"""The pages by which people come in and go, and keep their account."""

from . import account, invitation, links, sign_in
from .blueprint import blueprint

__all__ = ["account", "blueprint", "invitation", "links", "sign_in"]
