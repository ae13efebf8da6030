import { recall, remember } from "./memory.js";

export const state = {
  sample: "",
  people: [],
  bot: null,
  rooms: [],
  commands: [],
  clock: null,
  limits: null,
  address: "group",
  speaker: "",
  restarting: false,
};

const listeners = new Map();

export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export function tell(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

export const roomAt = (address) => state.rooms.find((room) => room.address === address);

export const shownRoom = () => roomAt(state.address);

export const isShown = (room) => room.address === state.address;

// In a private room one is that room's person, in the group the person last chosen there.
export const meIn = (room) => room.person ?? state.speaker;

export const me = () => meIn(shownRoom());

export function show(address) {
  if (!roomAt(address)) return;
  state.address = address;
  remember("room", address);
  tell("room");
}

export function speakAs(account) {
  state.speaker = account;
  remember("speaker", account);
  tell("speaker");
}

export function takeClock(clock) {
  state.clock = clock;
  tell("clock");
}

export function takePost(post) {
  const room = roomAt(post.room);
  if (!room) return;
  const place = room.posts.findIndex((other) => other.id >= post.id);
  const known = place >= 0 && room.posts[place].id === post.id;
  if (known) room.posts[place] = post;
  else if (place < 0) room.posts.push(post);
  else room.posts.splice(place, 0, post);
  tell("post", { room, post, known, last: place < 0 });
}

export function takeEarlier(room, { posts, more }) {
  const oldest = room.posts[0]?.id ?? Infinity;
  room.posts.unshift(...posts.filter((post) => post.id < oldest));
  room.more = more;
  tell("posts", room);
}

export function takeState(fresh) {
  if (state.sample) merge(fresh);
  else begin(fresh);
  takeClock(fresh.clock);
}

function begin(fresh) {
  Object.assign(state, fresh);
  const speaker = recall("speaker", "");
  const known = state.people.some((person) => person.account === speaker);
  state.speaker = known ? speaker : state.opener;
  const address = recall("room", "group");
  state.address = roomAt(address) ? address : state.rooms[0].address;
  tell("ready");
  tell("room");
}

function merge(fresh) {
  for (const news of fresh.rooms) {
    const room = roomAt(news.address);
    if (isGap(room, news)) replacePosts(room, news);
    else news.posts.filter((post) => isNews(room, post)).forEach(takePost);
  }
}

const isGap = (room, news) =>
  news.more && news.posts.length > 0 && news.posts[0].id > (room.posts.at(-1)?.id ?? 0);

function replacePosts(room, { posts, more }) {
  Object.assign(room, { posts, more });
  tell("posts", room);
}

function isNews(room, post) {
  const known = room.posts.find((other) => other.id === post.id);
  return JSON.stringify(known) !== JSON.stringify(post);
}
