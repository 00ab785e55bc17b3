"""A provider is configured whole or not at all, and only over TLS."""

import pytest

from app.config import FRANCECONNECT, PROCONNECT, BadSetting, Settings

NEEDED = {"COTAP_DATABASE_URL": "postgresql:///cotap", "COTAP_SECRET_KEY": "s" * 40}
KNOWN = (PROCONNECT, FRANCECONNECT)
IDS = ("proconnect", "franceconnect")


def whole(names):
    return {
        names.issuer: "https://fournisseur.invalid/api/v2",
        names.client_id: "cotap",
        names.client_secret: "un secret convenu",
    }


def test_without_a_word_no_provider_is_offered():
    settings = Settings.from_environment(NEEDED)
    assert (settings.proconnect, settings.franceconnect) == (None, None)


@pytest.mark.parametrize("names", KNOWN, ids=IDS)
def test_a_provider_is_read_whole(names):
    settings = Settings.from_environment(NEEDED | whole(names))
    provider = settings.proconnect if names is PROCONNECT else settings.franceconnect
    assert provider is not None
    assert (provider.algorithm, provider.levels[0]) == (names.usual_algorithm, "eidas1")
    assert "secret convenu" not in repr(settings)


@pytest.mark.parametrize("names", KNOWN, ids=IDS)
@pytest.mark.parametrize("missing", ["issuer", "client_id", "client_secret"])
def test_a_provider_told_by_half_stops_the_process(names, missing):
    name = getattr(names, missing)
    with pytest.raises(BadSetting, match=name):
        Settings.from_environment(NEEDED | {k: v for k, v in whole(names).items() if k != name})
    with pytest.raises(BadSetting):
        Settings.from_environment(NEEDED | {names.levels: "eidas2"})


@pytest.mark.parametrize(
    "issuer",
    [
        "http://fournisseur.invalid/api/v2",
        "http://127.0.0.1:9000/api/v2",
        "fournisseur.invalid",
        "https://",
        "https://nom:secret@fournisseur.invalid",
        "https://fournisseur.invalid/?a=b",
        "ftp://fournisseur.invalid",
    ],
)
def test_an_issuer_is_an_https_address(issuer):
    with pytest.raises(BadSetting, match=PROCONNECT.issuer):
        Settings.from_environment(NEEDED | whole(PROCONNECT) | {PROCONNECT.issuer: issuer})


def test_a_trial_may_trust_a_provider_of_this_machine_and_no_other(tmp_path):
    trial = NEEDED | {"COTAP_TRIAL": "1", "COTAP_DATA_DIR": str(tmp_path)} | whole(PROCONNECT)
    assert Settings.from_environment(trial | {PROCONNECT.issuer: "http://127.0.0.1:9000/api/v2"}).proconnect
    with pytest.raises(BadSetting, match="https"):
        Settings.from_environment(trial | {PROCONNECT.issuer: "http://fournisseur.invalid/api/v2"})


@pytest.mark.parametrize(("name", "value"), [("algorithm", "HS256"), ("algorithm", "none"), ("userinfo", "xml")])
def test_what_was_agreed_with_the_provider_is_one_of_few_words(name, value):
    with pytest.raises(BadSetting, match=value):
        Settings.from_environment(NEEDED | whole(PROCONNECT) | {getattr(PROCONNECT, name): value})
