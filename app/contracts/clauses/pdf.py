"""Contracts as tagged PDF (PDF/UA-1): the template is ours, the texts of people are data and never markup."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from app.contracts.clauses.views import Allotted, WholeText
from app.contracts.life.sheet import Sheet
from app.contracts.rules.amounts import said
from app.foundation.french import day
from app.foundation.press import printed
from app.web.french import typeset

CONTRACT = Path(__file__).with_name("contract.typ")
SIDES = {"state": "État", "collectivites": "collectivités", "other": "partenaire"}


def _print(data: dict[str, Any]) -> bytes:
    return printed(CONTRACT.read_bytes(), _typeset(data))


def _typeset(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _typeset(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_typeset(inner) for inner in value]
    return typeset(value) if isinstance(value, str) else value


def contract(text: WholeText) -> bytes:
    """Print the whole contract: parties, perimeter, clauses, actions, money, signatures and digests."""
    content = text.content
    return _print(
        {
            "kind": "contract",
            "title": content["title"],
            "subtitle": content["scheme"] or "",
            "conference": content["conference"] or "",
            "state": f"Contrat {text.state_words}",
            "watermark": "PROJET" if text.draft else "",
            "promise": content["promise"],
            "diagnosis": content["diagnosis"],
            "territory": content["territory"],
            "dates": _dates(content),
            "parties": [_party(party) for party in content["parties"]],
            "places": [
                place["name"] + (" (prioritaire)" if place["priority"] else "")
                for place in content["perimeter"]["places"]
            ],
            "finalites": content["finalites"],
            "axes": content["axes"],
            "clauses": [_clause(text, clause) for clause in text.clauses],
            "absent": [] if text.draft else [one.title for one in text.absent],
            "actions": [_action(action) for action in content["actions"]],
            "total": said(content["money"]["total_cents"], content["money"]["total_qualifier"]),
            "funders": [[one["name"], said(one["cents"])] for one in content["money"]["funders"]],
            "envelopes": [_envelopes(one) for one in text.allotted],
            "signatures": [_signature(party) for party in content["parties"] if party["signed_on"]],
            "seals": [[_seal_words(seal.number, seal.title), seal.sha256] for seal in text.seals],
        }
    )


def agent_sheet(sheet: Sheet) -> bytes:
    """Print the « volet contractualisation » of an agent in charge (R7.2)."""
    told = asdict(sheet)
    until = f" au {day(sheet.ends_on)}" if sheet.ends_on else ""
    return _print(
        {
            "kind": "sheet",
            "title": "Volet contractualisation",
            "conference": sheet.party,
            "subtitle": sheet.contract,
            "state": "À joindre à la fiche de poste",
            "watermark": "",
            **{name: told[name] for name in ("agent", "position", "party", "contract", "promise", "duties")},
            "share": f"{sheet.share_percent} % du temps de travail",
            "period": f"du {day(sheet.starts_on)}{until}" if until else f"depuis le {day(sheet.starts_on)}",
            "actions": [[one.title, one.due or "non datée"] for one in sheet.actions],
        }
    )


def _day(iso: str | None) -> str:
    return day(date.fromisoformat(iso)) if iso else ""


def _dates(content: dict[str, Any]) -> str:
    first, last = _day(content["starts_on"]), _day(content["ends_on"])
    if first and last:
        return f"du {first} au {last}"
    if first or last:
        return f"à partir du {first}" if first else f"jusqu’au {last}"
    if content["first_year"] and content["last_year"]:
        return f"de {content['first_year']} à {content['last_year']}"
    return f"{content['duration_years'].replace('.', ',')} ans" if content["duration_years"] else ""


def _party(party: dict[str, Any]) -> list[str]:
    pledge = said(party["pledge_cents"]) if party["pledge_cents"] is not None else ""
    return [party["name"], SIDES[party["side"]], pledge]


def _signature(party: dict[str, Any]) -> list[str]:
    return [party["name"], party["signatory"], _day(party["signed_on"])]


def _clause(text: WholeText, clause: Any) -> dict[str, Any]:
    riders = [change for change in clause.history if change.number]
    return {
        "title": clause.title,
        "paragraphs": list(clause.paragraphs),
        "history": [f"Avenant n° {change.number}, signé le {_day(change.signed_on)}" for change in riders],
        "draft": text.draft,
    }


def _action(action: dict[str, Any]) -> list[str]:
    cost = said(action["cost_cents"], action["cost_qualifier"])
    return [action["title"], action["owner"] or "inconnu", action["due"] or "inconnue", cost]


def _envelopes(allotted: Allotted) -> dict[str, Any]:
    rows = [
        [theme.title if first else "", year.year, year.brought, said(year.cents)]
        for theme in allotted.themes
        for first, year in ((rank == 0, year) for rank, year in enumerate(theme.years))
    ]
    return {"label": allotted.label, "rows": [*rows, ["Total", "", "", said(allotted.cents)]]}


def _seal_words(number: int, title: str) -> str:
    return f"Avenant n° {number}, {title}" if number else "Contrat"
