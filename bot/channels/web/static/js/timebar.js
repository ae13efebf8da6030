import { moveClock, startOver } from "./api.js";
import { Disclosure } from "./disclosure.js";
import { byId } from "./dom.js";
import { label } from "./labels.js";
import { banner, complain, confirmed, toast } from "./notices.js";
import { on, state, takeClock } from "./state.js";

const bar = byId("timebar");
const date = byId("date");
const moves = new Disclosure(byId("moves-opener"), byId("moves"));

const unbroken = (words) => words.replaceAll(" ", "\u00a0");

let moving = false;

function draw() {
  const { iso, label: day, time, next } = state.clock;
  byId("now").dateTime = iso;
  byId("now-day").textContent = day;
  byId("now-time").textContent = time;
  byId("next-when").textContent = next || label("no_next");
  byId("next").title = next ? label("next_on", { when: next }) : label("no_next");
  setBusy(moving || state.clock.moving);
}

function setBusy(busy) {
  bar.setAttribute("aria-busy", String(busy));
  byId("progress").hidden = !busy;
  for (const control of bar.querySelectorAll("[data-to], .date input, .date button, #restart")) control.disabled = busy;
  byId("next").disabled = busy || !state.clock.next;
}

async function move(to, control) {
  moving = true;
  moves.close();
  setBusy(true);
  const done = await moveClock(to).then(arrive, fail);
  moving = false;
  draw();
  if (document.activeElement === document.body && control.offsetParent) control.focus();
  return done;
}

function arrive({ clock, told }) {
  takeClock(clock);
  date.value = "";
  date.removeAttribute("aria-invalid");
  const when = { day: unbroken(clock.label), time: unbroken(clock.time) };
  toast(told ? label("told", { ...when, count: told }) : label("told_nothing", when));
  return true;
}

function fail(error) {
  complain(error);
  return false;
}

async function moveToDate() {
  const to = date.value.trim();
  if (!to) return date.focus();
  if (!(await move(to, date))) date.setAttribute("aria-invalid", "true");
}

async function restart() {
  moves.close();
  if (!(await confirmed(label("start_over_question"), label("start_over")))) return;
  await startOver().then(beginAgain, complain);
}

function beginAgain() {
  state.restarting = true;
  banner(label("starting_over"));
}

export function startTimebar() {
  on("ready", () => bar.removeAttribute("inert"));
  on("clock", draw);
  for (const control of bar.querySelectorAll("[data-to]")) {
    control.addEventListener("click", () => move(control.dataset.to, control));
  }
  byId("date-form").addEventListener("submit", (event) => {
    event.preventDefault();
    moveToDate();
  });
  byId("restart").addEventListener("click", restart);
  byId("guide-opener").addEventListener("click", () => moves.close());
}
