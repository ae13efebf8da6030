"""Updates of every kind that Telegram has, as it writes them, from strategies of our own."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from bot.channels.telegram.raw import Json
from tests.cast import GROUP, MEMBERS, OTHER_GROUP, STRANGER
from tests.channels.telegram import updates as known
from tests.security import words

Made = st.SearchStrategy[Any]

number = st.one_of(st.integers(1, 60), st.sampled_from([2**31 - 1, 2**52 - 1]))
address = st.one_of(
    number.map(lambda n: -n), st.sampled_from([int(GROUP.address), int(OTHER_GROUP.address)])
)
date = st.sampled_from([known.AT, 0, 1, 2**31 - 1])


def record(required: dict[str, Made], **optional: Made) -> Made:
    return st.fixed_dictionaries(required, optional=optional)


def _known_user(account: str, name: str) -> Json:
    return {"id": int(account), "is_bot": False, "first_name": name}


user = st.one_of(
    st.sampled_from([_known_user(p.account, p.name) for p in (*MEMBERS, STRANGER)]),
    st.sampled_from([known.BOT, known.ANONYMOUS, known.SOMCHAI]),
    record(
        {"id": number, "is_bot": st.booleans(), "first_name": words.text},
        last_name=words.text,
        username=words.text,
        language_code=st.sampled_from(["th", "en", "", "zz-ZZ"]),
        is_premium=st.booleans(),
    ),
)
chat = st.one_of(
    st.sampled_from(
        [
            {"id": int(GROUP.address), "type": "supergroup", "title": GROUP.title},
            {"id": int(OTHER_GROUP.address), "type": "group", "title": OTHER_GROUP.title},
            *({"id": int(p.account), "type": "private"} for p in (*MEMBERS, STRANGER)),
        ]
    ),
    record(
        {
            "id": number.map(lambda n: -n),
            "type": st.sampled_from(["group", "supergroup", "channel", "sender"]),
        },
        title=words.text,
        is_forum=st.booleans(),
        is_direct_messages=st.booleans(),
    ),
)
entity = record(
    {
        "type": st.sampled_from(
            ["bot_command", "mention", "url", "bold", "custom_emoji", "of tomorrow"]
        ),
        "offset": st.integers(0, 30),
        "length": st.integers(0, 30),
    }
)
text_mention = record(
    {"type": st.just("text_mention"), "offset": st.just(0), "length": number, "user": user}
)
entities = st.lists(st.one_of(entity, text_mention), max_size=4)
file = record(
    {"file_id": st.sampled_from(["F1", "F2", "F3"]), "file_unique_id": words.text},
    file_name=words.text,
    mime_type=st.sampled_from(["application/pdf", "image/jpeg", "", "a/b/c", "text/html"]),
    file_size=st.sampled_from([0, 1, 20 * 1024**2, 2**40]),
)
photo = st.lists(
    record({"file_id": st.just("F4"), "width": number, "height": number}), min_size=0, max_size=3
)
anything = record({}, id=words.text, title=words.text, user=user, chat=chat, date=date)

WITH_FILE = ("document", "animation", "video", "audio", "voice", "video_note", "sticker")
_OTHER_CONTENT = (
    "story paid_media contact dice game poll venue location checklist live_photo "
    "new_chat_title delete_chat_photo group_chat_created supergroup_chat_created "
    "channel_chat_created message_auto_delete_timer_changed pinned_message invoice "
    "successful_payment refunded_payment users_shared chat_shared gift unique_gift "
    "connected_website write_access_allowed passport_data proximity_alert_triggered boost_added "
    "chat_background_set checklist_tasks_done direct_message_price_changed forum_topic_created "
    "forum_topic_edited forum_topic_closed forum_topic_reopened general_forum_topic_hidden "
    "giveaway giveaway_created giveaway_winners paid_message_price_changed suggested_post_paid "
    "video_chat_scheduled video_chat_started video_chat_ended video_chat_participants_invited "
    "web_app_data of_tomorrow"
)

said = record({"text": words.typed}, entities=entities)
command = words.typed.map(lambda text: {"text": text, "entities": known.entities(text)})
captioned = st.builds(
    lambda kind, content, more: {kind: content, **more},
    st.sampled_from(WITH_FILE),
    file,
    record({}, caption=words.typed, media_group_id=st.sampled_from(["A", "B"])),
)
photographed = record({"photo": photo}, caption=words.typed, caption_entities=entities)
service = st.one_of(
    record({"new_chat_members": st.lists(user, max_size=3)}),
    record({"left_chat_member": user}),
    record({"migrate_to_chat_id": address}),
    record({"migrate_from_chat_id": address}),
)
other = st.builds(lambda kind, it: {kind: it}, st.sampled_from(_OTHER_CONTENT.split()), anything)
content = st.one_of(command, said, captioned, photographed, service, other, st.just({}))


def _message(head: Json, content: Json) -> Json:
    return {**head, **content}


_head = record(
    {"message_id": number, "date": date, "chat": chat, "from": user},
    sender_chat=chat,
    message_thread_id=number,
    is_topic_message=st.booleans(),
    forward_origin=anything,
    via_bot=user,
    edit_date=date,
)
_plain = st.builds(_message, _head, content)
message = st.one_of(
    _plain,
    st.builds(lambda one, other: {**one, "reply_to_message": other}, _plain, _plain),
    st.builds(lambda one: {k: v for k, v in one.items() if k != "from"}, _plain),
)
member = record(
    {
        "user": user,
        "status": st.sampled_from(
            ["creator", "administrator", "member", "restricted", "left", "kicked", "of_tomorrow"]
        ),
    },
    is_member=st.booleans(),
)
change = record(
    {
        "chat": chat,
        "from": user,
        "date": date,
        "old_chat_member": member,
        "new_chat_member": member,
    }
)
gone = record({"chat": chat, "message_id": number, "date": st.just(0)})
press = record(
    {"id": words.text, "from": user, "chat_instance": words.text},
    message=st.one_of(message, gone),
    inline_message_id=words.text,
    data=words.pressed,
    game_short_name=words.text,
)
_OTHER_KINDS = (
    "channel_post edited_channel_post business_connection business_message "
    "edited_business_message deleted_business_messages message_reaction message_reaction_count "
    "inline_query chosen_inline_result shipping_query pre_checkout_query purchased_paid_media poll "
    "poll_answer chat_join_request chat_boost removed_chat_boost managed_bot guest_message "
    "of_tomorrow"
)

kinds = st.one_of(
    st.tuples(st.just("message"), message),
    st.tuples(st.just("callback_query"), press),
    st.tuples(st.just("edited_message"), message),
    st.tuples(st.sampled_from(["my_chat_member", "chat_member"]), change),
    st.tuples(st.sampled_from(_OTHER_KINDS.split()), st.one_of(message, anything)),
)


def numbered(found: list[tuple[str, Any]]) -> list[Json]:
    return [{"update_id": 900 + n, kind: content} for n, (kind, content) in enumerate(found)]


several = st.lists(kinds, min_size=1, max_size=5).map(numbered)
