/* Every change inside an element marked data-saves is kept in the browser first and then sent, in order, until
   it is stored. HTMX says what is sent and where the answer goes; the sending is ours. */

import { changeOf, SAVES, settled, TEXTUAL, textOf } from "./fields.js";
import { outbox, sender } from "./page_context.js";
import { csrfToken } from "./sender.js";
import { show } from "./state_display.js";

const TYPING_PAUSE = 700;

/* Keep what HTMX would send, or text while it is typed; return whether it is ours to send. */
function keep(element, path, values, { supersedes = true, heldFor = 0 } = {}) {
  const change = changeOf(element, path, values, supersedes);
  if (!change) return false;
  putAway(element, change, heldFor);
  show();
  /* Without an answer from the server, typing on must not try again with each letter. */
  if (!heldFor || !sender.isFailing) sender.wake();
  return true;
}

/* What waits already is not kept twice, and what the server holds not at all. */
function putAway(element, change, heldFor) {
  const newest = change.supersedes ? outbox.newest(change.field) : undefined;
  if (newest && textOf(newest) === textOf(change)) {
    if (!heldFor) outbox.amend(newest, { heldUntil: 0 });
  } else if (newest || element.dataset.seen !== textOf(change)) {
    change.heldUntil = heldFor && Date.now() + heldFor;
    outbox.add(withWhatWasSeen(element, change));
  } else settled(element);
}

/* A text says which one it replaces, so that it never overwrites one that nobody saw here. */
function withWhatWasSeen(element, change) {
  if (!("seen" in element.dataset)) return change;
  const before = outbox.underway(change.field);
  change.pairs.push(["seen", before ? textOf(before) : element.dataset.seen]);
  change.body = new URLSearchParams(change.pairs).toString();
  return change;
}

document.addEventListener("htmx:configRequest", (event) => {
  const { elt, verb, path, formData, headers, triggeringEvent } = event.detail;
  headers["X-CSRFToken"] = csrfToken() || headers["X-CSRFToken"];
  if (verb === "get" || !elt.closest(SAVES)) return;
  /* Two clicks are two acts; two values of one field are one act and its correction. */
  const supersedes = triggeringEvent?.type !== "submit" && triggeringEvent?.type !== "click";
  if (!keep(elt, path, formData, { supersedes })) return;
  event.preventDefault();
  elt.dispatchEvent(new CustomEvent("groundwork:kept", { bubbles: true }));
});

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!field.matches?.(TEXTUAL) || !field.hasAttribute("hx-post") || !field.closest(SAVES)) return;
  keep(field, field.getAttribute("hx-post"), [[field.name, field.value]], { heldFor: TYPING_PAUSE });
});
