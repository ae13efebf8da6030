"""How platforms are reached."""

from __future__ import annotations

from pathlib import Path

import certifi
import pytest

from bot.channels.connecting import certificates, proxy_for

END = "-----END CERTIFICATE-----"


@pytest.mark.parametrize(
    ("variable", "value", "proxy"),
    [
        ("HTTPS_PROXY", "http://proxy.test:3128", "http://proxy.test:3128"),
        ("https_proxy", "proxy.test:3128", "http://proxy.test:3128"),
        ("ALL_PROXY", "http://proxy.test", "http://proxy.test"),
        ("HTTP_PROXY", "http://proxy.test", None),
    ],
)
def test_which_proxy(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, proxy: str | None
) -> None:
    monkeypatch.setenv(variable, value)
    assert proxy_for("https://api.telegram.org") == proxy


@pytest.mark.parametrize("excepted", ["telegram.org", "*", "api.telegram.org:8081"])
def test_what_is_excepted_is_asked_without_a_proxy(
    monkeypatch: pytest.MonkeyPatch, excepted: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.test:3128")
    monkeypatch.setenv("NO_PROXY", excepted)
    assert proxy_for("https://api.telegram.org:8081") is None


def test_an_office_may_name_the_authority_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    usual = certificates.__wrapped__()
    one = tmp_path / "office.pem"
    one.write_text(Path(certifi.where()).read_text("utf-8").partition(END)[0] + END, "utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(one))
    assert len(certificates.__wrapped__().get_ca_certs()) == 1 < len(usual.get_ca_certs())
