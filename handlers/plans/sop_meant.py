"""Which version of which SOP is to be corrected; one that came with the system is copied first."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.sop_import import SopVersion, Stage
from bot.render.text import sop_edit as texts
from bot.sops.loader import source_of
from handlers.core.asking import Ask, action
from handlers.core.call import Call, Reply
from handlers.core.words import Words
from handlers.plans.sop_groups import checked, group_meant, used_of

_MOST_REST = 24
"""Characters of a button's line that are left behind the group."""


def newest(call: Call, version: SopVersion) -> SopVersion:
    """Older messages have buttons still: what is corrected is the version in use. Raises Refusal if
    the SOP is put away.
    """
    if version.stage is not Stage.FORMER:
        return version
    used = used_of(call.work, version.group, version.sop)
    if used is None:
        raise Refusal("sop-corrected-since")
    return used


def version_meant(call: Call, words: Words) -> tuple[SopVersion, bool]:
    """The group's own one; of several it is asked which. One that came with the system is copied
    first, which is told.
    """
    group = group_meant(call, words, "editsop", _plain(words))
    used = call.work.sops.used(group.id)
    own = {v.sop for v in used}
    shipped = {id: sop for id, sop in call.sops.items() if id not in own}
    told = words.take_word(*own, *shipped)
    if told in own:
        return next(v for v in used if v.sop == told), False
    if told in shipped:
        source = source_of(told)
        return call.work.sops.begin(group.id, source, call.person.id, call.now), True
    if len(used) == 1 and (words.rest or not shipped):
        return used[0], False
    rest = words.rest
    found = [
        *((action(call, "editsop", f"v{v.id}", rest), _title(call, v)) for v in used),
        *(
            (action(call, "editsop", f"g{group.id} {id}", rest), texts.to_copy(call.say, sop))
            for id, sop in shipped.items()
        ),
    ]
    raise Ask(Reply(texts.which(call.say, found)))


def _plain(words: Words) -> str:
    """What follows, where it can stand in a button's line."""
    return words.rest if words.rest.isascii() and len(words.rest) <= _MOST_REST else ""


def _title(call: Call, version: SopVersion) -> str:
    return checked(version.source, call.say).title
