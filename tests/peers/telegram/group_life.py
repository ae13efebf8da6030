"""What people do with groups: join, leave, add the bot, promote it, upgrade, open topics."""

from __future__ import annotations

from tests.peers.changing import verb
from tests.peers.telegram.errors import Json, NotPossible
from tests.peers.telegram.model import Chat, Member, Message, Topic, User
from tests.peers.telegram.render import user_json
from tests.peers.telegram.world import World


class GroupLife:
    """The verbs of a person about groups; each delivers what Telegram delivers."""

    def __init__(self, world: World, user: User) -> None:
        self.world = world
        self.user = user

    @verb
    def joins(self, chat: Chat) -> Message:
        """By an invitation link."""
        self._alive(chat)
        self.world.set_status(chat, self.user, "member", self.user)
        return self._service(chat, {"new_chat_members": [user_json(self.user)]})

    @verb
    def leaves(self, chat: Chat) -> Message:
        self._inside(chat)
        self.world.set_status(chat, self.user, "left", self.user)
        return self._service(chat, {"left_chat_member": user_json(self.user)})

    @verb
    def adds(self, person: GroupLife, chat: Chat) -> Message:
        self._inside(chat)
        self.world.set_status(chat, person.user, "member", self.user)
        return self._service(chat, {"new_chat_members": [user_json(person.user)]})

    @verb
    def removes(self, person: GroupLife, chat: Chat) -> Message:
        self._ruling(chat)
        self.world.set_status(chat, person.user, "kicked", self.user)
        return self._service(chat, {"left_chat_member": user_json(person.user)})

    @verb
    def promotes(self, person: GroupLife, chat: Chat) -> None:
        self._ruling(chat)
        self.world.set_status(chat, person.user, "administrator", self.user)

    @verb
    def adds_bot(self, chat: Chat) -> Message:
        self._inside(chat)
        self.world.set_status(chat, self.world.bot, "member", self.user)
        return self._service(chat, {"new_chat_members": [user_json(self.world.bot)]})

    @verb
    def removes_bot(self, chat: Chat) -> Message:
        self._ruling(chat)
        self.world.set_status(chat, self.world.bot, "kicked", self.user)
        return self._service(chat, {"left_chat_member": user_json(self.world.bot)})

    @verb
    def promotes_bot(self, chat: Chat) -> None:
        self._ruling(chat)
        self.world.set_status(chat, self.world.bot, "administrator", self.user)

    @verb
    def demotes_bot(self, chat: Chat) -> None:
        self._ruling(chat)
        self.world.set_status(chat, self.world.bot, "member", self.user)

    @verb
    def restricts_bot(self, chat: Chat) -> None:
        """Of all that a member may do in a group, nothing is left to it."""
        self._ruling(chat)
        self.world.set_status(chat, self.world.bot, "restricted", self.user)

    @verb
    def frees_bot(self, chat: Chat) -> None:
        self._ruling(chat)
        self.world.set_status(chat, self.world.bot, "member", self.user)

    @verb
    def lets_members_write(self, chat: Chat, may: bool) -> None:
        """What a group lets everybody do; bots are told nothing when that changes."""
        self._ruling(chat)
        chat.members_may_write = may

    @verb
    def renames(self, chat: Chat, title: str) -> Message:
        self._inside(chat)
        chat.title = title
        return self._service(chat, {"new_chat_title": title})

    @verb
    def opens_topic(self, chat: Chat, name: str) -> Topic:
        self._inside(chat)
        if not chat.is_forum:
            raise NotPossible(f"{chat} is no forum")
        content: Json = {"forum_topic_created": {"name": name, "icon_color": 7_322_096}}
        root = self.world.post(chat, self.user, content)
        topic = Topic(name, root)
        root.topic = chat.topics[topic.id] = topic
        self.world.tell(root)
        return topic

    @verb
    def upgrades(self, chat: Chat, *, forum: bool = False) -> Chat:
        """Makes a supergroup of a group; the old id is dead from here on."""
        self._ruling(chat)
        if chat.kind != "group":
            raise NotPossible(f"{chat} is no basic group")
        new = self._heir(chat, forum)
        # Telegram says that the bot joins the new chat, and never that it left the old one.
        if chat.has(self.world.bot):
            status = chat.status_of(self.world.bot)
            self.world.set_status(new, self.world.bot, status, self.user)
        self._service(chat, {"migrate_to_chat_id": new.id})
        chat.migrated_to = new
        self._service(new, {"migrate_from_chat_id": chat.id})
        return new

    def _heir(self, chat: Chat, forum: bool) -> Chat:
        new = Chat(-1_000_000_000_000 - self.world.number(), "supergroup", chat.title, forum)
        people = [m for m in chat.members.values() if m.user is not self.world.bot]
        new.members = {m.user.id: Member(m.user, m.status) for m in people}
        self.world.chats[new.id] = new
        return new

    def _service(self, chat: Chat, content: Json) -> Message:
        message = self.world.post(chat, self.user, content)
        self.world.tell(message)
        return message

    def _alive(self, chat: Chat) -> None:
        if chat.migrated_to is not None:
            raise NotPossible(f"{chat} has become {chat.migrated_to}")

    def _inside(self, chat: Chat) -> None:
        self._alive(chat)
        if chat.kind != "private" and not chat.has(self.user):
            raise NotPossible(f"{self} is not in {chat}")

    def _ruling(self, chat: Chat) -> None:
        self._inside(chat)
        if not chat.ruled_by(self.user):
            raise NotPossible(f"{self} is no administrator of {chat}")

    def __repr__(self) -> str:
        return f"<person {self.user.id} {self.user.first_name}>"
