"""The pages of interpellations. Each part registers its own on the one blueprint."""

from .blueprint import blueprint

__all__ = ["blueprint"]
