"""Where the pages are registered."""

from flask import Blueprint

blueprint = Blueprint("conferences", __name__)
