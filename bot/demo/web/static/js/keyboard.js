import { openInvite, press } from "./api.js";
import { el } from "./dom.js";
import { label } from "./labels.js";
import { complain, popup } from "./notices.js";
import { me, show, tell } from "./state.js";

export function keyboard(post) {
  if (!post.buttons.length) return null;
  const rows = post.buttons.map((row) =>
    el("div", { class: "row" }, ...row.map((choice) => key(post, choice))));
  return el("div", { class: "keyboard", role: "group", "aria-label": label("buttons") }, ...rows);
}

function key(post, choice) {
  if ("link" in choice) return link(choice);
  const button = el("button", { type: "button", class: "key" }, choice.label);
  button.addEventListener("click", () => strike(button, () => act(post, choice)));
  return button;
}

function link(choice) {
  const rest = { target: "_blank", rel: "noopener noreferrer" };
  return el("a", { class: "key", href: choice.link, ...rest }, choice.label);
}

async function act(post, choice) {
  tell("pressed");
  if ("invite" in choice) show((await openInvite(me(), choice.invite)).room);
  else showPopup(await press(me(), post.id, choice.action));
}

function showPopup(answer) {
  if (answer.popup) popup(answer.popup);
}

// Not disabled, which would drop the focus: only deaf while one press is under way.
async function strike(button, action) {
  const board = button.closest(".keyboard");
  if (board.getAttribute("aria-busy") === "true") return;
  board.setAttribute("aria-busy", "true");
  button.classList.add("busy");
  await action().catch(complain);
  board.removeAttribute("aria-busy");
  button.classList.remove("busy");
}
