from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.files import MAX_NAME
from bot.domain.links import MAX_LINK, Link, default_title, host_of, links_in
from tests.security.effort import examples

PAGE = "https://www.doh.go.th/report/2569.pdf?a=1&b=%E0%B8%81#top"


def address(text: str) -> str:
    (link,) = links_in(text).links
    return link.address


@pytest.mark.parametrize("around", ["{}", "({})", "<{}>", "ดู {}.", "“{}”", "{}…", "\n{}\n"])
def test_an_address_is_read_without_the_marks_around_it(around: str) -> None:
    assert address(around.format(PAGE)) == PAGE


def test_a_bracket_that_belongs_to_it_stays() -> None:
    assert address("(https://th.wikipedia.org/wiki/a_(b))") == "https://th.wikipedia.org/wiki/a_(b)"


def test_what_no_address_may_have_is_encoded() -> None:
    assert (
        address("https://a.go.th/100%?x[]={1}&y=%E0")
        == "https://a.go.th/100%25?x%5B%5D=%7B1%7D&y=%E0"
    )


def test_an_address_is_ascii_and_says_where_it_leads() -> None:
    link = address("HTTPS://WWW.กรมอนามัย.ไทย:8443/แผน ปี")
    assert link.startswith("https://www.xn--")
    assert link.endswith(":8443/%E0%B9%81%E0%B8%9C%E0%B8%99")
    assert host_of(link).endswith(".xn--o3cw4h")


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("https://somchai:1234@doh.go.th/a", "link-with-password"),
        ("https://doh.go.th@evil.com/", "link-with-password"),
        ("https://doh.go.th\\@evil.com/", "link-with-password"),
        ("https://doh.go.th\\.evil.com/", "link-unreadable"),
        ("https://intranet/a", "link-unreadable"),
        ("https://doh.go.th:99999/", "link-unreadable"),
        ("https://[::1]/", "link-unreadable"),
        ("ftp://doh.go.th/a", "link-unreadable"),
        ("file:///etc/passwd", "link-unreadable"),
        ("https://doh.go.th/" + "ก" * 300, "link-too-long"),
        ("https://doh.go.th/ " * 11, "too-many-links"),
    ],
)
def test_what_cannot_be_kept_is_refused(text: str, refused: str) -> None:
    with pytest.raises(Refusal) as told:
        links_in(text)
    assert told.value.code == refused


def test_what_is_said_with_one_link_is_the_rest() -> None:
    said = links_in("รายงานผล\nhttps://doh.go.th/a ฉบับลงนาม")
    assert said.rest == "รายงานผล\n  ฉบับลงนาม"
    assert said.links == (Link("https://doh.go.th/a"),)


def test_of_several_links_each_has_what_stands_on_its_line() -> None:
    said = links_in("สรุปผล\nhttps://a.go.th ก\nข: https://b.go.th\nhttps://a.go.th อีก")
    assert said.links == (Link("https://a.go.th", "ก"), Link("https://b.go.th", "ข:"))
    assert said.rest == "สรุปผล"


@pytest.mark.parametrize(
    ("link", "title"),
    [
        (PAGE, "www.doh.go.th/…/2569.pdf"),
        ("https://doh.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99/", "doh.go.th/แผน"),
        ("https://doh.go.th/", "doh.go.th"),
        ("https://doh.go.th/%E2%80%AE%0A", "doh.go.th"),
        ("https://doh.go.th/100%25", "doh.go.th/100%"),
        ("https://doh.go.th/a/%E2%80%AEb%0Ac", "doh.go.th/…/b c"),
    ],
)
def test_a_link_without_a_title_is_called_by_host_and_end(link: str, title: str) -> None:
    assert default_title(link) == title


PIECES = [
    "https://",
    "a.go.th",
    "/",
    "ก",
    "@",
    "\\",
    "%",
    ":",
    "?",
    "[",
    "]",
    ".",
    "\u202e",
    "\n",
    "1",
]


@examples(60)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_whatever_is_said_is_an_address_or_refused(said: str) -> None:
    try:
        links = links_in(f"https://{said}").links
    except Refusal:
        return
    for link in links:
        assert re.fullmatch(r"https?://[!-~]+", link.address)
        assert len(link.address) <= MAX_LINK
        assert "." in host_of(link.address)
        assert len(default_title(link.address)) <= MAX_NAME
        assert links_in(link.address).links == (Link(link.address),)
