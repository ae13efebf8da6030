"""Files that were uploaded and never said go after a day; what stands in a room stays."""

from __future__ import annotations

import os
from typing import Any

from bot.demo.web.uploads import LOOK_EVERY, UNSAID_LASTS
from bot.domain.message import Attachment, Message, plain
from bot.ports import Outgoing
from tests.demo.web.conftest import Site, Web


def there(web: Web) -> set[bytes]:
    return {path.read_bytes() for path in web.folder.rglob("*") if path.is_file()}


async def uploads(web: Web, site: Site, data: bytes) -> dict[str, Any]:
    """By the clock of the test, as the disk would date it."""
    answer: dict[str, Any] = (await site.uploads("a.pdf", data)).json()
    now = web.clock.now().timestamp()
    for path in web.folder.rglob(answer["sha256"]):
        os.utime(path, (now, now))
    return answer


async def test_what_was_uploaded_and_never_said_goes_after_a_day(web: Web, site: Site) -> None:
    forgotten = await uploads(web, site, b"forgotten")
    web.clock.advance(seconds=UNSAID_LASTS.total_seconds())
    await uploads(web, site, b"young")
    assert there(web) == {b"forgotten", b"young"}
    web.clock.advance(seconds=LOOK_EVERY.total_seconds())
    await uploads(web, site, b"new")
    assert there(web) == {b"young", b"new"}
    said = await site.says(files=[forgotten])
    assert said.status_code == 422
    assert "เลือกไฟล์" in said.json()["error"]


async def test_what_somebody_or_the_bot_has_said_stays(web: Web, site: Site) -> None:
    await site.says(files=[await uploads(web, site, b"said")])
    web.files[1] = b"sent back"
    sent = Message(plain("1-01"), attachments=(Attachment(1, "a.pdf"),))
    await web.channel.send(Outgoing("group", sent))
    for path in web.folder.rglob("*"):
        os.utime(path, (0, 0))
    web.clock.advance(days=2)
    await uploads(web, site, b"new")
    assert there(web) == {b"said", b"sent back", b"new"}


async def test_what_is_uploaded_again_is_as_new(web: Web, site: Site) -> None:
    await uploads(web, site, b"again")
    web.clock.advance(seconds=UNSAID_LASTS.total_seconds())
    uploaded = await uploads(web, site, b"again")
    web.clock.advance(seconds=LOOK_EVERY.total_seconds())
    await uploads(web, site, b"new")
    assert (await site.says(files=[uploaded])).status_code == 200
