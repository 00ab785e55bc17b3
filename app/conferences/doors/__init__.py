"""The commands of a conference: their shapes, and how they reach the operations. Importing it registers them."""

from . import composition, creation, finalites, groups, mandates, presidency

__all__ = ["composition", "creation", "finalites", "groups", "mandates", "presidency"]
