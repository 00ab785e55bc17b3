"""The numbered changes of the database's structure."""

from functools import lru_cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


def alembic_config() -> Config:
    """Return Alembic's configuration: only where the migrations are."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


@lru_cache(maxsize=1)
def newest() -> str | None:
    """Return the newest revision this code knows."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision, forwards or (`base`, `-1`) backwards."""
    config = alembic_config()
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        backwards = revision == "base" or revision.startswith("-")
        (command.downgrade if backwards else command.upgrade)(config, revision)
        connection.commit()
