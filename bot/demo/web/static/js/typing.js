import { byId } from "./dom.js";
import { on, state, tell } from "./state.js";

// The answer to what the bot heard comes sooner, but for an album; some talk gets none.
const LONGEST = 2500;

const timers = new Map();

export function noteTyping(room) {
  clearTimeout(timers.get(room));
  timers.set(room, setTimeout(() => stop(room), LONGEST));
  draw();
}

function stop(room) {
  clearTimeout(timers.get(room));
  if (timers.delete(room)) draw();
}

function draw() {
  byId("typing").hidden = !timers.has(state.address);
  tell("typing");
}

export function startTyping() {
  on("room", draw);
  on("post", ({ room, post }) => {
    if (!post.by) stop(room.address);
  });
}
