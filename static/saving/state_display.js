/* Shows what is stored and what is not: one state for the page, a mark at each field that waits, a list of what was
   refused. Wants the template _unsent.html and, where a page has one, .save-state. */

import { stamp } from "../theme/groundwork.js";
import { fieldsOf, lineOf } from "./fields.js";
import { announced, isOfThisOrganization, outbox, sender, unsent } from "./page_context.js";

let lastSaved = "";
let announcing;

/* Remember that something was stored just now; the next show() tells the time. */
export function noteSaved() {
  lastSaved = new Date();
}

/* Bring what the page says up to date. */
export function show() {
  const waiting = outbox.waiting().filter(isOfThisOrganization);
  const lost = outbox.refused().filter(isOfThisOrganization);
  const state = stateOf(waiting, lost);
  for (const place of document.querySelectorAll(".save-state")) {
    place.dataset.first ??= place.dataset.state;
    place.dataset.state = state === "saved" && !lastSaved ? place.dataset.first : state;
    if (lastSaved) stamp(place.querySelector("[data-saved-at]"), lastSaved);
  }
  marks(sender.isFailing ? [...waiting, ...lost] : lost);
  notices(waiting, lost);
  announce(state);
}

function stateOf(waiting, lost) {
  if (lost.length) return "refused";
  if (!waiting.length) return "saved";
  return sender.isFailing ? "unsaved" : "saving";
}

function marks(entries) {
  document.querySelectorAll("[data-unsaved]").forEach((line) => line.removeAttribute("data-unsaved"));
  for (const field of entries.flatMap(fieldsOf)) lineOf(field).dataset.unsaved = unsent.dataset.mark;
}

function notices(waiting, lost) {
  const shown = { waiting: waiting.length && sender.state === "unreached", "signed-out": waiting.length && sender.state === "signed-out" };
  for (const [when, isShown] of Object.entries(shown)) unsent.querySelector(`[data-when="${when}"]`).hidden = !isShown;
  unsent.querySelectorAll("[data-count]").forEach((place) => (place.textContent = waiting.length));
  const listed = lost.filter((entry) => !(entry.isHere && document.querySelector("[data-until-stored]")));
  unsent.querySelector('[data-when="refused"]').hidden = !listed.length;
  const list = unsent.querySelector("[data-entries]");
  if (list.dataset.names === listed.map((entry) => entry.name).join()) return;
  list.dataset.names = listed.map((entry) => entry.name).join();
  list.replaceChildren(...listed.map(rowOf));
}

/* What was refused, to be copied, sent again or discarded. */
function rowOf(entry) {
  const row = document.getElementById("unsent-entry").content.cloneNode(true).firstElementChild;
  row.querySelector("[data-label]").textContent = entry.label;
  row.querySelector("[data-said]").textContent = entry.said;
  row.querySelector("[data-why]").textContent = entry.refused;
  row.querySelector("[data-copy]").addEventListener("click", () => copy(row.querySelector("[data-said]")));
  row.querySelector("[data-again]").addEventListener("click", () => again(entry));
  row.querySelector("[data-discard]").addEventListener("click", () => discard(entry));
  return row;
}

function copy(element) {
  /* Pages without TLS have no clipboard: then the text is at least selected. */
  navigator.clipboard?.writeText(element.textContent);
  getSelection().selectAllChildren(element);
}

function again(entry) {
  outbox.amend(entry, { refused: "" });
  show();
  sender.wake();
}

function discard(entry) {
  outbox.remove(entry);
  show();
}

/* Said to screen readers: trouble at once, "saved" when nothing more comes. */
function announce(state) {
  clearTimeout(announcing);
  if (state === "saving" || (state === "saved" && !lastSaved)) return;
  announcing = setTimeout(() => (announced.textContent = announced.dataset[state] ?? ""), state === "saved" ? 1500 : 0);
}

