import { fetchState } from "./api.js";
import { startAttachments } from "./attachments.js";
import { startCommands } from "./commands.js";
import { startComposer } from "./composer.js";
import { startFiles } from "./files.js";
import { startGuide } from "./guide.js";
import { label } from "./labels.js";
import { startMessages } from "./messages.js";
import { banner, startNotices } from "./notices.js";
import { startReply } from "./reply.js";
import { startRooms } from "./rooms.js";
import { startScroll } from "./scroll.js";
import { startSpeaker } from "./speaker.js";
import { state, takeClock, takePost, takeState } from "./state.js";
import { calmDown, openStream, reconnect } from "./stream.js";
import { startTimebar } from "./timebar.js";
import { noteTyping, startTyping } from "./typing.js";
import { startUnread } from "./unread.js";

const isOther = (sample) => state.sample !== "" && state.sample !== sample;

// Events overtake the answer with the state: until it is here they wait.
let waiting = [];

async function refresh({ sample }) {
  if (isOther(sample)) return location.reload();
  waiting ??= [];
  const fresh = await fetchState();
  if (isOther(fresh.sample)) return location.reload();
  takeState(fresh);
  state.restarting = false;
  calmDown();
  banner("");
  const held = waiting ?? [];
  waiting = null;
  held.forEach(take);
}

function hear(event) {
  if (event.type === "hello") refresh(event).catch(reconnect);
  else if (waiting) waiting.push(event);
  else take(event);
}

function take(event) {
  if (event.type === "post") takePost(event.post);
  else if (event.type === "typing") noteTyping(event.room);
  else if (event.type === "clock") takeClock(event.clock);
}

const parts = [
  startNotices, startScroll, startUnread, startRooms, startMessages, startTyping, startFiles,
  startAttachments, startReply, startSpeaker, startCommands, startComposer, startTimebar, startGuide,
];
parts.forEach((start) => start());
openStream(hear, () => banner(label(state.restarting ? "starting_over" : "connection_lost")));
