"""Who came, went, rose or fell: changes of membership and a group's move to a new id."""

from __future__ import annotations

from bot.channels.telegram.raw import Json, number, person, place_of
from bot.domain.incoming import Happened, Incoming, Place, Sender
from bot.domain.people import ChatKind

NAME = "telegram"
RULING = frozenset({"creator", "administrator"})


def bot_changed(change: Json, key: str) -> Incoming | None:
    """my_chat_member: what became of the bot itself."""
    place = place_of(change)
    if place is None:
        return None
    told = _in_private if place.kind is ChatKind.PRIVATE else _in_group
    happened = told(change["old_chat_member"], change["new_chat_member"])
    if happened is None:
        return None
    return Incoming(NAME, key, place, happened, sender=person(change["from"]))


def member_changed(change: Json, key: str) -> Incoming | None:
    """chat_member: told to administrator bots that ask for it. Who has left may be banned after."""
    place, subject = place_of(change), person(change["new_chat_member"]["user"])
    was, stays = is_in(change["old_chat_member"]), is_in(change["new_chat_member"])
    banned = change["new_chat_member"]["status"] == "kicked"
    if place is None or subject.is_bot or (was == stays and not banned):
        return None
    happened = Happened.JOINED if stays else Happened.LEFT
    return Incoming(NAME, key, place, happened, sender=person(change["from"]), subject=subject)


def service(message: Json, key: str, place: Place) -> Incoming | None:
    """A service message about people or the chat's id; of the bot itself my_chat_member tells."""
    if "migrate_to_chat_id" in message:
        return _moved(key, place.address, number(message, "migrate_to_chat_id"), place)
    if "migrate_from_chat_id" in message:
        return _moved(key, number(message, "migrate_from_chat_id"), place.address, place)
    if "forum_topic_reopened" in message:
        return Incoming(NAME, key, place, Happened.BOT_LET_SPEAK, sender=_by(message))
    for user in newcomers(message):
        return _came_or_went(message, key, place, Happened.JOINED, user)
    left = message.get("left_chat_member")
    if left is not None and not left.get("is_bot"):
        return _came_or_went(message, key, place, Happened.LEFT, left)
    return None


def newcomers(message: Json) -> list[Json]:
    return [user for user in message.get("new_chat_members", []) if not user.get("is_bot")]


def _came_or_went(
    message: Json, key: str, place: Place, happened: Happened, user: Json
) -> Incoming:
    return Incoming(
        NAME,
        key,
        place,
        happened,
        sender=_by(message),
        message=str(number(message, "message_id")),
        subject=person(user),
    )


def _by(message: Json) -> Sender | None:
    return person(message["from"]) if "from" in message else None


def _moved(key: str, old: int | str, new: int | str, place: Place) -> Incoming:
    """Both chats tell of the move; whichever comes first says the same."""
    return Incoming(
        NAME, key, Place(str(old), place.kind, place.title), Happened.MOVED, text=str(new)
    )


def _in_private(_old: Json, new: Json) -> Happened:
    return Happened.OPENED if is_in(new) else Happened.BLOCKED


def _in_group(old: Json, new: Json) -> Happened | None:
    was, stays = is_in(old), is_in(new)
    if was != stays:
        return Happened.BOT_ADDED if stays else Happened.BOT_REMOVED
    ruled, rules = old["status"] in RULING, new["status"] in RULING
    if ruled != rules:
        return Happened.BOT_PROMOTED if rules else Happened.BOT_DEMOTED
    return Happened.BOT_LET_SPEAK if _may_speak(new) and not _may_speak(old) else None


def _may_speak(member: Json) -> bool:
    """A restricted member as far as the restriction goes; others as the group lets everybody."""
    return member["status"] != "restricted" or bool(member.get("can_send_messages"))


def is_in(member: Json) -> bool:
    """A restricted member may be in the group or have left it."""
    status = member["status"]
    return status in RULING or status == "member" or bool(member.get("is_member"))
