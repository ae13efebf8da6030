"""A document that is accepted, or returned to whoever sent it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.domain.files import File
from bot.domain.message import About, Button, Message, Text, bold, join
from bot.domain.people import Person
from bot.domain.plan import Plan
from bot.render.language import Say
from bot.render.text import names, reasons


def accepted(say: Say, file: File) -> Text:
    return join([bold(say("Accepted: file {label}", label=file.label)), file.name])


def returned(say: Say, file: File, *, is_told: bool) -> Text:
    """`is_told`: its sender hears of it, so nobody has to be told by word of mouth."""
    head = bold(say("Returned: file {label}", label=file.label))
    sender = say("Its sender cannot be told in private. Please let him or her know.")
    return join([head, file.name, "" if is_told else sender])


def why(say: Say, file: File) -> Text:
    """Asks for the reason."""
    head = bold(say("Return {label} {name}?", label=file.label, name=file.name))
    return join([head, *reasons.wanted(say)])


def told(say: Say, plan: Plan, file: File, reason: str, by: Person) -> Message:
    """To its sender, in private."""
    step = plan.sop.step(file.step)
    text = join(
        [
            bold(say("File {label} was returned", label=file.label)),
            file.name,
            names.step(say, step),
            names.plan_head(say, plan),
            say("Reason: {reason}", reason=reason),
            say("Sent back by {person}", person=names.person(say, by)),
            say("Please mend it and attach it again."),
        ]
    )
    attach = Button(say.caption("Attach a file"), f"attach p{plan.id} {step.number}")
    return Message(text, ((attach,),), about=(About(plan.id, step.number),))


def _own_file(say: Say) -> Text:
    return say(
        "Whoever sent a file cannot accept it.\n"
        "Please ask another secretary, or the chair, to do so."
    )


def _newer_file(say: Say, label: str, version: int) -> Text:
    return say(
        "This is not the newest file of its document.\n"
        "Please accept or return {label} (version {version}).",
        label=label,
        version=version,
    )


def _already_accepted(say: Say, label: str) -> Text:
    return say("File {label} is accepted already. Nothing was changed.", label=label)


REFUSALS: Mapping[str, Callable[..., Text]] = {
    "own-file": _own_file,
    "newer-file": _newer_file,
    "already-accepted": _already_accepted,
}
