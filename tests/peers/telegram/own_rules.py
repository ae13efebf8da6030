"""Rules of our own, for where the specification is not at hand: a name with "!" is required."""

from __future__ import annotations

MARKUPS = "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply"
MEDIA = "|".join(
    f"Array of InputMedia{kind}" for kind in ("Audio", "Document", "LivePhoto", "Photo", "Video")
)
CHAT = "chat_id!:Integer|String"
THREAD = "message_thread_id:Integer"
QUIET = "disable_notification:Boolean protect_content:Boolean"
MARKUP = f"reply_markup:{MARKUPS}"
INLINE = "reply_markup:InlineKeyboardMarkup"
REPLY = "reply_parameters:ReplyParameters"
SENDING = f"{CHAT} {THREAD} {QUIET} {REPLY} {MARKUP}"
CAPTION = "caption:String parse_mode:String caption_entities:Array_of_MessageEntity"
EDITED = f"chat_id:Integer|String message_id:Integer inline_message_id:String {INLINE}"
LANGUAGE = "language_code:String"
COMMANDS = f"scope:BotCommandScope {LANGUAGE}"
TEXT = "text!:String parse_mode:String entities:Array_of_MessageEntity"
PREVIEW = "link_preview_options:LinkPreviewOptions"
ALLOWED = "allowed_updates:Array_of_String"
FROM = "from_chat_id!:Integer|String message_id!:Integer"

METHODS = {
    "getMe": "",
    "getUpdates": f"offset:Integer limit:Integer timeout:Integer {ALLOWED}",
    "setWebhook": "url!:String certificate:InputFile ip_address:String max_connections:Integer "
    f"{ALLOWED} drop_pending_updates:Boolean secret_token:String",
    "deleteWebhook": "drop_pending_updates:Boolean",
    "getWebhookInfo": "",
    "sendMessage": f"{SENDING} {TEXT} {PREVIEW}",
    "sendDocument": f"{SENDING} {CAPTION} document!:InputFile|String thumbnail:InputFile|String "
    "disable_content_type_detection:Boolean",
    "sendPhoto": f"{SENDING} {CAPTION} photo!:InputFile|String has_spoiler:Boolean "
    "show_caption_above_media:Boolean",
    "sendMediaGroup": f"{CHAT} {THREAD} {QUIET} {REPLY} media!:{MEDIA.replace(' ', '_')}",
    "editMessageText": f"{EDITED} {TEXT} {PREVIEW}",
    "editMessageReplyMarkup": EDITED,
    "deleteMessage": f"{CHAT} message_id!:Integer",
    "answerCallbackQuery": "callback_query_id!:String text:String show_alert:Boolean url:String "
    "cache_time:Integer",
    "getFile": "file_id!:String",
    "getChat": CHAT,
    "getChatMember": f"{CHAT} user_id!:Integer",
    "getChatAdministrators": f"{CHAT} return_bots:Boolean",
    "getChatMemberCount": CHAT,
    "setMyCommands": f"commands!:Array_of_BotCommand {COMMANDS}",
    "getMyCommands": COMMANDS,
    "deleteMyCommands": COMMANDS,
    "setMyDescription": f"description:String {LANGUAGE}",
    "setMyShortDescription": f"short_description:String {LANGUAGE}",
    "sendChatAction": f"{CHAT} {THREAD} action!:String",
    "leaveChat": CHAT,
    "copyMessage": f"{SENDING} {FROM} {CAPTION} show_caption_above_media:Boolean",
    "forwardMessage": f"{CHAT} {THREAD} {QUIET} {FROM}",
    "pinChatMessage": f"{CHAT} message_id!:Integer disable_notification:Boolean",
    "setMessageReaction": f"{CHAT} message_id!:Integer reaction:Array_of_ReactionType "
    "is_big:Boolean",
}

MEDIA_FIELDS = f"type!:String media!:String {CAPTION}"
BUTTON = "text!:String icon_custom_emoji_id:String style:String"
TYPES = {
    "InlineKeyboardMarkup": "inline_keyboard!:Array_of_Array_of_InlineKeyboardButton",
    "InlineKeyboardButton": f"{BUTTON} url:String callback_data:String "
    "switch_inline_query:String switch_inline_query_current_chat:String",
    "ReplyKeyboardMarkup": "keyboard!:Array_of_Array_of_KeyboardButton is_persistent:Boolean "
    "resize_keyboard:Boolean one_time_keyboard:Boolean selective:Boolean",
    "ReplyKeyboardRemove": "remove_keyboard!:Boolean selective:Boolean",
    "ForceReply": "force_reply!:Boolean input_field_placeholder:String selective:Boolean",
    "ReplyParameters": "message_id!:Integer chat_id:Integer|String "
    "allow_sending_without_reply:Boolean quote:String quote_parse_mode:String",
    "BotCommand": "command!:String description!:String",
    "InputMediaDocument": f"{MEDIA_FIELDS} thumbnail:String disable_content_type_detection:Boolean",
    "InputMediaPhoto": f"{MEDIA_FIELDS} show_caption_above_media:Boolean has_spoiler:Boolean",
    "ReactionTypeEmoji": "type!:String emoji!:String",
    "ReactionTypeCustomEmoji": "type!:String custom_emoji_id!:String",
}
SUBTYPES = {"ReactionType": ["ReactionTypeEmoji", "ReactionTypeCustomEmoji"]}
