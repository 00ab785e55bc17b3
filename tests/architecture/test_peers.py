"""Nothing travels in clear to another machine unless the operator says so."""

import pytest

from app.config import BadSetting, Settings

KEY = {"COTAP_SECRET_KEY": "s" * 40}
HERE = ("postgresql:///cotap", "postgresql://u:p@127.0.0.1/x", "postgresql://u@localhost:5433/x")
HERE += ("postgresql://u@[::1]/x", "postgresql://u@/x?host=/run/postgresql", "postgresql://%2Frun%2Fpostgresql/x")
PROTECTED = tuple(f"postgresql://u@base.exemple/x?sslmode={mode}" for mode in ("verify-ca", "verify-full"))
CLEAR = ("postgresql://u@base.exemple/x", "postgresql://u@10.0.0.3/x", "postgresql://u@/x?host=base.exemple")
CLEAR += ("postgresql://u@base.exemple/x?sslmode=require",)
CLEAR += ("postgresql://u@base.exemple/x?sslmode=prefer", "postgresql://u@localhost,base.exemple:5433/x")
CLEAR += ("postgresql://u@base.exemple/x?sslmode=verify-full&sslmode=disable",)


def settings(**given):
    return Settings.from_environment({"COTAP_DATABASE_URL": "postgresql:///x"} | KEY | given)


@pytest.mark.parametrize("url", HERE + PROTECTED)
def test_a_database_on_this_machine_or_encrypted_is_taken(url):
    assert settings(COTAP_DATABASE_URL=url).database_url == url


@pytest.mark.parametrize("url", CLEAR)
def test_a_database_elsewhere_without_encryption_stops_the_start_with_what_to_write(url):
    with pytest.raises(BadSetting, match="sslmode=verify-full"):
        settings(COTAP_DATABASE_URL=url)
    assert settings(COTAP_DATABASE_URL=url, COTAP_ALLOW_PLAINTEXT="1").database_url == url


def test_mail_is_not_handed_over_in_clear_to_another_machine():
    for url in ("smtp://127.0.0.1:25", "smtps://u:p@mail.exemple", "smtp+starttls://u:p@mail.exemple:587"):
        assert settings(COTAP_SMTP_URL=url).smtp_url == url
    with pytest.raises(BadSetting, match="smtps://"):
        settings(COTAP_SMTP_URL="smtp://u:p@mail.exemple")


@pytest.mark.parametrize("address", ["clamd", "clamd:0", ":3310", "127.0.0.1:http", "10.0.0.3:3310"])
def test_a_scanner_is_on_this_machine_or_said_to_be_elsewhere(address):
    with pytest.raises(BadSetting, match="COTAP_CLAMD"):
        settings(COTAP_CLAMD=address)


@pytest.mark.parametrize("address", ["/run/clamav/clamd.ctl", "127.0.0.1:3310", "[::1]:3310", "localhost:3310"])
def test_a_scanner_on_this_machine_is_taken(address):
    assert settings(COTAP_CLAMD=address).clamd == address
