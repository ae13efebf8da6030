"""Who or what cannot be reached any more, and who hears of it."""

from bot.domain.errors import DeliveryError
from bot.domain.message import Message, plain
from bot.domain.people import ChatKind
from bot.domain.plan import PlanStatus
from bot.ports import UnitOfWork
from scheduler.transactions import transact
from tests.fakes.channel import BLOCKED, DOWN
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office, local, on_line

OVERDUE_7 = "2026-10-27 08:30"
REFUSED = DeliveryError("Bad Request: chat_restricted", permanent=True)


async def before_overdue_7(office: Office) -> None:
    for moment in ("2026-10-21 08:30", "2026-10-23 08:30"):
        await office.at(moment)


async def test_after_a_days_worth_of_tries_it_is_given_up_and_the_secretary_is_told(
    office: Office,
) -> None:
    office.channel.fails(*[DOWN] * 500, at=GROUP)
    office.clock.set(local("2026-10-13 08:30"))
    for _ in range(3 * 24 * 4):
        await office.run()
        office.clock.advance(minutes=15)
    assert office.undelivered() == [f"{GROUP}: 502"]
    assert office.channel.texts(GROUP) == []
    [told] = office.channel.texts(SECRETARY)
    assert told.startswith("ส่งข้อความถึงกลุ่ม คณะดำเนินงาน ไม่สำเร็จ\nเรื่อง: ขั้นตอนที่ 1\n")


async def test_an_unreachable_member_is_shown_to_the_secretary_once(office: Office) -> None:
    office.channel.fails(BLOCKED, BLOCKED, at=MEMBER)
    first = await office.at("2026-10-20 08:30")
    assert [s for s in first if s.startswith(SECRETARY)]
    office.post("an answer", to=MEMBER)
    later = [*await office.run(), *await office.at("2026-10-21 08:30")]
    assert not [s for s in later if "ไม่สามารถส่งข้อความ" in s]


async def test_of_a_member_without_a_duty_nobody_is_told(office: Office) -> None:
    transact(office.store, lambda work: _without_party(work, office))
    office.channel.fails(BLOCKED, at=MEMBER)
    office.post("an answer", to=MEMBER)
    assert await office.run() == []


async def test_what_a_blocked_chair_misses_goes_to_the_secretary_to_forward(
    office: Office,
) -> None:
    await before_overdue_7(office)
    office.channel.fails(BLOCKED, at=CHAIR)
    said = await office.at(OVERDUE_7)
    assert f"{SECRETARY}: overdue7 chair" in said
    assert not [s for s in said if s.startswith(GROUP)]


async def test_so_does_what_is_refused_in_the_chairs_chat(office: Office) -> None:
    await before_overdue_7(office)
    office.channel.fails(REFUSED, at=CHAIR)
    said = await office.at(OVERDUE_7)
    assert f"{SECRETARY}: overdue7 chair" in said
    assert not [s for s in said if s.startswith(GROUP)]


async def test_so_does_what_was_tried_in_vain_for_a_day(office: Office) -> None:
    await before_overdue_7(office)
    office.channel.fails(*[DOWN] * 500, at=CHAIR)
    said = await office.at(OVERDUE_7)
    assert f"{SECRETARY}: overdue7 chair" not in said
    for _ in range(3 * 24 * 4):
        office.clock.advance(minutes=15)
        said += await office.run()
    assert [s for s in said if "chair" in s] == [f"{SECRETARY}: late: overdue7 chair"]


async def test_a_letter_to_be_forwarded_that_is_refused_is_not_passed_on_again(
    office: Office,
) -> None:
    await before_overdue_7(office)
    transact(office.store, lambda work: _chairless_with_two_secretaries(work, office))
    office.channel.fails(*[REFUSED] * 9, at=SECRETARY)
    said = await office.at(OVERDUE_7)
    letters = [o.address for o in office.channel.tried if "chair" in o.message.text.plain]
    assert sorted(letters) == [SECRETARY, MEMBER]
    assert not [s for s in said if s.startswith(GROUP)]


async def test_who_blocks_it_on_one_platform_is_told_on_the_other(office: Office) -> None:
    line = on_line(office, MEMBER, reads="fake")
    office.channel.fails(BLOCKED, at=MEMBER)
    said = await office.at("2026-10-20 08:30")
    assert line.texts() == ["due responsible"]
    assert not [s for s in said if "ไม่สามารถส่งข้อความ" in s]
    assert office.undelivered() == []


async def test_so_is_what_was_to_follow_it(office: Office) -> None:
    line = on_line(office, MEMBER, reads="fake")
    office.channel.fails(BLOCKED, at=MEMBER)
    for text in ("one", "two"):
        office.post(text, MEMBER)
    await office.run()
    assert line.texts(MEMBER) == ["one", "two"]
    assert office.channel.texts(MEMBER) == []


async def test_the_chairs_letter_goes_to_the_chair_on_the_other_platform(office: Office) -> None:
    line = on_line(office, CHAIR, reads="fake")
    await before_overdue_7(office)
    office.channel.fails(BLOCKED, at=CHAIR)
    said = await office.at(OVERDUE_7)
    assert line.texts() == ["overdue7 chair"]
    assert not [s for s in said if s.startswith(SECRETARY) and "chair" in s]


async def test_an_answer_belongs_where_was_asked(office: Office) -> None:
    line = on_line(office, MEMBER, reads="fake")
    office.channel.fails(BLOCKED, at=MEMBER)
    office.post("an answer", MEMBER, thread="")
    await office.run()
    assert line.texts() == []
    assert office.undelivered() == [f"{MEMBER}: blocked"]


async def test_blocked_on_both_it_is_told_to_nobody_and_the_secretary_hears(
    office: Office,
) -> None:
    line = on_line(office, MEMBER, reads="fake")
    for channel in (office.channel, line):
        channel.fails(BLOCKED, at=MEMBER)
    said = await office.at("2026-10-20 08:30")
    assert [s for s in said if s.startswith(SECRETARY) and "ไม่สามารถส่งข้อความ" in s]
    assert office.undelivered() == [f"{MEMBER}: blocked"]


async def test_what_is_being_sent_while_the_chat_is_closed_is_told_on_the_other(
    office: Office,
) -> None:
    line = on_line(office, MEMBER, reads="fake")
    transact(office.store, lambda work: _closed(work, office))
    office.post("news", MEMBER)
    office.channel.fails(BLOCKED, at=MEMBER)
    await office.run()
    assert line.texts() == ["news"]


async def test_it_disturbs_nothing_that_is_being_sent_there(office: Office) -> None:
    line = on_line(office, MEMBER, reads="fake")
    office.post("news", MEMBER)
    transact(office.store, lambda work: _asked(work, line.name, office))
    courier = office.engine._courier
    blocked, asked = await courier.claim(2)
    office.channel.fails(BLOCKED, at=MEMBER)
    await courier.work(blocked)
    await office.run()
    assert line.texts() == []
    await courier.work(asked)
    await office.run()
    assert line.texts() == ["an answer", "news"]


async def test_what_an_unreachable_chair_should_get_goes_to_the_secretary(
    office: Office,
) -> None:
    await before_overdue_7(office)
    chat = office.people[CHAIR].private_chat
    assert chat is not None
    transact(office.store, lambda work: work.chats.set_reachable(chat, False))
    assert await office.at(OVERDUE_7) == [
        f"{SECRETARY}: overdue7 chair, overdue7 secretary",
        f"{MEMBER}: overdue7 responsible",
    ]


async def test_kicked_from_the_group_the_plan_sleeps_and_its_leaders_are_told(
    office: Office,
) -> None:
    office.channel.fails(BLOCKED, BLOCKED, at=GROUP)
    office.channel.thrown_out.add(GROUP)
    office.post("hello")
    office.post("and more")
    said = await office.run()
    assert sorted(s.split(":")[0] for s in said) == [CHAIR, SECRETARY]
    assert office.status() is PlanStatus.ASLEEP
    assert await office.at("2026-10-20 08:30") == []


async def test_that_it_was_thrown_out_is_believed_only_when_the_platform_says_so_when_asked(
    office: Office,
) -> None:
    office.channel.fails(BLOCKED, at=GROUP)
    assert await office.at("2026-10-13 08:30") == []
    assert office.status() is PlanStatus.ACTIVE
    assert await office.at("2026-10-13 08:31") == [f"{GROUP}: ahead7 group"]


async def test_while_the_platform_cannot_be_asked_it_is_tried_again(office: Office) -> None:
    office.channel.thrown_out.add(GROUP)
    office.channel.fails(BLOCKED, BLOCKED, at=GROUP)
    office.channel.fails(DOWN, at=f"{GROUP} asked")
    assert await office.at("2026-10-13 08:30") == []
    assert office.status() is PlanStatus.ACTIVE
    await office.at("2026-10-13 08:31")
    assert office.status() is PlanStatus.ASLEEP


async def test_what_goes_through_after_all_wakes_the_plan(office: Office) -> None:
    office.channel.thrown_out.add(GROUP)
    office.channel.fails(BLOCKED, at=GROUP)
    office.post("hello")
    office.post("and more")
    assert f"{GROUP}: and more" in await office.run()
    assert office.status() is PlanStatus.ACTIVE
    assert await office.at("2026-10-13 08:30") == [f"{GROUP}: ahead7 group"]


async def test_a_group_that_moved_gets_it_at_its_new_address(office: Office) -> None:
    office.channel.fails(DeliveryError("moved", new_address="-200"), at=GROUP)
    office.post("hello", replies_to="5")
    assert await office.run() == ["-200: hello"]
    assert office.channel.sent[0].replies_to == ""
    assert await office.at("2026-10-13 08:30") == ["-200: ahead7 group"]


def _chairless_with_two_secretaries(work: UnitOfWork, office: Office) -> None:
    work.teams.set_role(office.plan.team, office.people[CHAIR].id, "chair", False)
    work.teams.set_role(office.plan.team, office.people[MEMBER].id, "secretary", True)


def _closed(work: UnitOfWork, office: Office) -> None:
    chat = office.people[MEMBER].private_chat
    assert chat is not None
    work.chats.set_reachable(chat, False)


def _asked(work: UnitOfWork, channel: str, office: Office) -> None:
    chat = work.chats.at(channel, MEMBER, ChatKind.PRIVATE)
    work.outbox.post(chat.id, Message(plain("an answer")), office.clock.now())


def _without_party(work: UnitOfWork, office: Office) -> None:
    work.teams.leave_party(office.plan.team, office.people[MEMBER].id, "test", "academics")
