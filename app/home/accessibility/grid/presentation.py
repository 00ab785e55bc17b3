"""Theme 10: presentation."""

from typing import Final

from ..model import Failure, axe, met, unmet
from ..sample import Page
from .moments import KEYBOARD, TOKENS, WALK, seen

CRITERIA: Final = (
    met("10.1", "La présentation est l’affaire des feuilles de style.", WALK, seen("aucun attribut de présentation")),
    met("10.2", "Ce qui se voit reste là sans feuille de style.", seen("pages lues sans feuille de style")),
    met("10.3", "L’ordre du code se comprend.", seen("pages lues sans feuille de style"), KEYBOARD),
    met("10.4", "Le texte se lit agrandi à 200 %.", WALK),
    met(
        "10.5",
        "Couleurs du texte et du fond sont données ensemble.",
        TOKENS,
        seen("fond ou texte du navigateur changés"),
    ),
    met("10.6", "Un lien dans un texte se voit sans la couleur.", axe("link-in-text-block"), seen("liens soulignés")),
    met("10.7", "Ce qui a le focus se voit.", WALK, KEYBOARD),
    met(
        "10.8",
        "Ce qui est caché l’est pour de bonnes raisons.",
        axe("aria-hidden-focus", "aria-hidden-body"),
        seen("textes pour lecteurs d’écran et parties repliées"),
    ),
    met("10.9", "Rien n’est dit par la seule forme, taille ou place.", seen("phrases et dessins")),
    met("10.10", "Forme, taille et place n’y sont pas la seule voie.", seen("phrases et dessins")),
    met("10.11", "Tout se lit à 320 pixels de large, sans défiler dans les deux sens.", WALK),
    met("10.12", "Le texte s’espace sans rien perdre.", WALK),
    unmet(
        "10.13",
        "Ce qui apparaît au survol ou au focus se garde, se survole et se referme.",
        seen("hémicycle : le nom du siège pointé prend la place des totaux"),
        on={Page.CONFERENCE},
        failures=(
            Failure(
                pages=frozenset({Page.CONFERENCE}),
                what="Dans l’hémicycle, le nom du siège pointé remplace les totaux ; la touche Échap ne le referme "
                "pas, et il disparaît quand le pointeur le rejoint.",
                consequence="Qui agrandit beaucoup son écran peut perdre le nom avant de l’avoir lu.",
                meanwhile="Tous les noms sont dans le tableau de la composition, sous le dessin.",
                plan="Garder le nom affiché jusqu’à ce que le pointeur quitte le dessin, et le refermer par Échap.",
            ),
        ),
    ),
    met(
        "10.14",
        "Ce que le style seul révèle s’atteint au clavier.",
        seen("noms des sièges au focus ; bouton du plein écran au focus"),
        on={Page.CONFERENCE, Page.PROJECTION},
    ),
)
