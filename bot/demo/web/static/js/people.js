import { el, icon } from "./dom.js";
import { label } from "./labels.js";
import { state } from "./state.js";

export const personOf = (account) =>
  state.people.find((person) => person.account === account);

export const nameOf = (account) =>
  account ? (personOf(account)?.name ?? account) : state.bot.name;

export const toneOf = (account) =>
  account ? state.people.findIndex((person) => person.account === account) % 5 : "bot";

// A Thai word may begin with a vowel written before its consonant.
const initialOf = (name) => name.match(/[ก-ฮ\p{Script=Latin}\d]/u)?.[0] ?? "?";

export function avatar(account) {
  const mark = account ? initialOf(personOf(account)?.short ?? account) : label("bot_mark");
  return el("span", { class: "avatar", "data-tone": toneOf(account), "aria-hidden": "true" }, mark);
}

export const groupAvatar = () =>
  el("span", { class: "avatar", "data-tone": "group", "aria-hidden": "true" }, icon("group"));
