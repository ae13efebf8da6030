CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE channel (
    name VARCHAR NOT NULL,
    hold_until DATETIME,
    CONSTRAINT pk_channel PRIMARY KEY (name)
);
CREATE TABLE person (
    id INTEGER NOT NULL,
    name VARCHAR DEFAULT '' NOT NULL,
    official_name VARCHAR DEFAULT '' NOT NULL,
    position VARCHAR DEFAULT '' NOT NULL,
    username VARCHAR DEFAULT '' NOT NULL,
    language VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_person PRIMARY KEY (id)
);
CREATE TABLE account (
    channel VARCHAR NOT NULL,
    account VARCHAR NOT NULL,
    person INTEGER NOT NULL,
    username VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (channel, account),
    CONSTRAINT fk_account_person FOREIGN KEY(person) REFERENCES person (id)
);
CREATE INDEX ix_account_channel_username ON account (channel, username);
CREATE INDEX ix_account_person ON account (person);
CREATE TABLE chat (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    channel VARCHAR NOT NULL,
    address VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    title VARCHAR DEFAULT '' NOT NULL,
    person INTEGER,
    reachable BOOLEAN NOT NULL,
    thread VARCHAR DEFAULT '' NOT NULL,
    hold_until DATETIME,
    CONSTRAINT uq_chat_channel_address UNIQUE (channel, address),
    CONSTRAINT fk_chat_person FOREIGN KEY(person) REFERENCES person (id)
);
CREATE INDEX ix_chat_person ON chat (person);
CREATE TABLE chat_person (
    chat INTEGER NOT NULL,
    person INTEGER NOT NULL,
    CONSTRAINT pk_chat_person PRIMARY KEY (chat, person),
    CONSTRAINT fk_chat_person_chat FOREIGN KEY(chat) REFERENCES chat (id),
    CONSTRAINT fk_chat_person_person FOREIGN KEY(person) REFERENCES person (id)
);
CREATE INDEX ix_chat_person_person ON chat_person (person);
CREATE TABLE team (
    id INTEGER NOT NULL,
    name VARCHAR DEFAULT '' NOT NULL,
    group_chat INTEGER NOT NULL,
    rules TEXT NOT NULL,
    language VARCHAR DEFAULT '' NOT NULL,
    created_at DATETIME NOT NULL,
    CONSTRAINT pk_team PRIMARY KEY (id),
    CONSTRAINT uq_team_group_chat UNIQUE (group_chat),
    CONSTRAINT fk_team_group_chat FOREIGN KEY(group_chat) REFERENCES chat (id)
);
CREATE TABLE membership (
    team INTEGER NOT NULL,
    person INTEGER NOT NULL,
    chair BOOLEAN NOT NULL,
    secretary BOOLEAN NOT NULL,
    joined_at DATETIME,
    CONSTRAINT pk_membership PRIMARY KEY (team, person),
    CONSTRAINT fk_membership_team FOREIGN KEY(team) REFERENCES team (id),
    CONSTRAINT fk_membership_person FOREIGN KEY(person) REFERENCES person (id)
);
CREATE INDEX ix_membership_person ON membership (person);
CREATE TABLE party_member (
    team INTEGER NOT NULL,
    person INTEGER NOT NULL,
    sop VARCHAR NOT NULL,
    party VARCHAR NOT NULL,
    CONSTRAINT pk_party_member PRIMARY KEY (team, person, sop, party),
    CONSTRAINT fk_party_member_team FOREIGN KEY(team, person) REFERENCES membership (team, person) ON DELETE CASCADE
);
CREATE TABLE day_off (
    team INTEGER NOT NULL,
    day DATE NOT NULL,
    name VARCHAR DEFAULT '' NOT NULL,
    off BOOLEAN NOT NULL,
    CONSTRAINT pk_day_off PRIMARY KEY (team, day),
    CONSTRAINT fk_day_off_team FOREIGN KEY(team) REFERENCES team (id)
);
CREATE TABLE "plan" (
    id INTEGER NOT NULL,
    team INTEGER NOT NULL,
    sop TEXT NOT NULL,
    start DATE NOT NULL,
    confirmed_at DATETIME NOT NULL,
    baseline TEXT NOT NULL,
    status VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    wake_at DATETIME,
    planned_until DATETIME NOT NULL,
    recheck_from DATETIME,
    CONSTRAINT pk_plan PRIMARY KEY (id),
    CONSTRAINT fk_plan_team FOREIGN KEY(team) REFERENCES team (id)
);
CREATE INDEX ix_plan_team ON "plan" (team);
CREATE INDEX ix_plan_wake_at ON "plan" (wake_at) WHERE wake_at IS NOT NULL;
CREATE TABLE event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "plan" INTEGER NOT NULL,
    at DATETIME NOT NULL,
    "by" INTEGER,
    kind VARCHAR NOT NULL,
    step INTEGER,
    data TEXT NOT NULL,
    CONSTRAINT fk_event_plan FOREIGN KEY("plan") REFERENCES "plan" (id),
    CONSTRAINT fk_event_by FOREIGN KEY("by") REFERENCES person (id)
);
CREATE INDEX ix_event_plan ON event ("plan");
CREATE TABLE snooze (
    "plan" INTEGER NOT NULL,
    step INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    until DATE NOT NULL,
    CONSTRAINT pk_snooze PRIMARY KEY ("plan", step, chat),
    CONSTRAINT fk_snooze_plan FOREIGN KEY("plan") REFERENCES "plan" (id),
    CONSTRAINT fk_snooze_chat FOREIGN KEY(chat) REFERENCES chat (id)
);
CREATE TABLE file (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "plan" INTEGER NOT NULL,
    step INTEGER NOT NULL,
    number INTEGER DEFAULT '0' NOT NULL,
    version INTEGER DEFAULT '0' NOT NULL,
    name VARCHAR NOT NULL,
    name_key VARCHAR DEFAULT '' NOT NULL,
    state VARCHAR NOT NULL,
    sent_by INTEGER NOT NULL,
    sent_at DATETIME NOT NULL,
    document VARCHAR DEFAULT '' NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    mime VARCHAR DEFAULT '' NOT NULL,
    sha256 VARCHAR DEFAULT '' NOT NULL,
    source VARCHAR DEFAULT '' NOT NULL,
    channel VARCHAR DEFAULT '' NOT NULL,
    album VARCHAR DEFAULT '' NOT NULL,
    chat INTEGER NOT NULL,
    message VARCHAR DEFAULT '' NOT NULL,
    thread VARCHAR DEFAULT '' NOT NULL,
    attempts INTEGER DEFAULT '0' NOT NULL,
    not_before DATETIME,
    lease_until DATETIME,
    removed_by INTEGER,
    removed_at DATETIME,
    reason VARCHAR DEFAULT '' NOT NULL,
    CONSTRAINT fk_file_plan FOREIGN KEY("plan") REFERENCES "plan" (id),
    CONSTRAINT fk_file_sent_by FOREIGN KEY(sent_by) REFERENCES person (id),
    CONSTRAINT fk_file_chat FOREIGN KEY(chat) REFERENCES chat (id),
    CONSTRAINT fk_file_removed_by FOREIGN KEY(removed_by) REFERENCES person (id)
);
CREATE INDEX ix_file_album ON file (chat, album) WHERE album != '';
CREATE INDEX ix_file_expected ON file (id) WHERE state = 'expected';
CREATE INDEX ix_file_plan_step ON file ("plan", step);
CREATE UNIQUE INDEX uq_file_label ON file ("plan", step, number, version) WHERE number > 0;
CREATE TABLE file_number (
    "plan" INTEGER NOT NULL,
    step INTEGER NOT NULL,
    last INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_file_number PRIMARY KEY ("plan", step),
    CONSTRAINT fk_file_number_plan FOREIGN KEY("plan") REFERENCES "plan" (id)
);
CREATE TABLE notice (
    id INTEGER NOT NULL,
    "plan" INTEGER NOT NULL,
    step INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    k INTEGER NOT NULL,
    due DATE NOT NULL,
    audience VARCHAR NOT NULL,
    at DATETIME NOT NULL,
    CONSTRAINT pk_notice PRIMARY KEY (id),
    CONSTRAINT uq_notice_plan_step_kind_k_due_audience UNIQUE ("plan", step, kind, k, due, audience),
    CONSTRAINT fk_notice_plan FOREIGN KEY("plan") REFERENCES "plan" (id)
);
CREATE TABLE delivery (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL,
    slot DATETIME,
    late BOOLEAN NOT NULL,
    "key" VARCHAR DEFAULT '' NOT NULL,
    message TEXT,
    thread VARCHAR,
    replies_to VARCHAR DEFAULT '' NOT NULL,
    edits VARCHAR DEFAULT '' NOT NULL,
    due_at DATETIME NOT NULL,
    not_before DATETIME,
    lease_until DATETIME,
    attempts INTEGER DEFAULT '0' NOT NULL,
    state VARCHAR NOT NULL,
    why VARCHAR DEFAULT '' NOT NULL,
    finished_at DATETIME,
    CONSTRAINT uq_delivery_chat_slot UNIQUE (chat, slot),
    CONSTRAINT fk_delivery_chat FOREIGN KEY(chat) REFERENCES chat (id)
);
CREATE INDEX ix_delivery_failed ON delivery (chat, id) WHERE state = 'failed';
CREATE INDEX ix_delivery_in_chat ON delivery (chat, id) WHERE state = 'waiting';
CREATE INDEX ix_delivery_waiting ON delivery (id) WHERE state = 'waiting';
CREATE TABLE delivery_notice (
    delivery INTEGER NOT NULL,
    notice INTEGER NOT NULL,
    CONSTRAINT pk_delivery_notice PRIMARY KEY (delivery, notice),
    CONSTRAINT fk_delivery_notice_delivery FOREIGN KEY(delivery) REFERENCES delivery (id),
    CONSTRAINT fk_delivery_notice_notice FOREIGN KEY(notice) REFERENCES notice (id)
);
CREATE INDEX ix_delivery_notice_notice ON delivery_notice (notice);
CREATE TABLE sent_message (
    id INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    external VARCHAR NOT NULL,
    about TEXT NOT NULL,
    "key" VARCHAR DEFAULT '' NOT NULL,
    sent_at DATETIME NOT NULL,
    CONSTRAINT pk_sent_message PRIMARY KEY (id),
    CONSTRAINT uq_sent_message_chat_external UNIQUE (chat, external),
    CONSTRAINT fk_sent_message_chat FOREIGN KEY(chat) REFERENCES chat (id)
);
CREATE INDEX ix_sent_message_key ON sent_message (chat, "key") WHERE key != '';
CREATE TABLE draft (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind VARCHAR NOT NULL,
    chat INTEGER NOT NULL,
    person INTEGER NOT NULL,
    data TEXT NOT NULL,
    expires_at DATETIME NOT NULL,
    CONSTRAINT uq_draft_chat_person_kind UNIQUE (chat, person, kind),
    CONSTRAINT fk_draft_chat FOREIGN KEY(chat) REFERENCES chat (id),
    CONSTRAINT fk_draft_person FOREIGN KEY(person) REFERENCES person (id)
);
CREATE TABLE invite (
    code VARCHAR NOT NULL,
    team INTEGER NOT NULL,
    role VARCHAR DEFAULT '' NOT NULL,
    "by" INTEGER NOT NULL,
    expires_at DATETIME NOT NULL,
    CONSTRAINT pk_invite PRIMARY KEY (code),
    CONSTRAINT fk_invite_team FOREIGN KEY(team) REFERENCES team (id),
    CONSTRAINT fk_invite_by FOREIGN KEY("by") REFERENCES person (id)
);
CREATE TABLE inbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    channel VARCHAR NOT NULL,
    "key" VARCHAR NOT NULL,
    lane VARCHAR NOT NULL,
    payload TEXT,
    received_at DATETIME NOT NULL,
    not_before DATETIME,
    lease_until DATETIME,
    attempts INTEGER DEFAULT '0' NOT NULL,
    state VARCHAR NOT NULL,
    why VARCHAR DEFAULT '' NOT NULL,
    finished_at DATETIME,
    CONSTRAINT uq_inbox_channel_key UNIQUE (channel, "key")
);
CREATE INDEX ix_inbox_in_lane ON inbox (channel, lane, id) WHERE state = 'waiting';
CREATE INDEX ix_inbox_waiting ON inbox (id) WHERE state = 'waiting';
CREATE TABLE room_post (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    room VARCHAR NOT NULL,
    at DATETIME NOT NULL,
    "key" VARCHAR DEFAULT '' NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX ix_room_post_room ON room_post (room, id);
CREATE UNIQUE INDEX uq_room_post_key ON room_post ("key") WHERE key != '';
CREATE TABLE room_update (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    payload TEXT NOT NULL
);
ALTER TABLE inbox ADD COLUMN album VARCHAR DEFAULT '' NOT NULL;
CREATE INDEX ix_inbox_album ON inbox (album) WHERE album != '';
ALTER TABLE delivery ADD COLUMN cause VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE file ADD COLUMN cause VARCHAR DEFAULT '' NOT NULL;
ALTER TABLE person ADD COLUMN erased_as VARCHAR DEFAULT '' NOT NULL;
CREATE TABLE process (
    name VARCHAR NOT NULL,
    seen_at DATETIME NOT NULL,
    CONSTRAINT pk_process PRIMARY KEY (name)
);
INSERT INTO alembic_version (version_num) VALUES ('0004');
