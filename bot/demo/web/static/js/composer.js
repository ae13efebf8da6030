import { sayIn } from "./api.js";
import { byId, hasFinePointer } from "./dom.js";
import { clearDraft, draft, isBlank, messageFrom } from "./drafts.js";
import { label } from "./labels.js";
import { me, on, state, tell } from "./state.js";

const form = byId("composer");
const text = byId("text");

function draw() {
  const held = draft();
  if (text.value !== held.text) text.value = held.text;
  byId("grow").dataset.text = held.text;
  text.readOnly = held.busy;
  form.setAttribute("aria-busy", String(held.busy));
  byId("send").disabled = held.busy || isBlank(held);
  byId("trouble").hidden = !held.trouble;
  byId("trouble").textContent = held.trouble;
}

function checkLength({ text: words }) {
  const count = [...words.trim()].length;
  const limit = state.limits.text;
  if (count > limit) throw new Error(label("too_long", { count, limit }));
}

async function deliver(held, who, room) {
  checkLength(held);
  await sayIn(await messageFrom(held, who, room));
  clearDraft(room);
}

async function send() {
  const held = draft();
  if (held.busy || isBlank(held)) return;
  Object.assign(held, { busy: true, trouble: "" });
  tell("draft");
  await deliver(held, me(), state.address).catch((error) => {
    held.trouble = error.message;
  });
  held.busy = false;
  tell("draft");
}

function type() {
  Object.assign(draft(), { text: text.value, trouble: "" });
  draw();
}

function key(event) {
  const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing && hasFinePointer();
  if (!sends) return;
  event.preventDefault();
  send();
}

export function startComposer() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  text.addEventListener("input", type);
  text.addEventListener("keydown", key);
  on("ready", () => form.removeAttribute("inert"));
  on("room", () => tell("draft"));
  on("draft", draw);
}
