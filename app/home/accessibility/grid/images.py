"""Themes 1 and 2: images and frames."""

from typing import Final

from ..model import absent, axe, met
from ..sample import Page
from .moments import COMPONENTS, DRAWINGS, WALK, seen

DRAWN: Final = frozenset({Page.CONFERENCE, Page.ROOM, Page.PROJECTION, Page.SCOREBOARD, Page.CONTRACT, Page.MINUTES})
"""Pages with drawings that carry information."""
NO_FRAME: Final = "Aucune page n’a de cadre."

CRITERIA: Final = (
    met(
        "1.1",
        "Chaque image qui informe a un texte qui la remplace.",
        axe("image-alt", "svg-img-alt", "role-img-alt", "input-image-alt", "area-alt", "object-alt"),
        WALK,
        on=DRAWN,
    ),
    met("1.2", "Chaque image qui décore est ignorée des aides techniques.", axe("presentation-role-conflict"), WALK),
    met(
        "1.3",
        "Le texte qui remplace une image dit la même chose qu’elle.",
        seen("titre et description de chaque dessin lus à côté du dessin"),
        DRAWINGS,
        on=DRAWN,
    ),
    absent("1.4", "Une image qui sert de test dit à quoi elle sert.", "Aucun test par image (CAPTCHA)."),
    absent("1.5", "Un test par image a une autre voie.", "Aucun test par image (CAPTCHA)."),
    met(
        "1.6",
        "Une image complexe a une description détaillée.",
        seen("chaque dessin a son double en tableau, ou ses chiffres écrits à côté"),
        on=DRAWN,
    ),
    met("1.7", "La description détaillée est juste.", seen("chiffres du tableau comparés au dessin"), on=DRAWN),
    absent("1.8", "Un texte n’est pas mis en image sans nécessité.", "Aucun texte n’est mis en image."),
    met(
        "1.9",
        "La légende d’une image est reliée à elle.",
        COMPONENTS,
        seen("figure nommée comme sa légende"),
        on={Page.SCOREBOARD, Page.CONTRACT},
    ),
    absent("2.1", "Chaque cadre a un titre.", NO_FRAME),
    absent("2.2", "Le titre de chaque cadre est juste.", NO_FRAME),
)
