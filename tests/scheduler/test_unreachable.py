"""Who or what cannot be reached any more, and who hears of it."""

from bot.domain.errors import DeliveryError
from bot.domain.plan import PlanStatus
from scheduler.executor import transact
from tests.fakes.channel import BLOCKED, DOWN
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office, local

OVERDUE_7 = "2026-10-27 08:30"


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
    assert told.startswith("ส่งข้อความไม่สำเร็จ")


async def test_an_unreachable_member_is_shown_to_the_secretary_once(office: Office) -> None:
    office.channel.fails(BLOCKED, BLOCKED, at=MEMBER)
    first = await office.at("2026-10-20 08:30")
    assert [s for s in first if s.startswith(SECRETARY)]
    office.post("an answer", to=MEMBER)
    later = [*await office.run(), *await office.at("2026-10-21 08:30")]
    assert not [s for s in later if "ไม่สามารถส่งข้อความ" in s]


async def test_what_a_blocked_chair_misses_goes_to_the_secretary_to_forward(
    office: Office,
) -> None:
    await before_overdue_7(office)
    office.channel.fails(BLOCKED, at=CHAIR)
    said = await office.at(OVERDUE_7)
    assert f"{SECRETARY}: overdue7 chair" in said
    assert not [s for s in said if s.startswith(GROUP)]


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
    office.post("hello")
    office.post("and more")
    said = await office.run()
    assert sorted(s.split(":")[0] for s in said) == [CHAIR, SECRETARY]
    assert office.status() is PlanStatus.ASLEEP
    assert await office.at("2026-10-20 08:30") == []


async def test_a_group_that_moved_gets_it_at_its_new_address(office: Office) -> None:
    office.channel.fails(DeliveryError("moved", new_address="-200"), at=GROUP)
    office.post("hello", replies_to="5")
    assert await office.run() == ["-200: hello"]
    assert office.channel.sent[0].replies_to == ""
    assert await office.at("2026-10-13 08:30") == ["-200: ahead7 group"]
