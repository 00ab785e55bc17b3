"""The entities of a sitting, one file per concept."""

from .agenda import AgendaItem, ItemDocument, StoredFile
from .attendance import LiveLink, Presence
from .ballots import Ballot, BallotVoter, Turnout, Vote
from .decisions import Commitment, CommitmentUpdate, Decision
from .floor import Speech
from .minutes import ItemNote, Minutes, MinutesCorrection
from .motions import Motion
from .proxies import ProxyGiven
from .sitting import Sitting

__all__ = [
    "AgendaItem",
    "Ballot",
    "BallotVoter",
    "Commitment",
    "CommitmentUpdate",
    "Decision",
    "ItemDocument",
    "ItemNote",
    "LiveLink",
    "Minutes",
    "MinutesCorrection",
    "Motion",
    "Presence",
    "ProxyGiven",
    "Sitting",
    "Speech",
    "StoredFile",
    "Turnout",
    "Vote",
]
