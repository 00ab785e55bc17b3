"""Powers to vote: given in writing, carried, suspended while the principal is present, revoked at any time (S4)."""
