"""Who there is, where they talk, and what they are to each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from bot.domain.calendar import Calendar
from bot.domain.people import Chat, ChatKind, Deputy, Person, Team
from bot.domain.personal_data import Kept
from bot.domain.rules import Rules
from bot.domain.subscription import Subscription


class Chats(Protocol):
    def at(self, channel: str, address: str, kind: ChatKind, title: str = "") -> Chat:
        """The chat there; made when first met. Its title is brought up to date."""

    def by_id(self, chat: int) -> Chat: ...
    def known_at(self, channel: str, address: str) -> Chat | None:
        """The chat there, if it was met before."""

    def groups_of(self, channel: str, person: int) -> list[Chat]:
        """Groups in which this person was seen, where the bot still is, and which are served."""

    def committees_of(self, channel: str, account: str) -> list[Chat]:
        """Groups in which a member of their teams was seen, and where the bot still is.

        Who came by an invitation and was never seen in the group need not be in it.
        """

    def at_work(self, after: int, most: int) -> list[Chat]:
        """Groups of teams with a running plan, where the bot still is, and which are served.

        At most so many, in the order of the ids of their teams, from the next after this one.
        """

    def roll(self, chat: int) -> list[str]:
        """The accounts of those members of this group's team who were seen in the group.

        None, where the bot is not any more, or does not serve.
        """

    def seen_in(self, chat: int, person: int) -> None: ...
    def was_seen_in(self, chat: int, person: int) -> bool: ...
    def opened_by(self, chat: int, person: int) -> None:
        """The person's private chat with the bot: from now on it can be written to."""

    def left(self, chat: int, person: int) -> None: ...
    def move(self, channel: str, old: str, new: str) -> None:
        """The platform gave the chat a new address; everything about it follows."""

    def set_reachable(self, chat: int, reachable: bool) -> None: ...
    def set_barred(self, chat: int, since: datetime | None) -> None: ...
    def set_thread(self, chat: int, thread: str) -> None:
        """The topic in which notices to this group appear; empty: none."""


class People(Protocol):
    def seen(self, channel: str, account: str, name: str, username: str, language: str) -> Person:
        """The person behind an account; made when first met."""

    def by_id(self, person: int) -> Person: ...
    def by_account(self, channel: str, account: str) -> Person | None: ...
    def by_username(self, channel: str, username: str) -> Person | None: ...
    def account_of(self, channel: str, person: int) -> str | None: ...
    def set_official(self, person: int, official_name: str, position: str) -> None: ...
    def set_language(self, person: int, language: str) -> None: ...


class Linking(Protocol):
    """One person with accounts on several channels."""

    def channels(self, person: int) -> list[str]:
        """On which the person has an account, in the order of their names."""

    def hold(self, *people: int) -> None:
        """Until this unit ends nobody else writes of them, nor erases or links them."""

    def link(self, kept: int, gone: int, channel: str) -> None:
        """They are one person, with all that both were; `channel`: where he or she is told."""

    def choose(self, person: int, channel: str) -> None:
        """Tell the person there from now on, also what waits elsewhere."""

    def away(self, chat: int) -> list[int]:
        """The private chat is closed to us: what waits there, but for answers, goes to another in
        which the person can be reached. The deliveries; none, if there is no such chat.
        """

    def part(self, person: int, channel: str) -> int:
        """The account on this channel is somebody new, in no team and without a name; who that is.

        Everything else stays with the person.
        """


class Privacy(Protocol):
    def hold(self, person: int) -> None:
        """Until this unit ends nobody else writes of the person, nor erases another of a team."""

    def kept(self, person: int) -> Kept:
        """Everything about the person beside names and memberships."""

    def erase(self, person: int, role: str, now: datetime) -> None:
        """Who it was goes for good; what the person recorded stays, by `role`.

        The memberships go too, and the private chat gets an address that leads nowhere. What is
        still to be said there is posted to a chat made anew, the last of it with the key FAREWELL.
        """


class Subscriptions(Protocol):
    """Addresses under which calendars read the plans of a team; gone with the membership."""

    def make(self, team: int, person: int, now: datetime) -> str:
        """The token of the address, which the store itself does not know, for a member; the one
        made before leads nowhere any more.
        """

    def revoke(self, team: int, person: int) -> bool:
        """Whether there was one."""

    def of_person(self, person: int) -> list[Subscription]: ...
    def led_to(self, token: str) -> Subscription | None:
        """None: revoked, the team not served (any more), or there never was such a token."""

    def note_reading(self, token: str, now: datetime) -> None: ...
    def all(self) -> tuple[int, datetime | None]:
        """How many there are, and when the newest reading was."""


class Teams(Protocol):
    def by_id(self, team: int) -> Team: ...
    def hold(self, team: int) -> Team:
        """As it is now; until this unit ends whoever else wants to hold it waits."""

    def of_group(self, chat: int) -> Team | None:
        """The group's team, if the group is served."""

    def of_person(self, person: int, *, unserved: bool = False) -> list[Team]:
        """Those whose group is served. `unserved`: the others, too."""

    def at_work(self, channel: str) -> list[Team]:
        """Those with a running plan whose group is on this channel, and served."""

    def with_readers_on(self, channel: str) -> list[Team]:
        """Those with a running plan, and served, of which a member can be told there in private."""

    def create(self, name: str, group: int, language: str, now: datetime) -> Team: ...
    def rename(self, team: int, name: str) -> None: ...
    def set_rules(self, team: int, rules: Rules) -> None: ...
    def set_language(self, team: int, language: str) -> None: ...
    def add_member(self, team: int, person: int, now: datetime) -> None:
        """Once; a member stays what he or she is."""

    def remove_member(self, team: int, person: int) -> None: ...
    def set_role(self, team: int, person: int, role: str, holds: bool) -> None:
        """`role`: "chair" or "secretary". Whoever gets one becomes a member."""

    def join_party(self, team: int, person: int, sop: str, party: str) -> None: ...
    def leave_party(self, team: int, person: int, sop: str, party: str) -> None: ...
    def give_deputy(self, team: int, given: Deputy, by: int, now: datetime) -> int:
        """The id that it gets; that of `given` is not looked at."""

    def deputy(self, team: int, id: int) -> Deputy | None:
        """Also one that was ended."""

    def end_deputy(self, id: int, now: datetime | None) -> None:
        """None: it stands again as it was given."""

    def days_off(self, team: int) -> Mapping[date, str]:
        """The official days off of every year the store was given, as the team edited them."""

    def calendar(self, team: int) -> Calendar:
        """With these days off; the same object for all teams that have the same."""

    def add_day_off(self, team: int, day: date, name: str) -> None: ...
    def remove_day_off(self, team: int, day: date) -> None: ...
