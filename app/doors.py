"""Which features open which doors: the table of contents of the house."""

from flask import Flask
from flask_smorest import Blueprint

from app.commands import contracts as contracts_commands
from app.commands import database as database_commands
from app.commands import demo as demo_commands
from app.commands import directory as directory_commands
from app.commands import journal as journal_commands
from app.commands import people as people_commands
from app.commands import permissions as permissions_commands
from app.commands import personal_data as personal_data_commands
from app.commands import protocol as protocol_commands
from app.conferences import api as conferences_api
from app.conferences import doors as conferences_doors
from app.conferences import pages as conferences_pages
from app.conferences import streams as conferences_streams
from app.contracts import doors as contracts_doors
from app.contracts import pages as contracts_pages
from app.contracts import streams as contracts_streams
from app.contracts.actions import api as actions_api
from app.contracts.actions import doors as actions_doors
from app.contracts.desk import doors as contracts_desk_doors
from app.contracts.importing.sheets import doors as sheets_doors
from app.contracts.life import api as contracts_life_api
from app.contracts.money import doors as contracts_money_doors
from app.following import doors as following_doors
from app.following import pages as following_pages
from app.home import pages as home_pages
from app.home import record as record_pages
from app.home import wellknown
from app.home.browser import pages as journal_browser_pages
from app.home.contact import doors as contact_doors
from app.home.powers import api as powers_api
from app.home.powers import pages as powers_pages
from app.institutions import api as institutions_api
from app.institutions import doors as institutions_doors
from app.interpellations import doors as interpellations_doors
from app.interpellations import pages as interpellations_pages
from app.interpellations import streams as interpellations_streams
from app.interpellations.bodies import api as bodies_api
from app.interpellations.bodies import streams as bodies_streams
from app.interpellations.scoreboard import api as scoreboard_api
from app.journal import api as journal_api
from app.live import counts
from app.live import server as live_server
from app.moderation import doors as moderation_doors
from app.moderation import pages as moderation_pages
from app.moderation import streams as moderation_streams
from app.notices import doors as notices_doors
from app.notices import pages as notices_pages
from app.people import doors as people_doors
from app.people import pages as people_pages
from app.people import streams as people_streams
from app.people.providers import account_pages as provider_account_pages
from app.people.providers import pages as provider_pages
from app.personal import doors as personal_doors
from app.personal import pages as personal_pages
from app.sittings import doors as sittings_doors
from app.sittings import streams as sittings_streams
from app.sittings.agenda import pages as agenda_pages
from app.sittings.calendar import pages as calendar_pages
from app.sittings.followup import pages as followup_pages
from app.sittings.minutes import pages as minutes_pages
from app.sittings.proxies import pages as proxies_pages
from app.sittings.room import pages as room_pages
from app.switches import doors as switches_doors
from app.switches import pages as switches_pages
from app.switches import streams as switches_streams

# Importing these rooms has entered their commands in the catalogue.
COMMANDS = (
    switches_doors,
    following_doors,
    notices_doors,
    people_doors,
    personal_doors,
    institutions_doors,
    conferences_doors,
    sittings_doors,
    actions_doors,
    interpellations_doors,
    contracts_doors,
    contracts_desk_doors,
    sheets_doors,
    contracts_money_doors,
    contact_doors,
    moderation_doors,
)
# The same for the kinds of streams.
STREAMS = (
    switches_streams,
    people_streams,
    conferences_streams,
    sittings_streams,
    contracts_streams,
    interpellations_streams,
    bodies_streams,
    moderation_streams,
)
# And for the counts that pass by.
COUNTS = (counts,)

GROUPS = (
    database_commands.group,
    directory_commands.group,
    people_commands.group,
    permissions_commands.group,
    personal_data_commands.group,
    demo_commands.group,
    protocol_commands.group,
    journal_commands.group,
    contracts_commands.contracts_group,
    contracts_commands.schemes_group,
    contracts_commands.indicators_group,
)


def install_pages(app: Flask) -> None:
    """Register the pages of each feature."""
    for pages in (
        notices_pages,
        following_pages,
        people_pages,
        provider_pages,
        provider_account_pages,
        conferences_pages,
        proxies_pages,
        room_pages,
        calendar_pages,
        agenda_pages,
        minutes_pages,
        followup_pages,
        contracts_pages,
        interpellations_pages,
    ):
        app.register_blueprint(pages.blueprint)
    app.register_blueprint(personal_pages.blueprint)
    app.register_blueprint(record_pages.blueprint)
    app.register_blueprint(journal_browser_pages.blueprint)
    app.register_blueprint(powers_pages.blueprint)
    home_pages.install(app)
    switches_pages.install(app)
    moderation_pages.install(app)
    app.register_blueprint(wellknown.blueprint)


def api_blueprints() -> list[Blueprint]:
    """Return the JSON reads of each feature."""
    return [
        journal_api.blueprint,
        institutions_api.blueprint,
        conferences_api.blueprint,
        contracts_life_api.blueprint,
        powers_api.blueprint,
        actions_api.blueprint,
        scoreboard_api.blueprint,
        bodies_api.blueprint,
    ]


def install_commands_line(app: Flask) -> None:
    """Register the command line."""
    for group in GROUPS:
        app.cli.add_command(group)


def install_live(app: Flask) -> None:
    """Open the live door."""
    live_server.install(app)
