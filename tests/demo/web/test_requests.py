"""What the page may send; and what it is told, in its language, when that is not right."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from bot.demo.web import api as api_module
from bot.domain.errors import SopbotError
from tests.demo.web.conftest import CLOSE, Site, Web

SENT = {"sha256": "0" * 64, "name": "a.pdf", "mime": "", "size": 1}
SAY: dict[str, Any] = {"who": "malee", "room": "group", "text": "เสร็จ 3", "key": "0123456789"}


async def refused(site: Site, **more: object) -> tuple[int, str]:
    """In English; nothing may stand in the room afterwards."""
    answer = await site.post("say", SAY | more, "en")
    assert (await site.get("/api/rooms/group/posts")).json()["posts"] == []
    return answer.status_code, answer.json()["error"]


async def test_what_is_wrong_is_told_in_the_language_of_the_page(site: Site) -> None:
    thai, english = [(await site.says(" ", lang)).json()["error"] for lang in ("th", "en")]
    assert english == "There is nothing to send. Please type a message or choose a file."
    assert re.search("[฀-๿]", thai)


async def test_a_text_as_long_as_may_be_stands_and_a_longer_one_does_not(site: Site) -> None:
    code, why = await refused(site, text="ก" * 4097)
    assert (code, why[:48]) == (422, "The message is too long; at most 4096 characters")
    assert (await site.says("𠀀" * 4096)).status_code == 200


async def test_ten_files_go_at_a_time(web: Web, site: Site) -> None:
    file = (await site.sends("upload?name=a.pdf", b"a")).json()
    code, why = await refused(site, files=[file] * 11)
    assert (code, why[:29]) == (422, "Those are too many files at a")
    assert len((await site.says(files=[file] * 10)).json()["posts"]) == 10


@pytest.mark.parametrize("sha256", ["0" * 64, ""])
async def test_a_file_whose_bytes_never_came_is_not_sent(site: Site, sha256: str) -> None:
    code, why = await refused(site, files=[{**SENT, "sha256": sha256}])
    assert (code, why[:31]) == (422, "The file did not arrive whole. ")


async def test_a_file_that_turns_out_too_large_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_module, "MAX_FILE_BYTES", 1024 * 1024)
    answer = await site.sends("upload?name=a.pdf&lang=en", b"a" * (1024 * 1024 + 1))
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("The file is larger than 1 MB")
    assert (await site.sends("upload?name=a.pdf", b"a" * 1024 * 1024)).status_code == 200


async def test_an_empty_file_is_refused(site: Site) -> None:
    answer = await site.sends("upload?name=a.pdf&lang=en", b"")
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("The file is empty.")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "etc_passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a" * 300 + ".pdf", "a" * 115 + "….pdf"),
        ("...", ""),
        ("", ""),
    ],
)
async def test_a_file_has_a_name_that_is_safe_everywhere(site: Site, name: str, kept: str) -> None:
    uploaded = (await site.uploads(name, b"a")).json()
    assert uploaded["name"] == kept
    [_] = (await site.says(files=[{**uploaded, "name": name}], lang="en")).json()["posts"]
    [shown] = (await site.get("/api/rooms/group/posts")).json()["posts"]
    assert [file["name"] for file in shown["files"]] == [kept or "file-1"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"who": 1},
        {"who": "x" * 41},
        {"room": None},
        {"key": "short"},
        {"key": "with space"},
        {"key": "k" * 65},
        {"key": "0123456789\n"},
        {"reply_to": "1"},
        {"reply_to": 10**30},
        {"reply_to": -1},
        {"files": {}},
        {"files": [{**SENT, "sha256": "../../etc/passwd"}]},
        {"files": [{**SENT, "sha256": "0" * 64 + "\n"}]},
        {"files": [{**SENT, "size": -1}]},
        {"files": [{**SENT, "size": 10**30}]},
        {"files": [{**SENT, "name": "x" * 1001}]},
    ],
)
async def test_a_field_that_no_page_would_send_is_refused(
    site: Site, wrong: dict[str, object]
) -> None:
    code, why = await refused(site, **wrong)
    assert (code, why[:40]) == (422, "The page and the program do not understa")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (json.dumps(SAY), "text/plain"),
        (json.dumps(SAY), "application/x-www-form-urlencoded"),
        (json.dumps(SAY), ""),
        (json.dumps(SAY)[:-1], "application/json"),
        ("[]", "application/json"),
        ("", "application/json"),
        ("[" * 10_000, "application/json"),
        (json.dumps({"key": "0123456789", "who": "malee"}), "application/json"),
    ],
)
async def test_what_is_no_such_json_is_refused(site: Site, data: str, kind: str) -> None:
    answer = await site.sends("say?lang=en", data.encode(), content_type=kind)
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("The page and the program do not understand")


async def test_json_may_say_how_it_is_written(site: Site) -> None:
    data = json.dumps(SAY).encode()
    answer = await site.sends("say", data, content_type="application/json; charset=utf-8")
    assert answer.status_code == 200


async def test_a_body_without_end_is_not_read_to_its_end(site: Site) -> None:
    data = json.dumps({**SAY, "more": "x" * 70_000}).encode()
    answer = await site.sends("say?lang=en", data, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("The message is too long")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"who": "nobody"}, 404),
        ({"room": "nowhere"}, 404),
        ({"room": "somkid"}, 404),
    ],
)
async def test_who_is_not_there_or_not_admitted_is_told_so(
    site: Site, wrong: dict[str, str], code: int
) -> None:
    assert (await refused(site, **wrong))[0] == code


async def test_a_press_of_no_such_button_is_told_as_expired(web: Web, site: Site) -> None:
    post = await web.bot_says("ครบกำหนด", buttons=CLOSE)
    press = {"who": "malee", "post": post, "action": "done p1 4"}
    assert (await site.post("press", press)).status_code == 409
    assert (await site.post("press", {**press, "post": 999})).status_code == 404
    assert (await site.post("press", {**press, "post": 10**30})).status_code == 422
    assert (await site.post("press", {**press, "who": "nobody"})).status_code == 404


async def test_nobody_opens_anothers_private_room(web: Web, site: Site) -> None:
    assert (await site.post("open", {"who": "nobody", "code": "x"})).status_code == 404
    assert (await site.post("open", {"who": "malee", "code": "x" * 65})).status_code == 422
    assert await web.hears() == []


async def test_a_move_is_a_few_words(site: Site) -> None:
    for to in ("", "x" * 61, 7, None):
        assert (await site.post("clock", {"to": to})).status_code == 422


async def test_an_endpoint_answers_to_its_own_method_only(site: Site) -> None:
    assert (await site.get("/api/say")).status_code == 405
    assert (await site.post("state", {})).status_code == 405
    assert (await site.get("/api/nothing")).status_code == 404


async def test_what_fails_or_breaks_is_told_without_its_details(
    web: Web, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise SopbotError("/secret/path cannot be written")

    async def crash(*_: object) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(web.channel.hall, "say", fail)
    failed = await site.says("เสร็จ 3", "en")
    monkeypatch.setattr(web.channel.hall, "say", crash)
    broken = await site.says("เสร็จ 3", "en")
    assert (failed.status_code, broken.status_code) == (503, 500)
    assert "secret" not in failed.text + broken.text
    assert broken.json()["error"].startswith("Something went wrong in the program (incident ")
