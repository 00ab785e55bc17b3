"""The pages by which people come in and go, and keep their account."""

from . import account, invitation, links, passkeys, protection, second_factor, sign_in
from .blueprint import blueprint

__all__ = ["account", "blueprint", "invitation", "links", "passkeys", "protection", "second_factor", "sign_in"]
