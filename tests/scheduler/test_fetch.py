from structlog.testing import capture_logs

from bot.domain.errors import DeliveryError, SopbotError
from bot.domain.events import FileKept
from bot.domain.files import MAX_FILE_BYTES, FileState
from scheduler.transactions import transact
from tests.fakes.channel import DOWN
from tests.scheduler.office import GROUP, Office


def events(office: Office) -> list[FileKept]:
    with office.store.reading() as work:
        found = work.plans.by_id(office.plan.id).events
    return [e for e in found if isinstance(e, FileKept)]


async def test_a_file_is_kept_recorded_and_acknowledged(office: Office) -> None:
    office.channel.files["a"] = b"bytes"
    office.expects("a")
    assert await office.run() == [f"{GROUP}: received 1-01v1"]
    assert list(office.files.kept.values()) == [b"bytes"]
    assert [(e.label, e.name, e.version) for e in events(office)] == [("1-01", "a.pdf", 1)]
    assert office.channel.sent[0].replies_to == "m-a"


async def test_a_file_is_acknowledged_only_when_its_bytes_are_here(office: Office) -> None:
    office.channel.files["a"] = b"bytes"
    office.channel.fails(DOWN, DOWN, at="a")
    office.expects("a")
    assert await office.run() == []
    office.clock.advance(seconds=5)
    assert await office.run() == []
    office.clock.advance(seconds=10)
    assert await office.run() == [f"{GROUP}: received 1-01v1"]


async def test_a_store_that_cannot_keep_it_is_tried_again_and_told_to_the_operator(
    office: Office,
) -> None:
    office.channel.files["a"] = b"bytes"
    office.files.breaks = [SopbotError("files: the disk is full")]
    office.expects("a")
    with capture_logs() as logs:
        assert await office.run() == []
    assert [e["why"] for e in logs if e["event"] == "file.not_kept"] == ["files: the disk is full"]
    office.clock.advance(seconds=5)
    assert await office.run() == [f"{GROUP}: received 1-01v1"]


async def test_after_an_hour_without_a_store_the_person_is_told(office: Office) -> None:
    office.channel.files["a"] = b"bytes"
    office.files.breaks = [SopbotError("the store is out of reach")] * 100
    office.expects("a")
    said = []
    for _ in range(70):
        said += await office.run()
        office.clock.advance(minutes=1)
    assert said == [f"{GROUP}: file-not-fetched a.pdf"]


async def test_after_an_hour_in_vain_the_person_is_told(office: Office) -> None:
    office.channel.fails(*[DOWN] * 100, at="a")
    office.expects("a")
    said = []
    for _ in range(70):
        said += await office.run()
        office.clock.advance(minutes=1)
    assert said == [f"{GROUP}: file-not-fetched a.pdf"]
    assert len(office.channel.fetched) < 30


async def test_a_file_that_cannot_be_had_is_told_at_once(office: Office) -> None:
    office.channel.fails(DeliveryError("wrong file id", permanent=True), at="a")
    office.expects("a")
    assert await office.run() == [f"{GROUP}: file-not-fetched a.pdf"]


async def test_a_file_known_to_be_too_large_is_not_even_fetched(office: Office) -> None:
    office.expects("a", size=MAX_FILE_BYTES + 1)
    assert await office.run() == [f"{GROUP}: file-too-large a.pdf"]
    assert office.channel.fetched == []


async def test_a_file_that_turns_out_too_large_is_told_at_once(office: Office) -> None:
    office.channel.files["a"] = bytes(MAX_FILE_BYTES + 1)
    office.expects("a")
    assert await office.run() == [f"{GROUP}: file-too-large a.pdf"]


async def test_the_same_bytes_again_are_answered_but_are_no_news(office: Office) -> None:
    office.channel.files.update(a=b"bytes", b=b"bytes")
    office.expects("a")
    await office.run()
    office.expects("b")
    assert await office.run() == [f"{GROUP}: received 1-01v1"]
    assert office.channel.sent[-1].replies_to == "m-b"
    assert len(events(office)) == 1


async def test_an_album_is_acknowledged_once(office: Office) -> None:
    office.channel.files.update(a=b"1", b=b"2", c=b"3")
    for source in "abc":
        office.expects(source, album="x")
    assert await office.run() == []
    office.clock.advance(seconds=2)
    assert await office.run() == [f"{GROUP}: received 1-01v1 1-02v1 1-03v1"]
    assert office.channel.fetched == ["a", "b", "c"]


async def test_an_album_is_numbered_in_the_order_sent_not_as_it_arrives(office: Office) -> None:
    office.channel.files.update(a=b"1", b=b"2", c=b"3")
    office.channel.fails(DOWN, at="a")
    for source in "abc":
        office.expects(source, album="x")
    office.clock.advance(seconds=2)
    assert await office.run() == []
    assert events(office) == []
    office.clock.advance(seconds=5)
    assert await office.run() == [f"{GROUP}: received 1-01v1 1-02v1 1-03v1"]
    assert [e.name for e in events(office)] == ["a.pdf", "b.pdf", "c.pdf"]
    assert office.channel.fetched == ["a", "b", "c", "a"]


async def test_what_is_here_is_kept_without_what_does_not_come(office: Office) -> None:
    office.channel.files.update(b=b"2")
    office.channel.fails(*[DOWN] * 100, at="a")
    for source in "ab":
        office.expects(source, album="x")
    for _ in range(14):
        office.clock.advance(seconds=5)
        await office.run()
    assert [e.label for e in events(office)] == ["1-01"]


async def test_an_album_waits_for_a_file_that_comes_a_moment_later(office: Office) -> None:
    office.channel.files.update(a=b"1", b=b"2")
    office.expects("a", album="x")
    await office.run()
    office.clock.advance(seconds=1)
    office.expects("b", album="x")
    assert await office.run() == []
    office.clock.advance(seconds=2)
    assert await office.run() == [f"{GROUP}: received 1-01v1 1-02v1"]


async def test_of_an_album_with_a_bad_file_the_rest_is_acknowledged(office: Office) -> None:
    office.channel.files["a"] = b"1"
    office.expects("a", album="x")
    office.expects("b", album="x", size=MAX_FILE_BYTES + 1)
    office.clock.advance(seconds=2)
    assert sorted(await office.run()) == [
        f"{GROUP}: file-too-large b.pdf",
        f"{GROUP}: received 1-01v1",
    ]


async def test_what_an_album_brings_again_stands_in_its_answer(office: Office) -> None:
    office.channel.files.update(a=b"1", b=b"1", c=b"2")
    office.expects("a")
    await office.run()
    office.expects("b", album="x")
    office.expects("c", album="x")
    office.clock.advance(seconds=2)
    assert await office.run() == [f"{GROUP}: received 1-02v1 1-01v1"]


async def test_bytes_twice_in_an_album_are_one_file(office: Office) -> None:
    office.channel.files.update(a=b"1", b=b"1", c=b"2")
    for source in "abc":
        office.expects(source, album="x")
    office.clock.advance(seconds=2)
    assert await office.run() == [f"{GROUP}: received 1-01v1 1-02v1"]


async def test_a_file_removed_while_it_is_fetched_is_not_acknowledged(office: Office) -> None:
    office.channel.files["a"] = b"1"
    file = office.expects("a")
    fetcher = office.engine._fetcher
    (row,) = await fetcher.claim()
    now = office.clock.now()
    transact(office.store, lambda work: work.files.remove(file.id, file.sent_by, "wrong", now))
    await fetcher.work(row)
    assert await office.run() == []


async def test_a_crash_between_bytes_and_record_only_repeats_the_fetch(office: Office) -> None:
    office.channel.files["a"] = b"1"
    office.expects("a")
    assert await office.engine._fetcher.claim()
    office.clock.advance(minutes=11)
    office.engine._fetcher._in_hand.put_down(1)
    assert await office.run() == [f"{GROUP}: received 1-01v1"]


async def test_a_bug_in_the_answer_loses_neither_file_nor_answer(office: Office) -> None:
    office.channel.files["a"] = b"1"
    office.attach.breaks = [ZeroDivisionError()]
    office.expects("a")
    assert await office.run() == []
    office.clock.advance(seconds=5)
    assert await office.run() == [f"{GROUP}: received 1-01v1"]
    assert len(events(office)) == 1


async def test_a_bug_that_stays_does_not_keep_a_file_waiting_for_ever(office: Office) -> None:
    office.channel.files["a"] = b"1"
    office.attach.breaks = [ZeroDivisionError()] * 100
    file = office.expects("a")
    for _ in range(70):
        await office.run()
        office.clock.advance(minutes=1)
    with office.store.reading() as work:
        found = work.files.by_id(file.id)
    assert found is not None
    assert found.state is FileState.FAILED
