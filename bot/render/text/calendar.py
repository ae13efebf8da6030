"""/calendar: the plan for the calendar of a phone or a computer, as a file or to subscribe to."""

from __future__ import annotations

from datetime import tzinfo

from bot.domain.files import safe_name
from bot.domain.message import Button, Made, Message, Text, bold, join
from bot.domain.people import Team
from bot.domain.plan import Plan
from bot.domain.standing import Standing
from bot.domain.subscription import Subscription
from bot.render import dates
from bot.render.language import Say
from bot.render.text import exports, names


def choices(say: Say, plan: Plan, *, by_itself: bool) -> Message:
    """In private. `by_itself`: a calendar can be had that keeps itself up to date."""
    text = join(
        [
            bold(say("Calendar")),
            names.plan_head(say, plan),
            say("Please choose what the calendar file (.ics) is to hold."),
        ]
    )
    mine, whole = say.caption("Only my work"), say.caption("The whole plan")
    rows = [
        (Button(mine, f"calendar p{plan.id} mine"),),
        (Button(whole, f"calendar p{plan.id} all"),),
    ]
    if by_itself:
        label = say.caption("A calendar that updates itself")
        rows.append((Button(label, f"calendar t{plan.team} address"),))
    return Message(text, tuple(rows))


def file(say: Say, s: Standing, *, mine: bool) -> Text:
    title = say("Calendar file: only my work") if mine else say("Calendar file: the whole plan")
    return join(
        [
            bold(title),
            names.plan_head(say, s.plan),
            say("As of {day}", day=dates.short_date(s.today, say.language)),
            say("Please open the file to add the dates to your calendar."),
            say(
                "If dates change, please type “ปฏิทิน” for a new file; "
                "it updates what the old one added."
            ),
        ]
    )


def file_name(say: Say, plan: Plan, *, mine: bool) -> str:
    if not mine:
        return exports.file_name(say, plan, Made.CALENDAR)
    number, year = names.number(plan.sop), dates.fiscal_year_name(plan.fiscal_year, say.language)
    return safe_name(
        say.caption("calendar of my work {number} {year}.ics", number=number, year=year)
    )


def made(say: Say, team: Team, page: str) -> Message:
    """`page`: tells how to use the address, and the address."""
    text = join(
        [
            bold(say("Your calendar address")),
            names.team_name(team),
            say(
                "Your calendar reads the plan at this address by itself. If dates change, it "
                "follows within a day."
            ),
            say(
                "The address is for you alone: whoever knows it can read the dates. "
                "Please do not pass it on."
            ),
        ]
    )
    how = Button(say.caption("How to add the calendar"), link=page)
    return Message(text, ((how,), (_revoke(say, team),)))


def there_is_one(say: Say, team: Team, found: Subscription) -> Message:
    zone = team.rules.tz
    text = join(
        [
            bold(say("You have a calendar address")),
            names.team_name(team),
            *standing(say, found, zone),
            say(
                "It cannot be shown again. If you need it, please ask for a new one; "
                "the old one then stops working."
            ),
        ]
    )
    anew = Button(say.caption("A new address"), f"calendar t{team.id} anew")
    return Message(text, ((anew,), (_revoke(say, team),)))


def standing(say: Say, found: Subscription, zone: tzinfo) -> list[Text]:
    """Since when there is an address, and whether it is used."""
    since = dates.moment(found.made_at.astimezone(zone), say.language)
    if found.read_at is None:
        return [say("Made {time}", time=since), say("No calendar has read it yet.")]
    read = dates.moment(found.read_at.astimezone(zone), say.language)
    return [say("Made {time}", time=since), say("Last read by a calendar {time}", time=read)]


def revoked(say: Say, team: Team) -> Text:
    return join(
        [
            bold(say("The calendar address no longer works")),
            names.team_name(team),
            say(
                "What is subscribed to it is not updated any more; please remove it from your "
                "phone or computer."
            ),
        ]
    )


def none(say: Say) -> Text:
    return say("There is no calendar address. Nothing was changed.")


def _revoke(say: Say, team: Team) -> Button:
    return Button(say.caption("Revoke the address"), f"calendar t{team.id} revoke")
