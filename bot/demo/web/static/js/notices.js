import { byId, el, icon } from "./dom.js";
import { label } from "./labels.js";
import { on } from "./state.js";

const TOAST_TIME = 5000;
const SHORT_POPUP = 40;

export function toast(words) {
  const note = el("div", { class: "toast" }, el("p", {}, words));
  byId("toasts").replaceChildren(note);
  setTimeout(() => note.remove(), TOAST_TIME);
}

// An error stays until it is closed: it may be long, and reading takes its time.
export function complain(error) {
  const note = el("div", { class: "toast error", role: "alert" }, el("p", {}, error.message));
  const close = () => note.remove();
  const name = label("close");
  const attributes = { type: "button", class: "round small", "aria-label": name, onclick: close };
  note.append(el("button", attributes, icon("close")));
  byId("toasts").replaceChildren(note);
}

export function popup(words) {
  if ([...words].length <= SHORT_POPUP) toast(words);
  else ask(words, label("ok"), { choice: false });
}

export const confirmed = (words, accept) => ask(words, accept, { choice: true });

// One question after another: an answer is never taken for that to another question.
let asked = Promise.resolve();

function ask(words, accept, options) {
  asked = asked.then(() => askNow(words, accept, options));
  return asked;
}

function askNow(words, accept, { choice }) {
  const dialog = byId("dialog");
  byId("dialog-words").textContent = words;
  byId("dialog-accept").textContent = accept;
  byId("dialog-accept").classList.toggle("alarm", choice);
  byId("dialog-cancel").hidden = !choice;
  dialog.returnValue = "";
  dialog.showModal();
  byId(choice ? "dialog-cancel" : "dialog-accept").focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

export function banner(words) {
  byId("banner").textContent = words;
  byId("banner").hidden = !words;
}

export function clearNotes() {
  byId("toasts").replaceChildren();
}

function clearToasts() {
  for (const note of byId("toasts").querySelectorAll(".toast:not(.error)")) note.remove();
}

export function startNotices() {
  on("room", clearToasts);
  for (const act of ["pointerdown", "keydown"]) addEventListener(act, clearToasts);
  byId("dialog-accept").addEventListener("click", () => byId("dialog").close("yes"));
  byId("dialog-cancel").addEventListener("click", () => byId("dialog").close());
}
