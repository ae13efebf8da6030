"""Addresses of servers, as operators write them."""

from __future__ import annotations

import pytest

from bot.domain.addresses import web_address


@pytest.mark.parametrize(
    "rest",
    ["h:99999", "h:0", "h:abc", "h h", "h:80 80", "[::1", "", "/bot", ":8080", "-h", "h\\x", "a,b"],
)
def test_what_is_no_address_of_a_server_is_refused(rest: str) -> None:
    with pytest.raises(ValueError, match="is no address of a server; write it as https://"):
        web_address(f"https://{rest}")


@pytest.mark.parametrize("address", ["h", "h:80", "//h", "socks5://h", "", "localhost:8080"])
def test_what_names_no_way_to_ask_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="must begin with https://"):
        web_address(address)


@pytest.mark.parametrize(
    ("address", "port"),
    [
        ("https://sop.example.go.th", None),
        ("http://127.0.0.1:8081/path/", 8081),
        ("http://[::1]:65535", 65535),
        ("http://bot_api:8081", 8081),
    ],
)
def test_what_a_server_may_be_called_is_taken(address: str, port: int | None) -> None:
    assert web_address(address).port == port
