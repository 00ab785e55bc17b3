"""The pages of contracts. Each part registers its own on the one blueprint."""

from .blueprint import blueprint  # isort: split

from app.contracts.actions import pages as actions_pages
from app.contracts.money import pages as money_pages
from app.contracts.overview import exports as overview_exports
from app.contracts.overview import pages as overview_pages
from app.contracts.reading import pages as reading_pages
from app.contracts.reviews import pages as reviews_pages

from . import filters

PARTS = (
    filters,
    actions_pages,
    money_pages,
    overview_exports,
    overview_pages,
    reading_pages,
    reviews_pages,
)

__all__ = ["PARTS", "blueprint"]
