"""The pages of contracts. Each part registers its own on the one blueprint."""

from .blueprint import blueprint  # isort: split

from app.contracts.actions import pages as actions_pages
from app.contracts.alerts import pages as alerts_pages
from app.contracts.clauses import pages as clauses_pages
from app.contracts.clauses import text_pages
from app.contracts.desk import pages as desk_pages
from app.contracts.importing.sheets import pages as sheets_pages
from app.contracts.life import pages as life_pages
from app.contracts.money import pages as money_pages
from app.contracts.negotiation import pages as negotiation_pages
from app.contracts.overview import exports as overview_exports
from app.contracts.overview import pages as overview_pages
from app.contracts.overview import pictures as overview_pictures
from app.contracts.overview import places as overview_places
from app.contracts.reading import pages as reading_pages
from app.contracts.reviews import pages as reviews_pages
from app.contracts.schemes import pages as schemes_pages

from . import filters

PARTS = (
    filters,
    actions_pages,
    alerts_pages,
    money_pages,
    clauses_pages,
    text_pages,
    life_pages,
    negotiation_pages,
    desk_pages,
    overview_exports,
    overview_pages,
    overview_pictures,
    overview_places,
    reading_pages,
    reviews_pages,
    schemes_pages,
    sheets_pages,
)

__all__ = ["PARTS", "blueprint"]
