import { sayIn } from "./api.js";
import { Disclosure } from "./disclosure.js";
import { byId, el } from "./dom.js";
import { draft, newKey } from "./drafts.js";
import { complain } from "./notices.js";
import { me, on, state, tell } from "./state.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

const text = byId("text");
const menu = byId("commands");
const opener = byId("commands-opener");
const disclosure = new Disclosure(opener, menu);

const items = () => [...menu.querySelectorAll(".command:not([hidden])")];

function item({ name, word, summary }) {
  return el("button", {
    type: "button",
    role: "menuitem",
    class: "command",
    tabindex: "-1",
    "data-name": name,
    "data-word": word || null,
    onclick: () => choose(word || `/${name}`),
  }, el("b", {}, word || `/${name}`), el("span", {}, summary), word ? el("small", {}, `/${name}`) : null);
}

function choose(words) {
  if (draft().text.startsWith("/")) draft().text = "";
  disclosure.set(false);
  tell("draft");
  text.focus();
  const message = { who: me(), room: state.address, text: words, files: [], reply_to: null };
  sayIn({ ...message, key: newKey() }).catch(complain);
}

function filter(start) {
  for (const command of menu.children) {
    const { name, word } = command.dataset;
    command.hidden = !name.startsWith(start) && !(start && word?.startsWith(start));
  }
}

function openFully() {
  if (!disclosure.isOpen) return;
  filter("");
  items()[0]?.focus();
}

function followText() {
  const start = text.value.match(/^\/(\S*)$/)?.[1];
  filter(start ?? "");
  disclosure.set(start !== undefined && items().length > 0);
}

function walk(event) {
  const step = STEPS[event.key];
  if (!step || !disclosure.isOpen) return;
  event.preventDefault();
  const all = items();
  const here = all.indexOf(document.activeElement);
  const start = here < 0 && step < 0 ? 0 : here;
  all.at((start + step) % all.length).focus();
}

function escape(event) {
  if (event.key !== "Escape" || !disclosure.isOpen) return;
  event.stopImmediatePropagation();
  disclosure.set(false);
}

export function startCommands() {
  on("ready", () => menu.replaceChildren(...state.commands.map(item)));
  on("room", () => disclosure.set(false));
  opener.addEventListener("click", openFully);
  menu.addEventListener("keydown", walk);
  text.addEventListener("keydown", walk);
  text.addEventListener("keydown", escape);
  text.addEventListener("input", followText);
}
