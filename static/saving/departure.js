/* Somebody leaves the page: within Groundwork once what was just said is stored, elsewhere after a warning. */

import { outbox, sender } from "./page_context.js";

const LEAVING_WAITS = 2000;
let isLeaving = false;

async function afterSaving(event, go) {
  /* go() sends the form a second time, and that one has to pass; without an answer waiting is in vain. */
  if (isLeaving || !outbox.waiting().length || sender.isFailing) return;
  event.preventDefault();
  isLeaving = true;
  await sender.flush(LEAVING_WAITS);
  go();
  isLeaving = false;
}

function opensElsewhere(event) {
  return event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

function leadsToAPageOfOurs(link) {
  return !link.target && !link.hasAttribute("download") && link.origin === location.origin && !link.hash;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || opensElsewhere(event) || !leadsToAPageOfOurs(link)) return;
  afterSaving(event, () => location.assign(link.href));
});
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  afterSaving(event, () => event.target.requestSubmit(event.submitter));
});
window.addEventListener("beforeunload", (event) => {
  if (outbox.waiting().length) event.preventDefault();
});
window.addEventListener("pagehide", () => sender.farewell());
