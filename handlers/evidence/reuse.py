"""A file that is kept already serves another step, too: nothing is sent or copied again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from bot.domain.errors import Refusal, Unreadable
from bot.domain.files import File, FileState
from bot.domain.message import Button
from bot.domain.plan import Plan
from bot.domain.reuse import newest_versions, offers, same_content
from bot.domain.sop import Document
from bot.domain.typed import take_label
from bot.render.text import attach, undo
from bot.render.text import reuse as texts
from handlers.core.call import Call, Reply, Spent
from handlers.core.scope import StepScope, require_closer, step_here
from handlers.core.words import Words
from handlers.evidence import at_once
from handlers.evidence.receipts import is_own, received
from handlers.evidence.waiting import stop_waiting

Rows = tuple[tuple[Button, ...], ...]


def label_in(said: str) -> str:
    """The number of evidence that is all that was said (3-02, ๓-๒); empty: it is none."""
    told, rest = take_label(said)
    return "{}-{:02d}".format(*told) if told and not rest else ""


def labelled(call: Call, meant: StepScope, label: str) -> Reply:
    """The plan's evidence of this number serves this step, too."""
    kept = newest_versions(call.work.files.of_plan(meant.scope.plan.id))
    source = next((f for f in kept if f.label == label), None)
    if source is None:
        raise Refusal("no-such-evidence", label=label)
    return _attached(call, meant, source, "")


def reuse(call: Call) -> Reply:
    """`reuse p12 4 d2 f7`: file 7 is the second document of step 4, too."""
    words = Words(call.arguments)
    meant = step_here(call, words, lambda scope: list(scope.states))
    place, file = words.take_id("d") or 0, words.take_id("f") or 0
    source = _kept_by_team(call, meant, file)
    require_closer(call, meant)
    return _attached(call, meant, source, attach.document_at(meant.step, place))


def rows(call: Call, meant: StepScope, lacking: Sequence[Document]) -> Rows:
    """A button for each missing document that the team has at another step or of another year."""
    if not lacking:
        return ()
    plan, step = meant.scope.plan, meant.step
    shelves = [(p, call.work.files.of_plan(p.id)) for p in (plan, *_others(call, plan))]
    places = {d.id: place for place, d in enumerate(step.documents, 1)}
    return tuple(
        (
            Button(
                texts.label(call.say, plan, one.file, one.of),
                f"reuse p{plan.id} {step.number} d{places[one.document.id]} f{one.file.id}",
            ),
        )
        for one in offers(plan, step, lacking, shelves)
    )


def _others(call: Call, plan: Plan) -> list[Plan]:
    """The team's, the newest first; none, if one cannot be read: nobody asked for them."""
    with suppress(Unreadable):
        return [p for p in call.work.plans.of_team(plan.team) if p.id != plan.id]
    return []


def _kept_by_team(call: Call, meant: StepScope, file: int) -> File:
    """Another team's is answered like one that never was, also to who is in both."""
    found = call.work.files.by_id(file)
    if found is None or found.state is not FileState.KEPT or not is_own(call, found):
        raise Refusal("file-gone")
    if call.work.plans.team_of(found.plan) != meant.scope.team.id:
        raise Refusal("file-gone")
    return found


def _attached(call: Call, meant: StepScope, source: File, document: str) -> Reply:
    kept = newest_versions(call.work.files.of_plan(meant.scope.plan.id))
    of_step = [f for f in kept if f.step == meant.number]
    there = next((f for f in of_step if same_content(f, source)), None)
    if there is not None:
        if document and not attach.document_of(there, meant.step):
            call.work.files.set_document(there.id, document)
            there = replace(there, document=document)
        return Reply(received(call, [there], frozenset({there.id})))
    stop_waiting(call, meant)
    made = at_once.keep(call, [_row(call, meant, source, document)])
    message = received(call, made)
    back = (undo.button(call.say, f"unattach f{made[0].id}"),)
    return Reply(replace(message, buttons=(back, *message.buttons)), spent=Spent.BUTTON)


def _row(call: Call, meant: StepScope, source: File, document: str) -> File:
    """The day on which a page was seen stays."""
    return replace(
        source,
        plan=meant.scope.plan.id,
        step=meant.number,
        sent_by=call.person.id,
        sent_at=source.sent_at if source.link else call.now,
        document=document,
        channel=call.incoming.channel,
        album="",
        chat=call.chat.id,
        message=call.incoming.message,
        thread=call.incoming.place.thread,
    )
