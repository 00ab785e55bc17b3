"""Where the pages are registered."""

from flask import Blueprint

blueprint = Blueprint("people", __name__)
