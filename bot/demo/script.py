"""What the sample committee did before the visitor came in: set-up, and every step due so far.

Nothing is written past the bot. The people say and press what anybody would, on the days on which
it was due, and the bot answers and reminds meanwhile.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from importlib.resources import files

from bot.demo.cast import CHAIR, PARTS, SECRETARY, doer
from bot.demo.stage import NotAsWritten, Stage
from bot.domain.calendar import fiscal_year, fiscal_year_end, fiscal_year_start
from bot.domain.incoming import Happened
from bot.domain.sop import Document, Step
from bot.render.dates import typed

SOP = "lo-2.4"
"""The id of the one that the committee follows, whatever else is offered."""
SET_UP_AT = time(9, 30)
DONE_AT = time(15, 0)
PDF, PNG = "application/pdf", "image/png"
PICTURED = 2
"""A step of which a picture is sent along: the planning meeting."""


async def play(stage: Stage, now: datetime, zone: tzinfo) -> None:
    """From the set-up before the fiscal year up to `now`."""
    today = now.astimezone(zone).date()
    start = fiscal_year_start(fiscal_year(today))
    set_up = (await stage.calendar()).on_or_before(start - timedelta(days=1))
    stage.begin(datetime.combine(set_up, SET_UP_AT, zone))
    await _meet(stage)
    await _make_plan(stage, start)
    await _sign_up(stage)
    done: set[int] = set()
    while (number := await _next_due(stage, today, zone)) is not None:
        if number in done:
            raise NotAsWritten(f"step {number} is still due")
        done.add(number)
        await _carry_out(stage, number, today, zone)
    await stage.at(now)


async def _meet(stage: Stage) -> None:
    for part in PARTS:
        await stage.happens(Happened.OPENED, part, part.account)
    await stage.happens(Happened.BOT_ADDED, SECRETARY)


async def _make_plan(stage: Stage, start: date) -> None:
    await stage.say(SECRETARY, f"จัดทำแผน {typed(start)}")
    await stage.press_if_asked(SECRETARY, "form ", ends=f" sop {SOP}")
    await stage.press(SECRETARY, "form ", ends="confirm")


async def _sign_up(stage: Stage) -> None:
    hello = await stage.say(CHAIR, "ขอบคุณทุกท่าน ปีนี้ขอให้ติดตามงานผ่านกลุ่มนี้ร่วมกัน")
    await stage.say(SECRETARY, "กำหนดประธาน", reply_to=hello)
    for part in PARTS:
        first, *more = part.parties or ("",)
        if first:
            await stage.press(part, "party ", ends=f" {first}")
        await stage.say(part, f"ลงชื่อ {part.official_name}, {part.position}", part.account)
        for party in more:
            await stage.press(part, "party ", ends=f" {party}")


async def _next_due(stage: Stage, today: date, zone: tzinfo) -> int | None:
    """The open step that was due first, if that was before today."""
    plan, line = await stage.plan(), await stage.forecast(stage.now.astimezone(zone).date())
    states = plan.states
    waiting = [
        number
        for number, state in states.items()
        if not state.is_closed and all(states[p].is_closed for p in state.step.after)
    ]
    due = min(((line[n].due, n) for n in waiting), default=None)
    return due[1] if due is not None and due[0] < today else None


async def _carry_out(stage: Stage, number: int, today: date, zone: tzinfo) -> None:
    plan = await stage.plan()
    line = await stage.forecast(stage.now.astimezone(zone).date())
    await stage.at(datetime.combine(line[number].due, DONE_AT, zone))
    if [n for n, state in plan.states.items() if not state.is_closed] == [number]:
        await _extend(stage, number, fiscal_year_end(fiscal_year(today)))
        return
    step = plan.sop.step(number)
    for place, document in enumerate(step.documents, start=1):
        if document in step.evidence:
            await _attach(stage, step, document, place)
    if number == PICTURED:
        await _attach_picture(stage, step)
    await stage.say(doer(step), f"เสร็จ {number}")
    await stage.press_if_asked(doer(step), f"done p{plan.id} {number} ", ends="!")


async def _extend(stage: Stage, number: int, to: date) -> None:
    """The last step stays open to the end of the year: the visitor finds something running."""
    await stage.say(SECRETARY, f"ขยายเวลา {number} {typed(to)} รอผลการประเมินของหน่วยงานกลาง")
    await stage.press(SECRETARY, "extend ")


async def _attach(stage: Stage, step: Step, document: Document, place: int) -> None:
    # Bytes of its own for each document: the same ones sent again would be known already.
    data = _sample("sample.pdf") + f"\n% {step.number} {document.id}\n".encode()
    file = await stage.share(data, f"ตัวอย่างหลักฐาน {step.number}-{place}.pdf", PDF)
    part = doer(step)
    await stage.say(part, f"แนบ {step.number}", files=[file])
    await stage.press_if_asked(part, "document ", ends=f" d{place}")


async def _attach_picture(stage: Stage, step: Step) -> None:
    file = await stage.share(_sample("meeting.png"), "ภาพการประชุม.png", PNG)
    await stage.say(doer(step), f"แนบ {step.number}", files=[file])
    await stage.press_if_asked(doer(step), "document ", ends=" d0")


def _sample(name: str) -> bytes:
    return files("bot.demo").joinpath("files", name).read_bytes()
