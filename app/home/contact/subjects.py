"""What people write to the publisher about: the word of the form, and what it says. Pure."""

from enum import StrEnum
from typing import Final


class Subject(StrEnum):
    """What a message is about; it decides who reads it."""

    ACCESSIBILITY = "accessibilite"
    ACCOUNT = "compte"
    MISTAKE = "erreur"
    PERSONAL_DATA = "donnees"
    OTHER = "autre"


WORDS: Final = {
    Subject.ACCESSIBILITY: "Quelque chose m’empêche de lire ou d’agir",
    Subject.ACCOUNT: "Mon compte, mon invitation",
    Subject.MISTAKE: "Une erreur sur une page",
    Subject.PERSONAL_DATA: "Mes données personnelles",
    Subject.OTHER: "Autre chose",
}
