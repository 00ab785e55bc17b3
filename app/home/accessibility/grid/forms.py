"""Theme 11: forms. Every page of the site has the search; the others have forms of their own."""

from typing import Final

from ..model import absent, axe, met
from ..sample import EVERYWHERE, Page
from .moments import COMPONENTS, WALK, seen

FIELDS: Final = EVERYWHERE - {Page.PROJECTION}
GROUPS: Final = frozenset({Page.ROOM})
CHECKED: Final = frozenset({Page.CONTACT, Page.SIGN_IN, Page.ROOM, Page.ASKING})
"""Forms that refuse what is missing or cannot be read."""

CRITERIA: Final = (
    met("11.1", "Chaque champ a une étiquette.", axe("label", "select-name", "aria-input-field-name"), WALK, on=FIELDS),
    met(
        "11.2",
        "L’étiquette de chaque champ est juste.",
        axe("label-content-name-mismatch"),
        seen("étiquettes"),
        on=FIELDS,
    ),
    met("11.3", "Les mêmes champs ont la même étiquette partout.", seen("recherche, adresse, message"), on=FIELDS),
    met("11.4", "Chaque étiquette est contre son champ.", COMPONENTS, seen("à 320 et 1 440 pixels"), on=FIELDS),
    met("11.5", "Les champs de même nature sont regroupés.", COMPONENTS, on=GROUPS),
    met("11.6", "Chaque groupe de champs a une légende.", COMPONENTS, axe("form-field-multiple-labels"), on=GROUPS),
    met("11.7", "La légende de chaque groupe est juste.", seen("mode de participation, choix d’un vote"), on=GROUPS),
    absent(
        "11.8", "Les choix de même nature d’une liste sont regroupés.", "Aucune liste n’a de choix de natures mêlées."
    ),
    met("11.9", "L’intitulé de chaque bouton est juste.", axe("button-name", "input-button-name"), WALK, on=FIELDS),
    met(
        "11.10",
        "Ce qui est obligatoire, attendu ou faux est dit, champ par champ.",
        COMPONENTS,
        seen("formulaires envoyés vides, puis faux"),
        on=CHECKED,
    ),
    met(
        "11.11",
        "Une erreur vient avec de quoi la corriger.",
        seen("messages d’erreur, avec un exemple pour une adresse"),
        on=CHECKED,
    ),
    met(
        "11.12",
        "Ce qui engage se vérifie ou se confirme avant d’être envoyé.",
        seen("interpellation relue avant dépôt, vote confirmé, suppressions confirmées"),
        on={Page.ROOM, Page.ASKING},
    ),
    met(
        "11.13",
        "Les champs sur soi se remplissent par le navigateur.",
        axe("autocomplete-valid"),
        WALK,
        on={Page.CONTACT, Page.SIGN_IN, Page.ASKING},
    ),
)
