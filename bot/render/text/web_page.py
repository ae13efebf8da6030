"""Every word of the web chat's own page; what the bot says there is said elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from bot.render.language import N_, Say

FILLED_IN = (
    *("count", "day", "limit", "name", "role", "rooms"),
    *("size", "time", "title", "when", "words"),
)
KEPT = {name: f"{{{name}}}" for name in FILLED_IN}
"""The page fills these in itself."""

LABELS: Mapping[str, str] = {
    "page_title": N_("sopbot – try it here"),
    "page_title_unread": N_("({count}) {title}"),
    "skip_to_composer": N_("Skip to the message box"),
    "needs_script": N_(
        "This page needs JavaScript. Please turn it on in your browser and load the page again."
    ),
    "now_is": N_("The bot's date and time:"),
    "next_notice": N_("Next notice"),
    "next_on": N_("Move the clock to the next notice: {when}"),
    "no_next": N_("No notice ahead"),
    "more_moves": N_("More ways to move the clock"),
    "move_day": N_("+1 day"),
    "move_week": N_("+1 week"),
    "move_monday": N_("Next Monday 08:30"),
    "move_date": N_("Move to a date"),
    "date_example": N_("e.g. 15 Jan"),
    "go": N_("Go"),
    "moving": N_("The clock is moving"),
    "told": N_("It is now {day}, {time}. Messages from the bot on the way: {count} (to: {rooms})."),
    "told_nothing": N_("It is now {day}, {time}. The bot had nothing to send on the way."),
    "start_over": N_("Start over"),
    "start_over_question": N_(
        "Start over with a new sample? "
        "All messages, files and closed steps of this trial are deleted."
    ),
    "starting_over": N_("Starting over. The page loads again by itself in a few seconds."),
    "show_guide": N_("Short guide"),
    "rooms": N_("Chats"),
    "group_short": N_("Group"),
    "members": N_("{count} people"),
    "unread": N_("Unread: {count}"),
    "messages": N_("Messages"),
    "show_earlier": N_("Show earlier messages"),
    "opening": N_("Opening the chat…"),
    "no_posts": N_("No messages yet"),
    "news": N_("New messages"),
    "jump": N_("To the latest message"),
    "jump_new": N_("To the latest message. New: {count}"),
    "bot_at_work": N_("The bot is at work…"),
    "bot": N_("bot"),
    "bot_mark": N_("SOP"),
    "edited": N_("edited"),
    "quiet": N_("Sent without a sound"),
    "reply": N_("Reply"),
    "reply_to": N_("Reply to the message of {name}, {time}"),
    "quote_of": N_("Show the message replied to, of {name}: {words}"),
    "post_gone": N_("The message replied to cannot be found."),
    "buttons": N_("Buttons of this message"),
    "download": N_("Download"),
    "download_file": N_("Download {name}, {size}"),
    "file_not_kept": N_("{size} · too large, not kept"),
    "open_picture": N_("Enlarge the picture {name}"),
    "composer": N_("Write a message"),
    "speaking_as": N_("Speaking as"),
    "speaking_private": N_("Private chat with the bot. You write as {name}."),
    "person_and_role": N_("{name} · {role}"),
    "enter_hint": N_("Enter sends · Shift+Enter starts a new line"),
    "replying_to": N_("Replying to {name}"),
    "reply_cancel": N_("Cancel the reply"),
    "chosen_files": N_("Files to send"),
    "remove_file": N_("Remove {name}"),
    "attach": N_("Attach files"),
    "commands": N_("Commands"),
    "message": N_("Message"),
    "message_hint": N_("Message"),
    "send": N_("Send"),
    "too_long": N_(
        "The message has {count} characters; at most {limit} are possible. "
        "Please shorten it or send it in parts."
    ),
    "too_many_files": N_("At most {count} files can be sent at a time. The others were left out."),
    "drop_here": N_("Drop the files here to attach them"),
    "unreachable": N_(
        "The bot's program cannot be reached. What was typed is kept; please try again."
    ),
    "failed": N_("That did not work. Please try again."),
    "connection_lost": N_("Connection lost. Reconnecting…"),
    "ok": N_("OK"),
    "cancel": N_("Cancel"),
    "close": N_("Close"),
    "guide_title": N_("Try the bot in three steps"),
    "guide_close": N_("Close the guide"),
    "guide_what": N_(
        "The bot reminds of the deadlines of an SOP, takes in evidence and reports to the chair."
    ),
    "guide_sample": N_("The committee is a sample; nothing is sent to any outside service."),
    "guide_status": N_("Type /status, or choose a command from the / menu."),
    "guide_next": N_("Press “Next notice” to see whom the bot reminds, and how."),
    "guide_private": N_(
        "Open the private chat of the chair or the secretary to see what each of them gets."
    ),
}


def labels(say: Say) -> dict[str, str]:
    """By the name that the page knows them under."""
    return {name: say.caption(label, **KEPT) for name, label in LABELS.items()}


def nameless_file(say: Say) -> str:
    """What a file is called whose name cannot be read."""
    return say.caption("file")
