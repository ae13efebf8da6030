"""Every column is known for what it holds: a new one fails here until somebody has judged it.

Of a person only that is kept which the notice of /privacy names. What is typed for the record is
kept with it; what only passes through is gone once it is handled (`tests/e2e/test_personal_data.py`
looks at every byte).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tests.dumps import all_tables

Columns = Mapping[str, str]

WHO: Mapping[str, Columns] = {
    "platform user id": {"account": "account", "chat": "address", "inbox": "lane"},
    "username": {"account": "username", "person": "username"},
    "name shown": {"person": "name", "chat": "title"},
    "official name and position": {"person": "official_name position"},
    "reason for an absence": {"absence": "reason"},
}
"""Erased by /forget, everywhere."""
PERSONAL: Mapping[str, Columns] = {
    "role": {
        "person": "erased_as",
        "membership": "team person chair secretary joined_at",
        "party_member": "team person sop party",
        "deputy": "team person deputy since until delegated by given_at ended_at",
        "chat_person": "chat person",
        "invite": "team role by",
    },
    "actions": {
        "event": "plan at by kind step",
        "absence": "plan step person day",
        "file": "removed_by removed_at",
        "snooze": "plan step chat until",
        "sop_version": "by at",
    },
    "files": {"file": "plan step number version name name_key sent_by sent_at document size mime"},
    "language": {"person": "language channel"},
    "calendar address": {"subscription": "team person made_at read_at"},
}
TYPED_FOR_THE_RECORD: Columns = {
    "event": "data",  # notes, reasons, titles of works, names of files
    "file": "reason description link letter dated",
    "day_off": "name",
    "sop_version": "source remarks name",
    "team": "name",
}
PASSING: Columns = {
    "inbox": "payload",
    "delivery": "message",
    "download": "file person",
    "handout": "plan person wanted",
    "draft": "kind chat person data",
    "sop_file": "name size source chat message sent_by sent_at",
}
TECHNICAL: Columns = {
    "account": "channel person",
    "channel": "name hold_until",
    "chat": "id channel kind person reachable thread hold_until barred_since served former",
    "day_off": "team day off",
    "delivery": "id chat slot late key thread replies_to edits due_at not_before lease_until"
    " attempts state why finished_at cause turn reply lapses",
    "delivery_notice": "delivery notice",
    "download": "hash expires_at",
    "deputy": "id",
    "draft": "id expires_at",
    "event": "id",
    "kept_reply": "cause token at",
    "file": "id state sha256 source channel album chat message thread attempts not_before"
    " lease_until cause",
    "file_number": "plan step last",
    "handout": "hash expires_at",
    "inbox": "id channel key received_at not_before lease_until attempts state why finished_at"
    " album turn",
    "invite": "code expires_at",
    "notice": "id plan step kind k due audience at",
    "person": "id became",
    "plan": "id team sop start confirmed_at baseline status version wake_at planned_until"
    " recheck_from",
    "picture": "token plan digest data expires_at",
    "process": "name seen_at",
    "sent_message": "id chat external about key sent_at",
    "sop_file": "id group_chat channel thread cause attempts not_before lease_until",
    "sop_version": "id group_chat sop number stage",
    "subscription": "hash",
    "team": "id group_chat rules language created_at",
    "template": "id team name sha256 size used sent_at",
}
JUDGED = (
    *WHO.values(),
    *PERSONAL.values(),
    TYPED_FOR_THE_RECORD,
    PASSING,
    TECHNICAL,
)


def columns_in(judged: Columns) -> list[str]:
    return [f"{table}.{name}" for table, names in judged.items() for name in names.split()]


def test_every_column_is_judged_once() -> None:
    judged = Counter(column for columns in JUDGED for column in columns_in(columns))
    there = {str(c) for table in all_tables() for c in table.columns}
    assert there - set(judged) == set(), "new: what do they hold?"
    assert set(judged) - there == set(), "no longer there"
    assert [column for column, times in judged.items() if times > 1] == []


def test_of_a_person_nothing_is_kept_but_what_the_notice_names() -> None:
    assert [*WHO, *PERSONAL] == [
        "platform user id",
        "username",
        "name shown",
        "official name and position",
        "reason for an absence",
        "role",
        "actions",
        "files",
        "language",
        "calendar address",
    ]
