"""The French words of minutes for the closed vocabularies of a sitting."""

from typing import Final

AGENDA_KINDS: Final = {
    "information": "information",
    "debate": "débat",
    "decision": "décision",
    "interpellation": "interpellation",
    "review": "clause de revoyure",
    "election": "élection",
}
ATTENDANCE: Final = {
    "room": "en salle",
    "hybrid": "en salle et à distance",
    "remote": "à distance",
}
MODES: Final = {"room": "en salle", "remote": "à distance"}
LEVELS: Final = {"region": "Région", "departement": "Département", "epci": "EPCI", "commune": "Commune"}
OTHERS: Final = "Autres personnes"
SPEECHES: Final = {
    "contribution": "prend la parole",
    "for": "prend la parole, pour",
    "against": "prend la parole, contre",
    "point_of_order": "fait un rappel au règlement",
    "reply": "répond",
}
FATES: Final = {
    "tabled": "n’a pas été mis aux voix",
    "withdrawn": "retiré par son auteur",
    "carried": "adopté",
    "rejected": "non adopté",
}
CHOICES: Final = {
    "for": ("Pour", "Ont voté pour"),
    "against": ("Contre", "Ont voté contre"),
    "abstain": ("Abstention", "Se sont abstenus"),
    "does_not_take_part": ("Ne prend pas part au vote", "N’ont pas pris part au vote"),
    "": ("N’a pas voté", "N’ont pas voté"),
}
"""Choice → (what one seat did, what those listed did); the empty choice is a seat of the roll that did not vote."""
