"""Where the pages are registered."""

from flask import Blueprint

blueprint = Blueprint("contracts", __name__)
