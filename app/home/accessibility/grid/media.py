"""Themes 3 and 4: colours, and what moves or sounds."""

from typing import Final

from ..model import absent, axe, met
from .moments import DRAWINGS, TOKENS, seen

NONE: Final = "Aucune page ne diffuse ni son, ni vidéo, ni animation."

CRITERIA: Final = (
    met(
        "3.1",
        "Aucune information n’est donnée par la couleur seule.",
        axe("link-in-text-block"),
        seen("votes, niveaux et états ont chacun un signe et un mot ; pages lues en niveaux de gris"),
    ),
    met(
        "3.2",
        "Le texte se détache assez de son fond (4,5 pour 1 ; 3 pour 1 en grand).",
        axe("color-contrast"),
        TOKENS,
        seen("textes des dessins, qu’axe ne sait pas mesurer, en clair et en sombre"),
    ),
    met(
        "3.3",
        "Bordures de champs, pictogrammes et dessins se détachent assez (3 pour 1).",
        TOKENS,
        DRAWINGS,
    ),
    absent("4.1", "Un média temporel a une transcription ou une audiodescription.", NONE),
    absent("4.2", "La transcription ou l’audiodescription est juste.", NONE),
    absent("4.3", "Une vidéo parlée a des sous-titres.", NONE),
    absent("4.4", "Les sous-titres sont justes.", NONE),
    absent("4.5", "Une vidéo a une audiodescription.", NONE),
    absent("4.6", "L’audiodescription est juste.", NONE),
    absent("4.7", "Un média temporel est clairement désigné.", NONE),
    absent("4.8", "Un média non temporel a une autre version.", NONE),
    absent("4.9", "L’autre version d’un média non temporel est juste.", NONE),
    absent("4.10", "Un son qui part seul peut être arrêté.", NONE),
    absent("4.11", "Un média temporel se commande au clavier.", NONE),
    absent("4.12", "Un média non temporel se commande au clavier.", NONE),
    absent("4.13", "Un média est lisible par les aides techniques.", NONE),
)
