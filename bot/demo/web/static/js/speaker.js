import { byId, el } from "./dom.js";
import { label } from "./labels.js";
import { personOf } from "./people.js";
import { on, shownRoom, speakAs, state } from "./state.js";

function choice({ account, name, role }) {
  return el("option", { value: account }, label("person_and_role", { name, role }));
}

function fill() {
  byId("speaker").replaceChildren(...state.people.map(choice));
}

function draw() {
  const { kind, person } = shownRoom();
  const isPrivate = kind === "private";
  byId("speaker-label").hidden = isPrivate;
  byId("speaker").hidden = isPrivate;
  byId("speaker").value = state.speaker;
  byId("speaker-note").hidden = !isPrivate;
  byId("speaker-note").textContent = isPrivate ? label("speaking_private", { name: personOf(person).name }) : "";
}

export function startSpeaker() {
  on("ready", fill);
  on("room", draw);
  on("speaker", draw);
  byId("speaker").addEventListener("change", ({ target }) => speakAs(target.value));
}
