import { url } from "./api.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 5000;
// The server speaks at least every 15 seconds; twice missed is lost.
const SILENCE = 35000;

let source = null;
let wait = FIRST_WAIT;
let retry = 0;
let watchdog = 0;
let hear = null;
let lose = null;

export function openStream(onEvent, onLost) {
  hear = onEvent;
  lose = onLost;
  addEventListener("online", connect);
  connect();
}

export function reconnect() {
  source.close();
  clearTimeout(watchdog);
  clearTimeout(retry);
  lose();
  retry = setTimeout(connect, wait);
  wait = Math.min(wait * 1.7, LONGEST_WAIT);
}

function connect() {
  clearTimeout(retry);
  source?.close();
  source = new EventSource(url("/api/events"));
  source.onmessage = take;
  source.onerror = reconnect;
  watch();
}

export function calmDown() {
  wait = FIRST_WAIT;
}

function take(message) {
  watch();
  hear(JSON.parse(message.data));
}

function watch() {
  clearTimeout(watchdog);
  watchdog = setTimeout(reconnect, SILENCE);
}
