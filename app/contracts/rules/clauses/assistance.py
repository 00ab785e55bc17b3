"""The technical-assistance clause (R23.1)."""

from typing import Final

from .choices import MATCHES, options
from .form import Form
from .reading import Choice, Lines, Whole, Words, YesNo

ASSISTANCE: Final = Form(
    title="Assistance technique",
    rule="R23.1",
    purpose="Qui a droit à une aide en ingénierie, selon des critères objectifs : la liste des communes et des "
    "intercommunalités éligibles s’en déduit.",
    fields=(
        Whole(
            name="commune_population",
            label="Communes de moins de",
            rule="R23.1",
            unit="habitants",
            at_least=1,
            at_most=3_000_000,
            required=False,
        ),
        Whole(
            name="epci_population",
            label="Intercommunalités de moins de",
            rule="R23.1",
            unit="habitants",
            at_least=1,
            at_most=10_000_000,
            required=False,
        ),
        Whole(
            name="fiscal_potential",
            label="Potentiel fiscal par habitant inférieur à",
            rule="R23.1",
            hint="L’annuaire ne le connaît pas : la liste dira qui reste à vérifier.",
            unit="€",
            at_least=1,
            at_most=100_000,
            required=False,
        ),
        YesNo(
            name="priority_places",
            label="Les territoires prioritaires du contrat y ont droit",
            rule="R23.1",
            required=False,
        ),
        Choice(
            name="matching",
            label="Quand il y a plusieurs critères",
            rule="R23.1",
            options=options(MATCHES),
            default="any",
        ),
        Lines(
            name="services",
            label="Ce que l’assistance apporte",
            rule="R23.1",
            hint="Une aide par ligne, par exemple : montage de dossiers de subvention.",
        ),
        Words(name="contact", label="À qui s’adresser", rule="R23.1", maximum=300),
    ),
)
