import { byId } from "./dom.js";
import { label } from "./labels.js";
import { recall, remember } from "./memory.js";
import { lastShown, nearBottom, toBottom } from "./scroll.js";
import { meIn, on, shownRoom, state, tell } from "./state.js";

const newest = (room) => room.posts.at(-1)?.id ?? 0;

let seen = {};

const unreadPosts = (room) =>
  room.posts.filter((post) => post.id > seen[room.address] && post.by !== meIn(room));

export const unreadIn = (room) => unreadPosts(room).length;

export const firstUnread = (room) => unreadPosts(room)[0]?.id ?? null;

function load() {
  const kept = recall("seen", {});
  const rooms = kept.sample === state.sample ? kept.rooms : {};
  const entries = state.rooms.map((room) => [room.address, rooms[room.address] ?? newest(room)]);
  seen = Object.fromEntries(entries);
  keep();
}

function keep() {
  remember("seen", { sample: state.sample, rooms: seen });
}

function look() {
  if (!state.sample) return;
  const room = shownRoom();
  const shown = nearBottom() ? newest(room) : lastShown();
  if (document.visibilityState === "visible" && shown > seen[room.address]) {
    seen[room.address] = shown;
    keep();
    draw();
  }
  drawJump(unreadIn(room));
}

function draw() {
  const total = state.rooms.reduce((sum, room) => sum + unreadIn(room), 0);
  const title = label("page_title");
  document.title = total ? label("page_title_unread", { count: total, title }) : title;
  drawJump(unreadIn(shownRoom()));
  tell("unread");
}

function drawJump(count) {
  const name = count ? label("jump_new", { count }) : label("jump");
  byId("jump").hidden = nearBottom();
  byId("jump").setAttribute("aria-label", name);
  byId("jump").title = name;
  byId("jump-count").textContent = count || "";
}

export function startUnread() {
  on("ready", load);
  on("scrolled", look);
  on("room", draw);
  on("post", draw);
  on("posts", draw);
  on("speaker", draw);
  byId("jump").addEventListener("click", () => {
    toBottom();
    byId("scroller").focus({ preventScroll: true });
  });
}
