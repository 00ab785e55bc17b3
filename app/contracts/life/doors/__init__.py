"""Commands of a contract's life: shapes in, one operation each, a sentence out."""

from . import agents, drafting, finalites, perimeter, riders, settings, signing, steps

__all__ = ["agents", "drafting", "finalites", "perimeter", "riders", "settings", "signing", "steps"]
