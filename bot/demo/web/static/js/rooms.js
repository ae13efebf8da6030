import { byId, el, smoothly } from "./dom.js";
import { excerptOf } from "./excerpt.js";
import { label } from "./labels.js";
import { avatar, groupAvatar, personOf } from "./people.js";
import { isShown, on, show, shownRoom, state } from "./state.js";
import { unreadIn } from "./unread.js";

const isGroup = (room) => room.kind === "group";

const shortOf = (room) => (isGroup(room) ? label("group_short") : personOf(room.person).short);

const roleOf = (room) =>
  isGroup(room) ? label("members", { count: state.people.length }) : personOf(room.person).role;

function item(room) {
  return el("li", {}, el("button", {
    type: "button",
    class: "room",
    "data-room": room.address,
    title: room.title,
    onclick: () => show(room.address),
  },
  isGroup(room) ? groupAvatar() : avatar(room.person),
  el("span", { class: "room-words" },
    el("span", { class: "room-short clip" }, shortOf(room)),
    el("span", { class: "room-full clip" }, room.title),
    el("span", { class: "room-role clip" }, roleOf(room)),
    el("span", { class: "room-last clip", "aria-hidden": "true" })),
  el("span", { class: "badge", "aria-hidden": "true" }),
  el("span", { class: "sr room-unread" })));
}

function drawAll() {
  byId("rooms").replaceChildren(...state.rooms.map(item));
}

function update(room) {
  const button = byId("rooms").querySelector(`[data-room="${CSS.escape(room.address)}"]`);
  const count = isShown(room) ? 0 : unreadIn(room);
  const last = room.posts.at(-1);
  button.querySelector(".badge").textContent = count || "";
  button.querySelector(".room-unread").textContent = count ? label("unread", { count }) : "";
  button.querySelector(".room-last").textContent = last ? excerptOf(last) : "";
}

function drawShown() {
  const room = shownRoom();
  byId("room-title").textContent = room.title;
  byId("room-note").textContent = roleOf(room);
  for (const button of byId("rooms").querySelectorAll("button")) mark(button, room);
}

function mark(button, room) {
  const current = button.dataset.room === room.address;
  if (!current) return button.removeAttribute("aria-current");
  button.setAttribute("aria-current", "true");
  // Not scrollIntoView: the first Tab would go on from there.
  const list = byId("rooms");
  const left = button.offsetLeft - list.offsetLeft - (list.clientWidth - button.clientWidth) / 2;
  list.scrollTo({ left, behavior: smoothly() });
}

export function startRooms() {
  on("ready", drawAll);
  on("room", drawShown);
  on("unread", () => state.rooms.forEach(update));
}
