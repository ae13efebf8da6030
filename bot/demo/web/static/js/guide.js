import { byId } from "./dom.js";
import { recall, remember } from "./memory.js";

const guide = byId("guide");

function close() {
  guide.hidden = true;
  remember("guided", true);
  byId("scroller").focus({ preventScroll: true });
}

function open() {
  guide.hidden = false;
  byId("guide-close").focus();
}

export function startGuide() {
  guide.hidden = recall("guided", false);
  byId("guide-close").addEventListener("click", close);
  byId("guide-opener").addEventListener("click", open);
}
