"""What is kept at once, since there is nothing to fetch: links, and what is kept already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.events import FileKept
from bot.domain.files import File
from bot.domain.incoming import IncomingFile
from bot.domain.links import default_title, links_in, tells_link
from bot.domain.people import ChatKind
from handlers.core.call import Call
from handlers.core.scope import replied_about, teams_here


def with_links(call: Call, said: str) -> tuple[Call, str]:
    """The call as one that brings the links of these words as its files, and what else they say.

    A message with files brings those; links in their caption are words.
    """
    if call.incoming.files or not (found := links_in(said)).links:
        return call, said
    album = f"l{call.incoming.message}" if len(found.links) > 1 else ""
    files = tuple(
        IncomingFile("", one.title or default_title(one.address), album=album, link=one.address)
        for one in found.links
    )
    return replace(call, incoming=replace(call.incoming, files=files)), found.rest


def is_linked(call: Call) -> bool:
    """Whether words that are no command bring a link for us: in a group only in reply to a message
    about a plan, in private from whoever is in a team.
    """
    if not tells_link(call.incoming.text):
        return False
    in_group = call.chat.kind is ChatKind.GROUP
    return bool(replied_about(call) if in_group else teams_here(call))


def keep(call: Call, files: Sequence[File]) -> list[File]:
    """Under numbers of their step, all of one plan; the history tells of each."""
    kept = [call.work.files.add(one) for one in files]
    call.work.plans.append(
        call.work.plans.by_id(kept[0].plan),
        *(
            FileKept(
                at=call.now,
                by=one.sent_by,
                step=one.step,
                label=one.label,
                name=one.name,
                version=one.version,
                file=one.id,
            )
            for one in kept
        ),
    )
    return kept
