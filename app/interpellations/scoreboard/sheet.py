"""The scoreboard as a file, every line of it."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from app.contracts.overview.sheets import Line

from .queries import By, every_line


class BoardSheet:
    """The name and the columns of the export."""

    columns = (
        *("identifiant", "nom", "reponses_dues", "donnees", "dans_le_delai", "apres_le_delai"),
        *("reponse_non_intervenue", "attendues", "part_en_retard_pourcent", "delai_median_jours", "apres_un_rappel"),
    )

    def __init__(self, by: By) -> None:
        self.name = f"reponses-par-{by.value}"


def lines(session: Session, by: By, today: date) -> Iterator[Line]:
    """Yield the lines of the export. What nobody can know yet is None."""
    for one in every_line(session, by, today):
        yield [
            *(one.key, one.name, one.due, one.answered, one.in_time, one.answered_late, one.silent, one.awaited),
            *(one.share_late, one.median_days, one.reminded),
        ]
