"""Themes 12 and 13: going from page to page, and reading at one's own pace."""

from typing import Final

from ..model import Failure, absent, axe, met, unmet
from ..sample import EVERYWHERE, FRAMED, Page
from .moments import KEYBOARD, WALK, seen

PAPERS: Final = frozenset({Page.SITTING, Page.MINUTES})
LIVE: Final = frozenset({Page.ROOM, Page.PROJECTION})

CRITERIA: Final = (
    met("12.1", "Deux façons au moins de trouver une page.", seen("menu, recherche, plan"), on=FRAMED, but={Page.HOME}),
    met("12.2", "Menu et navigation sont toujours à la même place.", seen("toutes les pages"), on=FRAMED),
    met("12.3", "Le plan du site est juste.", WALK, seen("plan tiré de la table des adresses"), on={Page.PLAN}),
    met("12.4", "Le plan du site s’atteint partout de la même façon.", WALK, on=FRAMED),
    met("12.5", "La recherche s’atteint partout de la même façon.", WALK, on=FRAMED),
    met("12.6", "Les régions présentes partout s’atteignent ou s’évitent.", axe("region", "bypass"), WALK),
    met("12.7", "Un lien mène droit au contenu.", axe("skip-link", "bypass"), WALK, but={Page.PROJECTION}),
    met("12.8", "L’ordre au clavier se comprend.", axe("tabindex", "focus-order-semantics"), WALK, KEYBOARD),
    met("12.9", "Le clavier n’est retenu nulle part.", WALK, KEYBOARD),
    met(
        "12.10",
        "Un raccourci d’une seule touche se coupe.",
        seen("raccourcis de la salle : liste, et case pour les couper tous"),
        on={Page.ROOM},
    ),
    met(
        "12.11",
        "Ce qui apparaît au survol s’atteint au clavier.",
        seen("liens des sièges de l’hémicycle"),
        on={Page.CONFERENCE},
    ),
    met(
        "13.1",
        "Une limite de temps se règle ou se lève.",
        seen("temps de parole et scrutin sont ceux d’une réunion réelle ; les sessions durent des semaines"),
        on=LIVE,
    ),
    absent("13.2", "Aucune fenêtre ne s’ouvre sans être demandée.", "Aucun lien n’ouvre de fenêtre."),
    unmet(
        "13.3",
        "Chaque document à télécharger est accessible ou a une version qui l’est.",
        seen("PDF du procès-verbal : balises, titre, langue, ordre"),
        on=PAPERS,
        failures=(
            Failure(
                pages=frozenset({Page.SITTING}),
                what="Les documents joints par les membres et les institutions (PDF, textes, classeurs) sont publiés "
                "tels qu’ils ont été remis : rien ne vérifie qu’ils sont accessibles.",
                consequence="Un document fait d’images ou sans balises ne se lit pas au lecteur d’écran.",
                meanwhile="Demandez-en une autre version par la page Contact : elle vous est due.",
                plan="Dire au dépôt d’un document s’il a balises, titre et langue ; demander un texte sinon.",
            ),
        ),
    ),
    met(
        "13.4",
        "La version accessible d’un document dit la même chose.",
        seen("page et PDF comparés"),
        on={Page.MINUTES},
    ),
    absent("13.5", "Un dessin fait de signes a une autre version.", "Aucun dessin fait de signes."),
    absent("13.6", "L’autre version d’un dessin fait de signes est juste.", "Aucun dessin fait de signes."),
    absent("13.7", "Rien ne clignote plus de trois fois par seconde.", "Rien ne clignote."),
    met(
        "13.8",
        "Ce qui bouge peut être arrêté.",
        seen("seuls des chiffres du temps réel changent ; les marques de nouveauté cessent en quatre secondes"),
        on=LIVE,
    ),
    met("13.9", "Tout se lit dans les deux sens de l’écran.", axe("css-orientation-lock"), WALK),
    met(
        "13.10",
        "Un geste complexe a une voie simple.",
        KEYBOARD,
        seen("ordre des points : boutons et touches"),
        on={Page.ROOM},
    ),
    met("13.11", "Un appui se reprend avant d’être relâché.", seen("aucun acte ne part à l’appui"), on=EVERYWHERE),
    absent("13.12", "Ce que déclenche un mouvement a une autre voie.", "Rien ne se déclenche par un mouvement."),
)
