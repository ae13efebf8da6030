import { moveClock, startOver } from "./api.js";
import { Disclosure } from "./disclosure.js";
import { byId } from "./dom.js";
import { label } from "./labels.js";
import { banner, clearNotes, complain, confirmed, toast } from "./notices.js";
import { personOf } from "./people.js";
import { on, state, takeClock, tell } from "./state.js";

const bar = byId("timebar");
const date = byId("date");
const moves = new Disclosure(byId("moves-opener"), byId("moves"));

const held = (words) => words.replaceAll(" ", "\u00a0");

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
  tell("pressed");
  moves.close();
  setBusy(true);
  const done = await moveClock(to).then(arrive, fail);
  moving = false;
  draw();
  if (document.activeElement === document.body && control.offsetParent) control.focus();
  return done;
}

function arrive({ clock, told, rooms }) {
  takeClock(clock);
  date.value = "";
  date.removeAttribute("aria-invalid");
  const when = { day: held(clock.label), time: held(clock.time) };
  toast(told ? label("told", { ...when, count: told, rooms: namesOf(rooms) }) : label("told_nothing", when));
  return true;
}

function namesOf(rooms) {
  const names = rooms.map((address) => personOf(address)?.short ?? label("group_short"));
  return new Intl.ListFormat(document.documentElement.lang).format(names);
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
  clearNotes();
  banner(label("starting_over"));
}

export function startTimebar() {
  on("clock", draw);
  on("post", ({ post }) => {
    // It tells the time, too, and sooner.
    if (state.clock && post.iso > state.clock.iso) takeClock({ ...state.clock, iso: post.iso, time: post.time });
  });
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
