"""What the pages of the catalogue show, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from app.contracts.models import OutsideProject, Programme, ProgrammeFigure, Scheme
from app.contracts.rules.amounts import said
from app.contracts.rules.obligations import Obligations
from app.contracts.rules.partial_dates import in_french
from app.contracts.words import SchemeFamily
from app.foundation.errors import Invalid
from app.foundation.french import NBSP, count, listing, number

from .queries import SchemeLine
from .sources import cited


def families() -> dict[SchemeFamily, str]:
    """Return how the families of schemes are called, in the order of the guide."""
    return {
        SchemeFamily.NATIONAL: _("Priorités nationales"),
        SchemeFamily.TURNKEY: _("Contrats clé en main"),
        SchemeFamily.NEW_GENERATION: _("Contrats de nouvelle génération"),
        SchemeFamily.TAILORED: _("Contrats sur mesure"),
    }


def by_family(lines: Sequence[SchemeLine]) -> list[tuple[str, str, list[SchemeLine]]]:
    """Return the schemes under their family: (anchor, name, schemes)."""
    order = list(families())
    ranked = sorted(lines, key=lambda line: order.index(line.family))
    grouped = groupby(ranked, key=lambda line: line.family)
    return [(family.value, families()[family], list(some)) for family, some in grouped]


def sheet_of(scheme: Scheme) -> tuple[list[tuple[str, Any]], list[str]]:
    """Return the identity sheet as terms and values, then the terms the source says nothing of (P2)."""
    sheet = scheme.sheet
    terms = [
        (_("Nature"), scheme.nature),
        (_("Création"), sheet.get("date_creation_texte") or scheme.created_year),
        (_("Échelle"), sheet.get("echelle")),
        (_("Territoires éligibles"), sheet.get("territoires_eligibles")),
        (_("Signataires"), _joined(sheet.get("signataires_types"))),
        (_("Domaines"), _joined(sheet.get("domaines"))),
        (_("Durée"), sheet.get("duree_texte")),
        (_("Pilotage"), sheet.get("comite_de_pilotage")),
        (_("Revoyure"), sheet.get("clause_de_revoyure")),
        (_("Renouvellement"), sheet.get("renouvellement")),
        (_("Conditions"), sheet.get("conditionnalite")),
        (_("Suivi et évaluation"), sheet.get("suivi_evaluation")),
        (_("Participation citoyenne"), sheet.get("participation_citoyenne")),
        (_("Financement"), sheet.get("modalites_financieres")),
        (_("Bénéficiaires en Hauts-de-France"), _joined(sheet.get("beneficiaires_hauts_de_france"))),
    ]
    return [(term, value) for term, value in terms if value], [term for term, value in terms if not value]


def _joined(values: Sequence[str] | None) -> str:
    return " ; ".join(values) if values else ""


def obligations_said(kept: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what the scheme asks of its contracts: what, and the words of the sheet it rests on."""
    asked = Obligations.from_json(kept)
    sides = listing((_("« %(words)s »", words=side.words) for side in asked.signatories), link=_("et"))
    found = [
        (_("Durée"), asked.duration),
        (_("Signatures"), _("Parmi les parties : %(sides)s.", sides=sides) if asked.signatories else ""),
        (_("Instance de pilotage"), asked.steering_committee),
        (_("Révision à mi-parcours"), asked.mid_term_review),
        (_("Revue chaque année"), asked.yearly_review),
        (_("Convention financière annuelle"), asked.yearly_finance),
        (_("Conseil citoyen"), asked.citizen_council),
        (_("Géographie prioritaire"), asked.priority_area),
        (_("Un seul par territoire"), asked.one_per_territory),
    ]
    return [(what, words) for what, words in found if words]


@dataclass(frozen=True, kw_only=True)
class Said:
    """One value of a figure, as one source gives it."""

    value: str
    dated: str
    note: str
    source: str


@dataclass(frozen=True, kw_only=True)
class FigureLine:
    """A figure with all that the sources say of it, side by side (P3)."""

    label: str
    values: tuple[Said, ...]

    @property
    def contradicted(self) -> bool:
        """Tell whether sources say different things of one date."""
        dates = [value.dated for value in self.values]
        return len({value.value for value in self.values}) > 1 and len(set(dates)) < len(dates)


CATEGORIES = ("cible", "moyens", "realisation", "impact")


def figures_of(programme: Programme) -> list[tuple[str, list[FigureLine]]]:
    """Return the figures of a programme by category: (what they measure, figures)."""
    words = {
        "cible": _("Ce qui est visé"),
        "moyens": _("Les moyens"),
        "realisation": _("Ce qui est fait"),
        "impact": _("Les effets"),
    }
    ranks = {name: rank for rank, name in enumerate(CATEGORIES)}
    ranked = sorted(programme.figures, key=lambda figure: ranks.get(figure.category, len(ranks)))
    grouped = groupby(ranked, key=lambda figure: figure.category)
    return [(words.get(category, category or _("Autres")), list(_lines(some))) for category, some in grouped]


def _lines(figures: Iterable[ProgrammeFigure]) -> Iterable[FigureLine]:
    together: dict[str, list[ProgrammeFigure]] = {}
    for figure in figures:
        together.setdefault(figure.label, []).append(figure)
    for label, same in together.items():
        yield FigureLine(label=label, values=tuple(_said(figure) for figure in same))


def _said(figure: ProgrammeFigure) -> Said:
    value = _("inconnu") if figure.value is None else f"{number(figure.value)}{NBSP}{figure.unit}".strip()
    return Said(
        value=" ".join(filter(None, (figure.qualifier, value))),
        dated=in_french(figure.dated),
        note=figure.note,
        source=cited(figure.source),
    )


def shares_of(programme: Programme) -> list[tuple[str, str, str]]:
    """Return who pays what, as the source says it: (funder, amount, nature)."""
    return [
        (
            str(share.get("financeur") or ""),
            said(None if share.get("montant_eur") is None else round(share["montant_eur"] * 100)),
            str(share.get("nature") or ""),
        )
        for share in programme.shares
    ]


def calendar_of(programme: Programme) -> list[tuple[str, str, bool]]:
    """Return the steps of a programme: (date in words, step, done)."""
    return [
        (_date(str(step.get("date") or "")), str(step.get("etape") or ""), step.get("statut") == "fait")
        for step in programme.calendar
    ]


def _date(written: str) -> str:
    try:
        return in_french(written)
    except Invalid:
        # A calendar may say « printemps 2021 »: it is shown as it is said.
        return written


def project_lines(projects: Sequence[OutsideProject], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the projects outside contracts, each once whatever its schemes (P1)."""
    return [
        {
            "title": project.title,
            "description": project.description,
            "owner": project.owner_name,
            "owner_id": project.owner_id,
            "places": listing(project.places) if project.places else "",
            "cost": said(project.cost_cents, project.cost_qualifier) if project.cost_cents is not None else "",
            "funding": [
                f"{line['funder']}{NBSP}: {said(line['cents'], line['qualifier'])}" for line in project.funding
            ],
            "reason": project.reason,
            "note": project.note,
            "source": cited(project.source),
            "others": [names.get(code, code) for code in project.scheme_codes],
        }
        for project in projects
    ]


def counted(line: SchemeLine) -> str:
    """Return how many contracts and projects of the type there are here."""
    told = [count(line.contracts, _("contrat"))] if line.contracts else []
    if line.projects:
        told.append(count(line.projects, _("projet hors contrat"), _("projets hors contrat")))
    return listing(told) if told else _("aucun contrat ici")
