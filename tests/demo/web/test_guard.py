"""Who is let in to the page's server, and what every answer carries."""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse
from structlog.testing import capture_logs

from bot.demo.web.guard import HEADERS, FailedLogins, Guard, is_loopback

Headers = dict[str, Any]
PASSWORD = "สวัสดี:ชาวโลก 12"


def basic(password: str, name: str = "anybody") -> str:
    return "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()


async def ask(
    guard: Guard | None = None, method: str = "GET", caller: str = "10.0.0.9", **headers: str
) -> httpx.Response:
    """`headers`: host="localhost:8080", sec_fetch_site="none"."""
    app = guard or Guard(PlainTextResponse("let in"))
    named = {"host": "localhost:8080"} | {n.replace("_", "-"): v for n, v in headers.items()}
    transport = httpx.ASGITransport(app, client=(caller, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8080") as client:
        return await client.request(method, "/", headers=named)


class Seconds:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def guarded(*, public: bool = False, seconds: Seconds | None = None) -> Guard:
    app = PlainTextResponse("let in")
    return Guard(app, password=PASSWORD, public=public, monotonic=seconds or Seconds())


async def guess(guard: Guard, times: int = FailedLogins.MOST, **headers: str) -> None:
    for number in range(times):
        answer = await ask(guard, authorization=basic(f"guess {number}"), **headers)
        assert answer.status_code == 401


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]", "[::1]:8080"]
)
async def test_this_machine_answers_to_its_own_names(host: str) -> None:
    assert (await ask(host=host)).text == "let in"


async def test_this_machine_answers_to_the_address_that_it_is_bound_to() -> None:
    bound = Guard(PlainTextResponse("let in"), host="127.1.2.3")
    assert (await ask(bound, host="127.1.2.3:8080")).text == "let in"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.7:8080",
        "localhost@evil.example",
        "0x7f000001",
        "127.1.2.3",
        "",
    ],
)
async def test_a_name_made_to_point_here_is_refused(host: str) -> None:
    assert (await ask(host=host)).status_code == 400


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [("localhost", True), ("::1", True), ("[::1]", True), ("10.0.0.1", False), ("x.y", False)],
)
def test_no_name_server_is_asked_what_is_this_machine(host: str, is_ours: bool) -> None:
    assert is_loopback(host) is is_ours


async def test_the_page_itself_may_do_everything() -> None:
    own: Headers = {"origin": "http://localhost:8080", "sec_fetch_site": "same-origin"}
    assert (await ask(method="POST", **own)).text == "let in"
    assert (await ask(method="GET", sec_fetch_site="same-origin")).text == "let in"
    assert (await ask(method="GET", sec_fetch_site="none")).text == "let in"


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost:9000",
        "http://localhost",
        "http://127.0.0.1:8080",
        "null",
        "",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_another_page_may_do_nothing_not_even_one_on_another_port(
    method: str, origin: str
) -> None:
    assert (await ask(method=method, origin=origin)).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
async def test_what_a_browser_sends_for_another_page_is_refused(site: str) -> None:
    assert (await ask(method="GET", sec_fetch_site=site)).status_code == 403
    assert (await ask(method="POST", sec_fetch_site=site)).status_code == 403


async def test_a_browser_never_posts_from_nowhere() -> None:
    assert (await ask(method="POST", sec_fetch_site="none")).status_code == 403


async def test_a_link_on_another_page_may_lead_here_and_a_frame_may_not() -> None:
    link: Headers = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert (await ask(sec_fetch_dest="document", **link)).text == "let in"
    assert (await ask(sec_fetch_dest="iframe", **link)).status_code == 403
    assert (await ask(method="POST", sec_fetch_dest="document", **link)).status_code == 403


async def test_a_program_without_a_browser_may_do_everything() -> None:
    assert (await ask(method="POST")).text == "let in"


async def test_without_a_password_nothing_is_opened_to_others() -> None:
    with pytest.raises(ValueError, match="keeps others out"):
        Guard(PlainTextResponse("let in"), public=True)


async def test_others_reach_it_under_any_name_with_the_password() -> None:
    public = guarded(public=True)
    answer = await ask(public, host="bot.compose.office.example", authorization=basic(PASSWORD))
    assert answer.text == "let in"


async def test_the_password_is_asked_for() -> None:
    answer = await ask(guarded())
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")


@pytest.mark.parametrize("scheme", ["Basic ", "basic ", "BASIC "])
@pytest.mark.parametrize("name", ["", "anybody", "ใครก็ได้"])
async def test_the_right_password_lets_in_whatever_the_name(name: str, scheme: str) -> None:
    given = basic(PASSWORD, name).replace("Basic ", scheme)
    assert (await ask(guarded(), authorization=given)).text == "let in"


@pytest.mark.parametrize(
    "given",
    [
        basic("wrong"),
        basic(""),
        basic(PASSWORD + " "),
        basic(PASSWORD.partition(":")[2]),
        "Basic",
        "Basic !!!",
        "Basic eA",
        "Basic " + base64.b64encode(PASSWORD.encode()).decode(),
        "Bearer " + basic(PASSWORD).removeprefix("Basic "),
        basic(PASSWORD).removeprefix("Basic "),
    ],
)
async def test_a_wrong_or_malformed_password_does_not(given: str) -> None:
    assert (await ask(guarded(), authorization=given)).status_code == 401


async def test_another_page_does_not_get_in_with_the_password_that_the_browser_knows() -> None:
    known = basic(PASSWORD)
    answer = await ask(guarded(), "POST", authorization=known, origin="http://evil.example")
    assert answer.status_code == 403


async def test_after_too_many_wrong_passwords_the_right_one_is_let_in_within_seconds() -> None:
    guard = guarded(seconds=(seconds := Seconds()))
    await guess(guard)
    answer = await ask(guard, authorization=basic(PASSWORD))
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")
    seconds.now += int(answer.headers["retry-after"])
    assert (await ask(guard, authorization=basic(PASSWORD))).text == "let in"


async def test_who_guesses_at_another_address_keeps_nobody_waiting() -> None:
    guard = guarded()
    await guess(guard)
    assert (await ask(guard, caller="10.0.0.10", authorization=basic(PASSWORD))).text == "let in"


async def test_however_many_are_tried_one_in_five_seconds_is_looked_at() -> None:
    guard = guarded(seconds=(seconds := Seconds()))
    await guess(guard)
    looked_at = 0
    for _ in range(600):
        seconds.now += 0.5
        answer = await ask(guard, authorization=basic("guess"))
        looked_at += answer.status_code == 401
    assert looked_at == 300 / 5


async def test_a_browser_that_knew_the_password_waits_for_no_others_guesses() -> None:
    guard = guarded()
    first = await ask(guard, authorization=basic(PASSWORD))
    known = first.headers["set-cookie"].partition(";")[0]
    await guess(guard)
    again = await ask(guard, authorization=basic(PASSWORD), cookie=known)
    assert (again.text, "set-cookie" in again.headers) == ("let in", False)
    assert (await ask(guard, cookie=known)).status_code == 401


@pytest.mark.parametrize("site", ["cross-site", "same-origin"])
async def test_whoever_says_to_follow_a_link_guesses_no_more_for_that(site: str) -> None:
    guard = guarded()
    told: Headers = {"sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}
    await guess(guard, sec_fetch_site=site, **told)
    guessed = await ask(guard, authorization=basic("guess"), sec_fetch_site=site, **told)
    assert guessed.status_code == 429


async def test_a_wrong_password_is_logged_without_it_or_a_name() -> None:
    with capture_logs() as logs:
        await ask(guarded(), authorization=basic("guess", "somchai"))
        await ask(guarded())
    assert logs == [{"event": "guard.wrong_password", "log_level": "warning"}]


async def test_who_gives_no_password_guesses_none() -> None:
    guard = guarded()
    for _ in range(FailedLogins.MOST + 1):
        assert (await ask(guard)).status_code == 401
    assert (await ask(guard, authorization=basic(PASSWORD))).text == "let in"


def test_wrong_passwords_are_forgiven_after_a_while() -> None:
    failed = FailedLogins(seconds := Seconds())
    for _ in range(FailedLogins.MOST):
        failed.count("10.0.0.9")
    seconds.now += FailedLogins.WITHIN + 1
    failed.count("10.0.0.9")
    assert not failed.must_wait("10.0.0.9")


@pytest.mark.parametrize(
    "headers",
    [{}, {"host": "evil.example"}, {"origin": "http://evil.example"}],
    ids=["let in", "400", "403"],
)
async def test_every_answer_says_what_the_browser_must_not_do(headers: Headers) -> None:
    answer = await ask(**headers)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


async def test_the_page_may_load_nothing_from_elsewhere_and_stands_in_no_frame() -> None:
    policy = (await ask(guarded())).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
