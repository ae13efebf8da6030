"""An office's own form is looked through on its way; what is refused leaves nothing."""

from __future__ import annotations

import pytest
from docx import Document

from bot.domain.files import MAX_TEMPLATE_BYTES, TEMPLATE, Template
from bot.domain.incoming import IncomingFile
from bot.domain.message import Made, Message, ToMake, plain
from bot.ports import UnitOfWork
from scheduler.making import Workshop
from scheduler.transactions import transact
from tests.fakes.channel import DOWN
from tests.render.documents import forms
from tests.scheduler.office import GROUP, Office

NAME = "แบบรายงาน.docx"


def comes(office: Office, data: bytes) -> None:
    """A file that is to be the team's template."""
    office.channel.files["a"] = data

    def expect(work: UnitOfWork) -> None:
        work.files.expect(
            office.plan.id,
            TEMPLATE,
            IncomingFile("a", NAME),
            channel="fake",
            chat=office.group.id,
            message="m-a",
            thread="",
            by=work.people.seen("fake", "1", "พิมพ์ใจ", "", "th").id,
            document="",
            now=office.clock.now(),
        )

    transact(office.store, expect)


def in_use(office: Office) -> Template | None:
    with office.store.reading() as work:
        return work.templates.of_team(office.plan.team)


def known_of_it(office: Office) -> int:
    with office.store.reading() as work:
        return len(work.files.of_message(office.group.id, "m-a"))


async def test_a_form_is_kept_for_the_team_and_is_no_file_of_a_step(office: Office) -> None:
    form = forms.form()
    comes(office, form)
    assert await office.run() == [f"{GROUP}: template {NAME}"]
    used = in_use(office)
    assert used is not None
    assert office.files.kept[used.sha256] == form
    assert known_of_it(office) == 0


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF", "template-not-word"),
        (bytes(MAX_TEMPLATE_BYTES + 1), "template-too-large"),
        (forms.saying("{{ผู้อำนวยการ}}"), "template-unknown"),
        (forms.related("hyperlink", "http://x.example", "External"), "template-links"),
    ],
)
async def test_of_what_is_refused_nothing_is_kept(office: Office, data: bytes, why: str) -> None:
    comes(office, data)
    assert await office.run() == [f"{GROUP}: {why} {NAME}"]
    assert office.files.kept == {}
    assert in_use(office) is None
    assert known_of_it(office) == 0


async def test_one_that_does_not_come_at_once_is_tried_again(office: Office) -> None:
    comes(office, forms.form())
    office.channel.fails(DOWN, at="a")
    assert await office.run() == []
    office.clock.advance(seconds=10)
    assert await office.run() == [f"{GROUP}: template {NAME}"]


async def test_the_one_in_use_is_given_back_as_it_was_sent(office: Office) -> None:
    sent = forms.form()
    comes(office, sent)
    await office.run()
    back = ToMake(Made.TEMPLATE, office.plan.id, NAME, "th")
    made = (await Workshop(office.tools, office.files).made([back]))[back]
    assert made.read() == sent
    made.close()


async def test_a_report_is_made_in_the_form_in_use(office: Office) -> None:
    wanted = ToMake(Made.REPORT, office.plan.id, "รายงาน.docx", "th")
    comes(office, forms.saying("แบบของสำนัก {{คณะดำเนินงาน}}"))
    await office.run()
    made = (await Workshop(office.tools, office.files).made([wanted]))[wanted]
    assert Document(made).paragraphs[0].text.startswith("แบบของสำนัก ")
    made.close()


async def test_that_the_form_is_lost_is_said_with_what_can_be_done(office: Office) -> None:
    wanted = ToMake(Made.REPORT, office.plan.id, "รายงาน.docx", "th")
    comes(office, forms.form())
    await office.run()
    office.files.kept.clear()
    office.send(Message(plain("รายงาน"), documents=(wanted,)))
    (sent,) = await office.run()
    assert f"แม่แบบ “{NAME}” ชำรุดหรือสูญหาย" in sent
    assert "โปรดพิมพ์ “แม่แบบรายงาน”" in sent
