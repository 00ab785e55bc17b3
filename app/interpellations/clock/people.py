"""Who is written to about a file: the service, its elected head, the chair, the secretariat, the State."""

from app.contracts.correspondents import chair_of, elected_head_of, office_of, officers_of

__all__ = ["chair_of", "elected_head_of", "office_of", "officers_of"]
