"""What every fact about a contract shares. `bureau` in a contract's record is the State's side of the table."""

from app.foundation.facts import MEMBERS, PUBLIC


def audience_of(public: bool) -> str:
    """Return who reads a fact about a contract: everybody once it is public, its parties and conference before."""
    return PUBLIC if public else MEMBERS
