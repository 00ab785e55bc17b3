"""Where the pages are registered."""

from flask import Blueprint

blueprint = Blueprint("interpellations", __name__)
