import { byId } from "./dom.js";
import { draft } from "./drafts.js";
import { excerptOf } from "./excerpt.js";
import { label } from "./labels.js";
import { nameOf } from "./people.js";
import { isShown, me, on, tell } from "./state.js";

function begin(post) {
  if (draft().busy) return;
  draft().reply = post;
  tell("draft");
  byId("text").focus();
}

function cancel() {
  draft().reply = null;
  tell("draft");
  byId("text").focus();
}

function cancelByKey(event) {
  if (event.key !== "Escape" || !draft().reply) return;
  event.preventDefault();
  cancel();
}

function draw() {
  const { reply } = draft();
  byId("replying").hidden = !reply;
  if (!reply) return;
  byId("replying-name").textContent = label("replying_to", { name: nameOf(reply.by) });
  byId("replying-words").textContent = excerptOf(reply);
}

const isMeant = (post) => post.reply_to?.by === me() || post.text.some((run) => run.who === me());

const asksMe = (room, post) => post.asks && (room.kind === "private" || isMeant(post));

export function startReply() {
  byId("reply-cancel").addEventListener("click", cancel);
  byId("composer").addEventListener("keydown", cancelByKey);
  on("reply", begin);
  on("draft", draw);
  on("post", ({ room, post, known }) => {
    if (!known && isShown(room) && asksMe(room, post)) begin(post);
  });
}
