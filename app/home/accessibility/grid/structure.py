"""Themes 8 and 9: what every page must have, and how its information is ordered."""

from typing import Final

from ..model import absent, axe, met
from ..sample import Page
from .moments import WALK, seen

CRITERIA: Final = (
    met("8.1", "Chaque page déclare son type de document.", WALK),
    met("8.2", "Le code de chaque page est valable.", axe("duplicate-id-aria", "list", "listitem", "dlitem"), WALK),
    met("8.3", "Chaque page déclare sa langue.", axe("html-has-lang"), WALK),
    met("8.4", "La langue déclarée est la bonne.", axe("html-lang-valid"), WALK),
    met("8.5", "Chaque page a un titre.", axe("document-title"), WALK),
    met("8.6", "Le titre de chaque page est juste, et n’est qu’à elle.", WALK, seen("titres lus un à un")),
    absent("8.7", "Un passage en autre langue le dit.", "Aucun passage de l’échantillon n’est en autre langue."),
    absent("8.8", "La langue d’un passage est la bonne.", "Aucun passage de l’échantillon n’est en autre langue."),
    met(
        "8.9",
        "Aucune balise ne sert à la seule présentation.",
        WALK,
        seen("ni paragraphe vide, ni sauts de ligne en série, ni élément de mise en forme"),
    ),
    absent("8.10", "Un changement de sens de lecture est signalé.", "Tout se lit de gauche à droite."),
    met(
        "9.1",
        "Les titres disent la structure de la page.",
        axe("heading-order", "page-has-heading-one", "empty-heading"),
        WALK,
    ),
    met(
        "9.2",
        "Les régions de la page sont déclarées.",
        axe("landmark-one-main", "landmark-unique", "region", "landmark-no-duplicate-main"),
        WALK,
    ),
    met("9.3", "Les listes sont des listes.", axe("list", "listitem", "definition-list", "dlitem"), seen("listes")),
    met(
        "9.4",
        "Les citations sont signalées.",
        seen("question d’une interpellation, texte d’une décision ou d’un vœu dans un procès-verbal"),
        on={Page.INTERPELLATION, Page.MINUTES},
    ),
)
