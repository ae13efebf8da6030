import { byId } from "./dom.js";
import { on, tell } from "./state.js";

const NEAR = 120;
const LINE = 40;

const scroller = byId("scroller");
let sticking = true;
let measured = "";

const size = () => `${scroller.scrollHeight}/${scroller.clientHeight}`;

const below = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

export const nearBottom = () => below() < NEAR;

// The newest post whose beginning is in sight, by its id; 0 if there is none.
export function lastShown() {
  const end = scroller.getBoundingClientRect().bottom - LINE;
  let view = byId("posts").lastElementChild;
  while (view && !(view.id && view.getBoundingClientRect().top < end)) view = view.previousElementSibling;
  return view ? Number(view.id.replace("post-", "")) : 0;
}

export function toBottom() {
  sticking = true;
  scroller.scrollTop = scroller.scrollHeight;
  measured = size();
}

export function toPlace(node) {
  node.scrollIntoView({ block: "start" });
  settle();
  sticking = below() < 1;
}

export function keepingPlace(change) {
  const height = scroller.scrollHeight;
  const top = scroller.scrollTop;
  change();
  scroller.scrollTop = top + scroller.scrollHeight - height;
  settle();
}

function settle() {
  sticking = nearBottom();
  measured = size();
  tell("scrolled");
}

// A change of size scrolls, too, but says nothing about where the reader wants to be.
function scroll() {
  if (size() === measured) settle();
}

// New posts, loaded fonts and a keyboard sliding in all come down to a change of size.
function follow() {
  if (size() !== measured && sticking) toBottom();
  measured = size();
  tell("scrolled");
}

export function startScroll() {
  scroller.addEventListener("scroll", scroll, { passive: true });
  const observer = new ResizeObserver(follow);
  observer.observe(scroller);
  observer.observe(byId("posts"));
  document.addEventListener("visibilitychange", () => tell("scrolled"));
  on("typing", follow);
}
