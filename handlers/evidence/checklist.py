"""How the documents of a step stand now, as the answer to what was recorded of one."""

from __future__ import annotations

from bot.domain.change import Change
from bot.domain.documents import Paper, for_group, papers
from bot.domain.message import About, Button, Message, Text, paragraphs
from bot.domain.people import ChatKind
from bot.render.text import documents as texts
from handlers.core.announce import undo_row
from handlers.core.call import Call, Reply
from handlers.core.scope import StepScope


def papers_of(call: Call, meant: StepScope) -> list[Paper]:
    """As they are told of here."""
    found = papers(meant.state, call.work.files.of_plan(meant.scope.plan.id))
    return found if call.chat.kind is ChatKind.PRIVATE else for_group(found)


def recorded(call: Call, change: Change, number: int, head: Text) -> Reply:
    """In place of the card whose button was pressed: nobody but who asked is told of it here."""
    plan, meant = change.after.plan, StepScope(change.after, number)
    text = paragraphs([head, texts.checklist(call.say, papers_of(call, meant))])
    back = Button(call.say.caption("See the files"), f"files p{plan.id} {number}")
    rows = (undo_row(call, plan), (back,))
    return Reply(Message(text, rows, about=(About(plan.id, number),)), edits=True)
