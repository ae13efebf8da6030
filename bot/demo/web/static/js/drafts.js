import { upload } from "./api.js";
import { state } from "./state.js";

const drafts = new Map();

const blank = () => ({ text: "", files: [], reply: null, busy: false, trouble: "", key: "", tried: "" });

export function draftFor(address) {
  if (!drafts.has(address)) drafts.set(address, blank());
  return drafts.get(address);
}

export const draft = () => draftFor(state.address);

export const clearDraft = (address) => Object.assign(draftFor(address), blank());

export const isBlank = ({ text, files }) => !text.trim() && !files.length;

export const newKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// The same words tried again are the same message; changed words are another one.
function keyOf(held, message) {
  const tried = JSON.stringify(message);
  if (held.tried !== tried) Object.assign(held, { tried, key: newKey() });
  return held.key;
}

async function stored(chosen) {
  const { name, size, type } = chosen.file;
  if (size > state.limits.file) return { sha256: "", name, mime: type || "application/octet-stream", size };
  chosen.stored ??= await upload(chosen.file);
  return chosen.stored;
}

export async function messageFrom(held, who, room) {
  const files = await Promise.all(held.files.map(stored));
  const message = { who, room, text: held.text.trim(), files, reply_to: held.reply?.id ?? null };
  return { ...message, key: keyOf(held, message) };
}
