"""A file that would be sent along is a button that opens its page; a picture is fetched by LINE."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, BinaryIO, cast

import pytest

from bot.channels.line.api import LineApi
from bot.channels.line.outbound import Outbound
from bot.domain.errors import DeliveryError
from bot.domain.message import Attachment, Button, Made, Message, ToMake, plain
from bot.ports import Outgoing
from tests.channels.line.conftest import PUBLIC, address_of
from tests.channels.line.judge import actions, judge

WHO = "U" + "1" * 32
FILES = (Attachment(7, "แผนปฏิบัติการ.pdf"), Attachment(8, "รายงาน.xlsx"))


class Api:
    """Takes whatever is sent."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []

    async def post(
        self, path: str, body: dict[str, Any], headers: object = None
    ) -> tuple[int, dict[str, Any]]:
        self.bodies.append(body)
        return 200, {"sentMessages": [{"id": str(n)} for n, _ in enumerate(body["messages"])]}


async def page_of(file: int | ToMake, address: str) -> str:
    if isinstance(file, ToMake):
        return f"https://sop.example/documents/{file.what}-{address[:2]}"
    return f"https://sop.example/files/{file}-{address[:2]}"


async def nobody(file: int | ToMake, address: str) -> str:
    raise DeliveryError("a file is for one person", permanent=True)


async def sent(
    message: Message, link_to: Any = page_of, made: Mapping[ToMake, BinaryIO] | None = None
) -> list[dict[str, Any]]:
    api = Api()
    outbound = Outbound(
        cast(LineApi, api), lambda code: f"https://line.example/{code}", link_to, address_of
    )
    await outbound.send(Outgoing(WHO, message, made=made or {}))
    found = [one for body in api.bodies for one in body["messages"]]
    judge(found)
    return found


async def test_each_file_is_a_button_with_its_name_above_all_others() -> None:
    other = Button("ปิดขั้นตอน", "done 4")
    found = actions(await sent(Message(plain("เอกสาร"), ((other,),), attachments=FILES)))
    assert [one.get("uri", one.get("data")) for one in found] == [
        "https://sop.example/files/7-U1",
        "https://sop.example/files/8-U1",
        "done 4",
    ]
    assert [one["label"] for one in found[:2]] == ["แผนปฏิบัติการ.pdf", "รายงาน.xlsx"]


async def test_a_document_is_a_button_to_where_it_is_made() -> None:
    report = ToMake(Made.REPORT, 12, "รายงาน.docx", "th")
    message = Message(plain("รายงาน"), attachments=FILES[:1], documents=(report,))
    found = actions(await sent(message))
    assert [(one["label"], one["uri"][20:]) for one in found] == [
        ("แผนปฏิบัติการ.pdf", "files/7-U1"),
        ("รายงาน.docx", "documents/report-U1"),
    ]


async def test_files_of_what_goes_along_are_buttons_too() -> None:
    then = (Message(plain("สอง"), attachments=FILES[1:]),)
    found = actions(await sent(Message(plain("หนึ่ง"), attachments=FILES[:1], then=then)))
    assert [one["uri"][-4:] for one in found] == ["7-U1", "8-U1"]


async def test_without_a_link_nothing_is_sent() -> None:
    with pytest.raises(DeliveryError, match="one person"):
        await sent(Message(plain("เอกสาร"), attachments=FILES), nobody)


PICTURE = ToMake(Made.TIMELINE, 12, "ไทม์ไลน์.png", "th")
WITH_PICTURE = Message(plain("ไทม์ไลน์"), pictures=(PICTURE,))


async def test_a_picture_stands_above_its_words_in_the_same_request() -> None:
    image, words = await sent(WITH_PICTURE, made={PICTURE: BytesIO(b"png")})
    address = f"{PUBLIC}/pictures/12.png"
    assert image == {"type": "image", "originalContentUrl": address, "previewImageUrl": address}
    assert words == {"type": "text", "text": "ไทม์ไลน์"}


async def test_what_was_not_made_is_left_out() -> None:
    assert await sent(WITH_PICTURE) == [{"type": "text", "text": "ไทม์ไลน์"}]
