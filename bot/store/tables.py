"""The tables. Words as in the design; `…_at` and `…_until` are UTC instants, days are dates."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    literal_column,
)

from bot.store.columns import (
    at,
    flag,
    json,
    maybe_at,
    number,
    octets,
    of,
    partial,
    row_id,
    table,
    text,
    word,
)
from bot.store.columns import metadata as metadata

GROUP = "group"
"""The kind of a chat that is a group (`ChatKind.GROUP`)."""
REVIEWED = "reviewed"
"""The stage of a version of an SOP that is looked through (`Stage.REVIEWED`)."""
EXPECTED = "expected"
"""The state of a file whose bytes are still to be fetched (`FileState.EXPECTED`)."""
WITHOUT_BYTES = ("deleted", "gone")
"""The states of files whose bytes are deleted (`FileState.DELETED`, `FileState.GONE`)."""


# Who, and where they talk

channel = table("channel", word("name", key=True), maybe_at("hold_until"))

person = table(
    "person",
    row_id(),
    text("name"),
    text("official_name"),
    text("position"),
    text("username"),
    text("language"),
    text("erased_as"),  # "chair", "secretary" or "member" once the person asked to be forgotten
    text("channel"),  # of several accounts the one on which the person wants to be told
    Column("became", Integer),  # linked: the person who this one was all along
)

account = table(
    "account",
    word("channel", key=True),
    word("account", key=True),
    of("person", "person", index=True),
    text("username"),  # in lower case: to be found by, while `person` has it as written
    Index("ix_account_channel_username", "channel", "username"),
)

chat = table(
    "chat",
    row_id(),
    word("channel"),
    word("address"),
    word("kind"),
    text("title"),
    Column("person", ForeignKey("person.id"), index=True),
    flag("reachable"),
    text("thread"),
    maybe_at("hold_until"),
    maybe_at("barred_since"),
    flag("served", unless_told=True),
    text("former"),  # its address before it became a supergroup: the operator's list may name that
    UniqueConstraint("channel", "address"),
    ids_reused=False,
)
partial("ix_chat_groups", chat.c.served, chat.c.id, where=chat.c.kind == GROUP)

chat_person = table(
    "chat_person", of("chat", "chat", key=True), of("person", "person", key=True, index=True)
)

# Who works on it

process = table("process", word("name", key=True), at("seen_at"))

# Teams

team = table(
    "team",
    row_id(),
    text("name"),
    Column("group_chat", ForeignKey("chat.id"), nullable=False, unique=True),
    json("rules"),
    text("language"),
    at("created_at"),
)

membership = table(
    "membership",
    of("team", "team", key=True),
    of("person", "person", key=True, index=True),
    flag("chair"),
    flag("secretary"),
    maybe_at("joined_at"),
)

party_member = table(
    "party_member",
    Column("team", Integer, primary_key=True),
    Column("person", Integer, primary_key=True),
    word("sop", key=True),
    word("party", key=True),
    ForeignKeyConstraint(
        ["team", "person"], ["membership.team", "membership.person"], ondelete="CASCADE"
    ),
)

subscription = table(
    "subscription",
    word("hash", key=True),
    Column("team", Integer, nullable=False),
    Column("person", Integer, nullable=False, index=True),
    at("made_at"),
    maybe_at("read_at"),
    ForeignKeyConstraint(
        ["team", "person"], ["membership.team", "membership.person"], ondelete="CASCADE"
    ),
    Index("uq_subscription_team_person", "team", "person", unique=True),
)

deputy = table(
    "deputy",
    row_id(),
    of("team", "team", index=True),
    of("person", "person"),  # whose
    of("deputy", "person"),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    flag("delegated"),
    of("by", "person"),
    at("given_at"),
    maybe_at("ended_at"),
    ids_reused=False,
)

day_off = table(
    "day_off",
    of("team", "team", key=True),
    Column("day", Date, primary_key=True),
    text("name"),
    flag("off"),
)

# Plans

plan = table(
    "plan",
    row_id(),
    of("team", "team", index=True),
    Column("sop", Text, nullable=False),
    Column("start", Date, nullable=False),
    at("confirmed_at"),
    json("baseline"),
    word("status"),
    Column("version", Integer, nullable=False),
    maybe_at("wake_at"),
    at("planned_until"),
    maybe_at("recheck_from"),
    Index("ix_plan_planned_until", "planned_until"),
)
partial("ix_plan_wake_at", plan.c.wake_at, where=plan.c.wake_at.is_not(None))

event = table(
    "event",
    row_id(),
    of("plan", "plan", index=True),
    at("at"),
    Column("by", ForeignKey("person.id")),
    word("kind"),
    Column("step", Integer),
    json("data"),
    ids_reused=False,
)

sop_version = table(
    "sop_version",
    row_id(),
    of("group_chat", "chat"),
    word("sop"),
    number("number"),  # 0 while it is looked through
    word("stage"),
    word("source"),
    json("remarks"),
    Column("by", ForeignKey("person.id")),
    at("at"),
    text("name"),
    ids_reused=False,
)
Index("ix_sop_version_group_chat", sop_version.c.group_chat, sop_version.c.sop)
partial(
    "uq_sop_version_number",
    sop_version.c.group_chat,
    sop_version.c.sop,
    sop_version.c.number,
    where=sop_version.c.number > 0,
    unique=True,
)

partial("ix_sop_version_reviewed", sop_version.c.at, where=sop_version.c.stage == REVIEWED)

sop_file = table(
    "sop_file",
    row_id(),
    of("group_chat", "chat"),
    text("name"),
    number("size"),
    text("source"),
    text("channel"),
    of("chat", "chat"),
    text("message"),
    text("thread"),
    of("sent_by", "person"),
    at("sent_at"),
    text("cause"),
    number("attempts"),
    maybe_at("not_before"),
    maybe_at("lease_until"),
    Index("ix_sop_file_lease_until", "lease_until"),
    ids_reused=False,
)
partial("ix_sop_file_sent_at", sop_file.c.sent_at, where=sop_file.c.attempts >= literal_column("0"))

snooze = table(
    "snooze",
    of("plan", "plan", key=True),
    Column("step", Integer, primary_key=True),
    of("chat", "chat", key=True),
    Column("until", Date, nullable=False),
)

absence = table(
    "absence",
    of("plan", "plan", key=True),
    Column("step", Integer, primary_key=True),
    of("person", "person", key=True, index=True),
    Column("day", Date, nullable=False),
    text("reason"),
)

# Files

file = table(
    "file",
    row_id(),
    of("plan", "plan"),
    Column("step", Integer, nullable=False),
    number("number"),  # 0 until kept
    number("version"),
    word("name"),
    text("name_key"),
    word("state"),
    of("sent_by", "person"),
    at("sent_at"),
    text("document"),
    number("size"),
    text("mime"),
    text("sha256"),
    text("source"),
    text("channel"),
    text("album"),
    of("chat", "chat"),
    text("message"),
    text("thread"),
    number("attempts"),
    maybe_at("not_before"),
    maybe_at("lease_until"),
    Column("removed_by", ForeignKey("person.id")),
    maybe_at("removed_at"),
    text("reason"),
    text("cause"),  # the update that brought it
    text("description"),
    Column("dated", Date),
    text("letter"),
    text("link"),  # of a page on the web, which has no bytes
    Index("ix_file_plan_step", "plan", "step"),
    Index("ix_file_sha256", "sha256"),
    ids_reused=False,
)
partial("ix_file_message", file.c.chat, file.c.message, where=file.c.message != "")
partial(
    "uq_file_label",
    file.c.plan,
    file.c.step,
    file.c.number,
    file.c.version,
    where=file.c.number > 0,
    unique=True,
)
partial("ix_file_expected", file.c.id, where=file.c.state == EXPECTED)
partial("ix_file_bytes_to_go", file.c.not_before, where=file.c.state.in_(WITHOUT_BYTES))
partial("ix_file_album", file.c.chat, file.c.album, where=file.c.album != "")

download = table(
    "download",
    word("hash", key=True),
    of("file", "file", index=True),
    of("person", "person", index=True),
    at("expires_at"),
    Index("ix_download_expires_at", "expires_at"),
)

handout = table(
    "handout",
    word("hash", key=True),
    of("plan", "plan", index=True),
    of("person", "person", index=True),
    json("wanted"),
    at("expires_at"),
    Index("ix_handout_expires_at", "expires_at"),
)

picture = table(
    "picture",
    word("token", key=True),
    of("plan", "plan"),
    word("digest"),
    octets("data"),
    at("expires_at"),
    Index("uq_picture_plan_digest", "plan", "digest", unique=True),
    Index("ix_picture_expires_at", "expires_at"),
)

template = table(
    "template",
    row_id(),
    of("team", "team", index=True),
    text("name"),
    word("sha256"),
    number("size"),
    flag("used", unless_told=True),
    at("sent_at"),
    Index("ix_template_sha256", "sha256"),
)

file_number = table(
    "file_number",
    of("plan", "plan", key=True),
    Column("step", Integer, primary_key=True),
    number("last"),
)
