/* Takes up what waits: as the page begins, and when the connection, the window or the person comes back. */

import { stored } from "./answers.js";
import { restore } from "./fields.js";
import { UNSENT } from "./outbox.js";
import { outbox, person, sender, windows } from "./page_context.js";
import { show } from "./state_display.js";

const everybody = new BroadcastChannel(UNSENT);

windows.addEventListener("message", ({ data }) => {
  stored(data.entry, data.text, false);
  show();
});
/* Another page begins: its person may just have signed in again, so what waits here can go. */
everybody.addEventListener("message", ({ data }) => {
  if (data === person && outbox.waiting().length) sender.wake();
});
window.addEventListener("storage", show);
/* pageshow comes also when the browser brings a page back without loading it. */
for (const [place, kind] of [[window, "online"], [window, "focus"], [window, "pageshow"]]) {
  place.addEventListener(kind, () => outbox.waiting().length && sender.wake());
}

outbox.forgetOld();
/* First what was stored while this page was on its way, then what waits still: the last word wins. */
for (const entry of outbox.storedSince(performance.timeOrigin)) {
  restore(entry);
  stored(entry, entry.text, false);
}
outbox.waiting().forEach(restore);
everybody.postMessage(person);
show();
sender.wake();
