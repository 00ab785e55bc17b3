"""What the environment decides is written where an operator looks."""

import re
from pathlib import Path

import pytest

from app.config import BadSetting, Settings

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {"COTAP_DATABASE_URL": "postgresql:///cotap", "COTAP_SECRET_KEY": "s" * 40}


def test_every_setting_is_documented_and_every_documented_setting_exists():
    read = set(re.findall(r'"(COTAP_[A-Z_]+)"', (ROOT / "app" / "config.py").read_text()))
    documented = set(re.findall(r"`(COTAP_[A-Z_]+)`", (ROOT / "docs" / "operations.md").read_text()))
    assert documented == read


@pytest.mark.parametrize("missing", NEEDED)
def test_a_missing_setting_stops_with_a_sentence(missing):
    with pytest.raises(BadSetting, match=missing):
        Settings.from_environment({k: v for k, v in NEEDED.items() if k != missing})


@pytest.mark.parametrize(
    "given", [{"COTAP_SECRET_KEY": "short"}, {"COTAP_POOL_SIZE": "many"}, {"COTAP_POOL_SIZE": "0"}]
)
def test_an_unreadable_setting_stops_with_its_name(given):
    with pytest.raises(BadSetting, match=next(iter(given))):
        Settings.from_environment(NEEDED | given)


def test_only_a_trial_makes_its_own_secret_and_keeps_it(tmp_path):
    trial = {"COTAP_DATABASE_URL": "postgresql:///x", "COTAP_TRIAL": "1", "COTAP_DATA_DIR": str(tmp_path)}
    first, second = Settings.from_environment(trial), Settings.from_environment(trial)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 40


def test_the_operator_is_who_the_environment_says():
    settings = Settings.from_environment(NEEDED | {"COTAP_CONTACT_EMAIL": "contact@exemple.invalid"})
    assert settings.operator.data_protection_email == "contact@exemple.invalid"
    assert settings.operator.accessibility == ""


def test_an_audit_finds_one_of_the_levels_the_law_knows():
    with pytest.raises(BadSetting, match="COTAP_ACCESSIBILITY"):
        Settings.from_environment(NEEDED | {"COTAP_ACCESSIBILITY": "plutôt conforme"})
