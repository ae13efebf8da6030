import { el, icon } from "./dom.js";
import { fileView } from "./files.js";
import { keyboard } from "./keyboard.js";
import { label } from "./labels.js";
import { avatar, nameOf, toneOf } from "./people.js";
import { whole } from "./whole.js";
import { me, tell } from "./state.js";

const TAGS = { bold: "b", italic: "i", code: "code" };

function run({ t, s, who }) {
  const words = whole(t);
  if (s === "plain") return words;
  if (s !== "mention") return el(TAGS[s], {}, ...words);
  return el("span", { class: "mention", title: who && nameOf(who) }, ...words);
}

function head(post) {
  const badge = post.by ? null : el("span", { class: "bot-badge" }, label("bot"));
  return el("p", { class: "post-head" }, el("span", { class: "name" }, nameOf(post.by)), badge);
}

function quote({ id, by, excerpt }) {
  const name = label("quote_of", { name: nameOf(by), words: excerpt });
  return el("button", {
    type: "button",
    class: "quote",
    "data-tone": toneOf(by),
    "aria-label": name,
    onclick: () => tell("find", id),
  }, el("b", { class: "clip" }, nameOf(by)), el("span", { class: "clip" }, excerpt));
}

function foot(post) {
  const name = label("reply_to", { name: nameOf(post.by), time: post.time });
  const title = label("reply");
  const reply = () => tell("reply", post);
  return el("p", { class: "post-foot" },
    el("button", { type: "button", class: "reply", "aria-label": name, title, onclick: reply }, icon("reply")),
    post.quiet ? hush() : null,
    post.edited ? el("span", {}, label("edited")) : null,
    el("time", { datetime: post.iso }, post.time));
}

function hush() {
  const words = label("quiet");
  return el("span", { class: "hush", title: words }, icon("hush"), el("span", { class: "sr" }, words));
}

function bubble(post) {
  return el("article", { class: "bubble" },
    head(post),
    post.reply_to ? quote(post.reply_to) : null,
    post.text.length ? el("p", { class: "words" }, ...post.text.flatMap(run)) : null,
    ...post.files.map(fileView),
    foot(post));
}

export const isOwn = (post) => post.by === me();

export function postView(post, before) {
  const follows = before?.by === post.by && before.day === post.day;
  const kind = ["post", post.by ? "" : "bot", isOwn(post) ? "own" : "", follows ? "follows" : ""];
  return el("li", {
    id: `post-${post.id}`,
    class: kind.filter(Boolean).join(" "),
    tabindex: "-1",
    "data-by": post.by,
    "data-tone": toneOf(post.by),
  }, avatar(post.by), el("div", { class: "post-body" }, bubble(post), keyboard(post)));
}
