"""Themes 5, 6 and 7: tables, links, scripts."""

from typing import Final

from ..model import absent, axe, met
from ..sample import FORMS, Page
from .moments import COMPONENTS, KEYBOARD, WALK, seen

TABLES: Final = frozenset(
    {
        Page.HOME,
        Page.DECLARATION,
        Page.CONFERENCE,
        Page.ROOM,
        Page.MINUTES,
        Page.SCOREBOARD,
        Page.CONTRACT,
        Page.CONTRACTS,
        Page.PERSONAL_DATA,
    }
)
GROUPED: Final = frozenset({Page.CONFERENCE})
"""Tables whose rows go by groups, each under a head of its own."""

CRITERIA: Final = (
    met("5.1", "Un tableau complexe a un résumé.", seen("composition d’une conférence, par niveau"), on=GROUPED),
    met("5.2", "Le résumé d’un tableau complexe est juste.", seen("composition d’une conférence"), on=GROUPED),
    absent("5.3", "Un tableau de mise en forme se lit dans l’ordre.", "Aucun tableau ne sert à la mise en forme."),
    met("5.4", "Chaque tableau de données a un titre.", axe("table-fake-caption"), COMPONENTS, WALK, on=TABLES),
    met("5.5", "Le titre de chaque tableau est juste.", seen("titres comparés au contenu"), on=TABLES),
    met(
        "5.6",
        "Les en-têtes de colonnes et de lignes sont déclarés.",
        axe("empty-table-header", "th-has-data-cells"),
        WALK,
        on=TABLES,
    ),
    met(
        "5.7",
        "Chaque cellule est reliée à ses en-têtes.",
        axe("td-headers-attr", "scope-attr-valid", "td-has-header"),
        on=TABLES,
    ),
    absent("5.8", "Un tableau de mise en forme n’a pas d’éléments de tableau.", "Aucun tableau de mise en forme."),
    met(
        "6.1",
        "Chaque lien est explicite, seul ou par ce qui l’entoure.",
        axe("link-name", "label-content-name-mismatch"),
        seen("liens lus un à un, avec leur phrase, leur cellule ou leur titre"),
    ),
    met("6.2", "Chaque lien a un intitulé.", axe("link-name"), WALK),
    met(
        "7.1",
        "Les scripts sont compatibles avec les aides techniques.",
        axe("aria-allowed-attr", "aria-required-attr", "aria-roles", "aria-valid-attr", "aria-valid-attr-value"),
        axe("nested-interactive", "aria-hidden-focus", "aria-command-name", "aria-toggle-field-name"),
        WALK,
    ),
    met(
        "7.2",
        "L’autre voie d’un script est juste.",
        seen("chaque acte est aussi un formulaire, chaque page se lit sans script"),
        on=FORMS | {Page.PROJECTION},
    ),
    met("7.3", "Chaque script se commande au clavier et par un pointeur.", KEYBOARD, WALK),
    met(
        "7.4",
        "Aucun changement de contexte n’arrive sans qu’on l’ait demandé.",
        seen("aucun champ n’envoie son formulaire ni ne change la page quand on le remplit"),
        on=FORMS,
    ),
    met(
        "7.5",
        "Les messages d’état sont restitués par les aides techniques.",
        seen("zones d’annonce (status, alert) : refus, succès, lien perdu, parole, résultat d’un vote"),
        on=FORMS | {Page.PROJECTION, Page.HOME, Page.INTERPELLATION, Page.CONTRACT},
    ),
)
