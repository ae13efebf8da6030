import { byId, el, icon } from "./dom.js";
import { draft } from "./drafts.js";
import { label } from "./labels.js";
import { complain } from "./notices.js";
import { on, state, tell } from "./state.js";

function add(files) {
  const held = draft();
  if (!state.sample || held.busy || !files.length) return;
  const room = state.limits.files - held.files.length;
  held.files.push(...[...files].slice(0, room).map((file) => ({ file, stored: null })));
  if (files.length > room) complain(new Error(label("too_many_files", { count: state.limits.files })));
  tell("draft");
  byId("text").focus();
}

function remove(chosen) {
  const held = draft();
  if (held.busy) return;
  held.files = held.files.filter((other) => other !== chosen);
  tell("draft");
  byId("text").focus();
}

function chip(chosen) {
  const { name } = chosen.file;
  const title = label("remove_file", { name });
  const remover = { type: "button", class: "round small", "aria-label": title, onclick: () => remove(chosen) };
  return el("li", { class: "chip", title: name },
    icon("clip"), el("span", { class: "clip" }, name), el("button", remover, icon("close")));
}

function draw() {
  const { files } = draft();
  byId("chips").hidden = !files.length;
  byId("chips").replaceChildren(...files.map(chip));
}

function pick({ target }) {
  add(target.files);
  target.value = "";
}

function paste(event) {
  const { files } = event.clipboardData;
  if (!files.length || event.clipboardData.types.includes("text/plain")) return;
  event.preventDefault();
  add(files);
}

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files") && state.sample;

function hover(event) {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  byId("drop").hidden = false;
}

function leave(event) {
  if (!event.relatedTarget) byId("drop").hidden = true;
}

function drop(event) {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  byId("drop").hidden = true;
  add(event.dataTransfer.files);
}

export function startAttachments() {
  byId("attach").addEventListener("click", () => byId("files").click());
  byId("files").addEventListener("change", pick);
  document.addEventListener("paste", paste);
  document.addEventListener("dragover", hover);
  document.addEventListener("dragleave", leave);
  document.addEventListener("drop", drop);
  on("draft", draw);
}
