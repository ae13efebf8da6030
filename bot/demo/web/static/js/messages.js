import { fetchEarlier } from "./api.js";
import { byId, el, smoothly } from "./dom.js";
import { label } from "./labels.js";
import { complain, toast } from "./notices.js";
import { isOwn, postView } from "./post.js";
import { keepingPlace, nearBottom, toBottom, toPlace } from "./scroll.js";
import { isShown, me, on, shownRoom, takeEarlier } from "./state.js";
import { firstUnread } from "./unread.js";

const FLASH_TIME = 1800;
const ANSWER_TIME = 4000;

const list = byId("posts");
const earlierButton = byId("earlier");

let awaited = 0;

const viewOf = (id) => byId(`post-${id}`);

function lines(post, before, firstNew) {
  const day = before?.day === post.day ? null : el("li", { class: "day" }, el("span", {}, post.day_label));
  const news = post.id === firstNew ? el("li", { class: "news" }, el("span", {}, label("news"))) : null;
  return [day, news, postView(post, before)].filter(Boolean);
}

function draw(firstNew) {
  const { posts, more } = shownRoom();
  const all = posts.flatMap((post, place) => lines(post, posts[place - 1], firstNew));
  const empty = el("li", { class: "empty" }, label("no_posts"));
  byId("log").setAttribute("aria-busy", "true");
  list.replaceChildren(...(all.length ? all : [empty]));
  earlierButton.hidden = !more;
  requestAnimationFrame(() => byId("log").removeAttribute("aria-busy"));
}

function drawRoom() {
  draw(firstUnread(shownRoom()));
  const news = list.querySelector(".news");
  if (news) toPlace(news);
  else toBottom();
}

function redraw(room) {
  if (isShown(room)) keepingPlace(() => draw(null));
}

function take({ room, post, known, last }) {
  if (!isShown(room)) return;
  if (known) replace(room, post);
  else if (last) append(room, post);
  else redraw(room);
}

function append(room, post) {
  const follow = nearBottom() || Date.now() < awaited;
  list.querySelector(".empty")?.remove();
  list.append(...lines(post, room.posts.at(-2), null));
  if (isOwn(post)) toBottom();
  else if (follow) showWhole(viewOf(post.id));
}

// A long answer is read from its beginning.
function showWhole(view) {
  if (view.offsetHeight > byId("scroller").clientHeight) toPlace(view);
  else toBottom();
}

function awaitAnswer() {
  awaited = Date.now() + ANSWER_TIME;
}

function replace(room, post) {
  const old = viewOf(post.id);
  const held = old.contains(document.activeElement);
  const before = room.posts[room.posts.indexOf(post) - 1];
  const view = postView(post, before);
  old.replaceWith(view);
  if (held) (view.querySelector(".key") ?? view).focus({ preventScroll: true });
}

function markOwn() {
  for (const view of list.querySelectorAll(".post")) view.classList.toggle("own", view.dataset.by === me());
}

async function loadEarlier(room) {
  takeEarlier(room, await fetchEarlier(room.address, room.posts[0].id));
}

async function pressEarlier() {
  earlierButton.setAttribute("aria-busy", "true");
  await loadEarlier(shownRoom()).catch(complain);
  earlierButton.removeAttribute("aria-busy");
  if (earlierButton.hidden) byId("scroller").focus({ preventScroll: true });
}

async function find(id) {
  const room = shownRoom();
  while (isShown(room) && room.more && room.posts[0].id > id) await loadEarlier(room);
  if (!isShown(room)) return;
  const view = viewOf(id);
  if (view) flash(view);
  else toast(label("post_gone"));
}

function flash(view) {
  view.scrollIntoView({ block: "center", behavior: smoothly() });
  view.focus({ preventScroll: true });
  view.classList.add("flash");
  setTimeout(() => view.classList.remove("flash"), FLASH_TIME);
}

export function startMessages() {
  on("room", drawRoom);
  on("posts", redraw);
  on("post", take);
  on("speaker", markOwn);
  on("pressed", awaitAnswer);
  on("find", (id) => find(id).catch(complain));
  earlierButton.addEventListener("click", pressEarlier);
}
