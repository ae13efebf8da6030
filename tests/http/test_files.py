"""A kept file reaches its person by a page, and nobody else by anything."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import AllMissing, Damaged, DeliveryError, Missing, SopbotError
from scheduler.tools import Tools
from scheduler.transactions import transact
from tests.http.files import BYTES, HOST, NAME, Pages
from tests.scheduler.office import GROUP, MEMBER


@pytest.fixture
async def pages(tmp_path: Path) -> AsyncIterator[Pages]:
    made = Pages(tmp_path)
    yield made
    await made.close()


def speaks(pages: Pages, language: str) -> None:
    who = pages.office.people[MEMBER].id
    transact(pages.office.store, lambda work: work.people.set_language(who, language))


async def test_the_page_tells_what_there_is_to_get(pages: Pages) -> None:
    page = await pages.get(await pages.link())
    assert page.status_code == 200
    for told in (NAME, "1-01", "1.1 MB", "ฉบับลงนามแล้ว", "ขั้นตอนที่ 1", "09.00 น."):
        assert told in page.text
    assert '<form method="post"><button>ดาวน์โหลดเอกสาร</button></form>' in page.text


async def test_it_speaks_the_language_of_its_person(pages: Pages) -> None:
    speaks(pages, "en")
    page = await pages.get(await pages.link())
    assert '<html lang="en">' in page.text
    assert "Download the file" in page.text


async def test_the_button_brings_the_bytes_to_be_saved(pages: Pages) -> None:
    got = await pages.press(await pages.link())
    assert got.content == BYTES
    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["content-length"] == str(len(BYTES))
    kind, _, name = got.headers["content-disposition"].partition("; filename*=UTF-8''")
    assert (kind, unquote(name)) == ("attachment", NAME)


async def test_a_link_works_until_its_hour_is_over(pages: Pages) -> None:
    link = await pages.link()
    pages.office.clock.advance(minutes=59)
    assert (await pages.press(link)).content == BYTES
    pages.office.clock.advance(minutes=1)
    assert (await pages.get(link)).status_code == 404
    assert (await pages.press(link)).status_code == 404


async def test_to_follow_a_link_gives_nothing_away(pages: Pages) -> None:
    """Previews and scanners of mail do."""
    link = await pages.link()
    head = await pages.client.head(link)
    assert (head.status_code, BYTES in head.content) == (200, False)
    assert BYTES not in (await pages.get(link)).content


async def test_page_and_file_are_kept_framed_and_run_by_nobody(pages: Pages) -> None:
    link = await pages.link()
    for answer in (await pages.get(link), await pages.press(link), await pages.get(link + "x")):
        headers = answer.headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert "noindex" in headers["x-robots-tag"]
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy


async def test_what_leads_nowhere_is_all_answered_alike(pages: Pages) -> None:
    expired, removed = await pages.link(), await pages.link()
    file, by = pages.file.id, pages.file.sent_by
    pages.office.clock.advance(minutes=61)
    late = await pages.link()
    now = pages.office.clock.now()
    transact(pages.office.store, lambda work: work.files.remove(file, by, "ผิดไฟล์", now))
    guesses = [f"{HOST}/files/{'A' * 43}", f"{HOST}/files/", f"{HOST}/files/a/b"]
    answers = [await pages.get(one) for one in (expired, removed, late, *guesses)]
    answers += [await pages.press(one) for one in (expired, removed, late, *guesses)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert "พิมพ์ “เอกสาร”" in answers[0].text
    assert "please type “เอกสาร”" in answers[0].text


async def test_who_is_removed_from_the_team_gets_nothing_any_more(pages: Pages) -> None:
    link = await pages.link()
    team, who = pages.office.plan.team, pages.office.people[MEMBER].id
    transact(pages.office.store, lambda work: work.teams.remove_member(team, who))
    assert (await pages.press(link)).status_code == 404


async def test_who_is_forgotten_leaves_no_way_in(pages: Pages) -> None:
    link, who = await pages.link(), pages.office.people[MEMBER].id
    now = pages.office.clock.now()
    transact(pages.office.store, lambda work: work.privacy.erase(who, "member", now))
    assert (await pages.press(link)).status_code == 404


@pytest.mark.parametrize("path", ["x" * 60_000, "%00", "..%2f..%2fetc%2fpasswd", "%E0%B8%81" * 43])
async def test_no_path_is_a_trick(pages: Pages, path: str) -> None:
    for answer in (await pages.get(f"/files/{path}"), await pages.press(f"/files/{path}")):
        assert answer.status_code == 404


@pytest.mark.parametrize(
    "name",
    ['a"; filename="x.exe.pdf', "a\r\nSet-Cookie: x=1.pdf", "<script>x</script>.pdf"],
)
async def test_no_name_of_a_file_adds_a_header_or_an_element(tmp_path: Path, name: str) -> None:
    pages = Pages(tmp_path, name)
    link = await pages.link()
    got, page = await pages.press(link), await pages.get(link)
    assert got.content == BYTES
    assert "set-cookie" not in got.headers
    assert got.headers["content-disposition"].isascii()
    assert got.headers["content-disposition"].count('"') == 0
    assert "<script" not in page.text
    await pages.close()


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.HTM", "x.js", "x", ".pdf"])
async def test_what_a_browser_might_run_is_bytes(tmp_path: Path, name: str) -> None:
    pages = Pages(tmp_path, name)
    got = await pages.press(await pages.link())
    assert got.headers["content-type"] == "application/octet-stream"
    await pages.close()


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (Missing("gone"), 410, "โปรดแจ้งเลขานุการ"),
        (Damaged("changed"), 410, "โปรดแจ้งเลขานุการ"),
        (AllMissing("not mounted"), 503, "โปรดลองอีกครั้ง"),
        (SopbotError("503"), 503, "โปรดลองอีกครั้ง"),
        (OSError(5, "Input/output error"), 503, "โปรดลองอีกครั้ง"),
    ],
)
async def test_bytes_that_cannot_be_had_are_told_of(
    pages: Pages, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, told: str
) -> None:
    def fails(sha256: str) -> None:
        raise error

    monkeypatch.setattr(pages.office.files, "open", fails)
    answer = await pages.press(await pages.link())
    assert (answer.status_code, told in answer.text) == (status, True)


async def test_while_the_database_fails_one_is_to_come_again(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = await pages.link()

    async def away(*_: object) -> None:
        raise SopbotError("the database is away")

    monkeypatch.setattr(Tools, "read", away)
    answer = await pages.get(link)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")


async def test_a_group_gets_no_link(pages: Pages) -> None:
    for nobody in (GROUP, "-999"):
        with pytest.raises(DeliveryError, match="one person"):
            await pages.link(to=nobody)


async def test_address_and_log_say_nothing_of_person_or_file(pages: Pages) -> None:
    link = await pages.link()
    pages.office.files.changed.add(pages.file.sha256)
    with capture_logs() as lines:
        await pages.press(link)
        await pages.get(link)
    shown = link + str(lines)
    token = link.rpartition("/")[2].partition("?")[0]
    assert link == f"{HOST}/files/{token}?openExternalBrowser=1"
    assert all(one not in shown.replace(link, "") for one in (token, NAME, "คนที่"))
