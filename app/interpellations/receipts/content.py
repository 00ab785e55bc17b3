"""What an accusé de réception says (CRPA L112-11, R112-11-1 and L231-4), as data for the letter and the PDF. Pure."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.foundation.french import day


@dataclass(frozen=True, kw_only=True)
class Contact:
    """The service in charge, and how to reach it."""

    institution: str
    service: str
    email: str
    phone: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Mentions:
    """Everything the receipt must say."""

    number: str
    title: str
    contract: str
    received_on: date
    contact: Contact
    secretariat: str
    answer_rule: str
    """« 2 mois à compter de la transmission à l’institution »."""
    silence_rejects_after: str
    """« 2 mois »: from the receipt, as article L231-4 counts."""

    def to_json(self) -> dict[str, Any]:
        """Return the mentions, dates in ISO 8601."""
        return {**asdict(self), "received_on": self.received_on.isoformat()}


def paragraphs(mentions: Mentions) -> list[tuple[str, str]]:
    """Return the receipt as headed paragraphs, the same in the letter and in the PDF."""
    contact = mentions.contact
    return [
        (
            "Votre interpellation",
            f"Numéro {mentions.number} : {mentions.title}\nContrat : {mentions.contract}\n"
            f"Reçue le {day(mentions.received_on)}",
        ),
        (
            "Le service chargé du dossier",
            f"{contact.institution}, {contact.service}\n{contact.address}\n"
            f"Téléphone : {contact.phone}\nCourriel : {contact.email}",
        ),
        *_what_follows(mentions),
    ]


def _what_follows(mentions: Mentions) -> list[tuple[str, str]]:
    return [
        (
            "La suite",
            f"{mentions.secretariat} examine d’abord si votre question est recevable. Si elle l’est, l’institution "
            f"doit répondre dans un délai de {mentions.answer_rule}. Chaque échéance est affichée dans le dossier "
            "public, avec son calcul.",
        ),
        (
            "Si personne ne répond",
            "Sans réponse à l’échéance, le dossier public dit « réponse non intervenue » et la conférence est saisie "
            "d’une demande d’audition. Un silence n’est jamais un accord : au sens de l’article L231-4 du code des "
            "relations entre le public et l’administration, le silence gardé pendant "
            f"{mentions.silence_rejects_after} vaut rejet.",
        ),
        (
            "Si vous contestez",
            "Vous pouvez former un recours gracieux auprès de l’institution, ou saisir le tribunal administratif dans "
            "les deux mois qui suivent une décision ou un rejet né du silence. Le Défenseur des droits peut aussi être "
            "saisi, sans frais.",
        ),
    ]
