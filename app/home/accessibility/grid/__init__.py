"""The 106 criteria, theme by theme, with what was found on the sample. Say what is; never make it look better."""

from typing import Final

from . import consultation, forms, images, media, presentation, structure, tables_links_scripts
from .moments import AUDITED as AUDITED

THEMES: Final = {
    1: "Images",
    2: "Cadres",
    3: "Couleurs",
    4: "Multimédia",
    5: "Tableaux",
    6: "Liens",
    7: "Scripts",
    8: "Éléments obligatoires",
    9: "Structure de l’information",
    10: "Présentation de l’information",
    11: "Formulaires",
    12: "Navigation",
    13: "Consultation",
}
GRID: Final = (
    *images.CRITERIA,
    *media.CRITERIA,
    *tables_links_scripts.CRITERIA,
    *structure.CRITERIA,
    *presentation.CRITERIA,
    *forms.CRITERIA,
    *consultation.CRITERIA,
)
"""In the order of their numbers."""
