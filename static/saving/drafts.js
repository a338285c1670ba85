/* A form marked data-draft is sent when one says so, not as one types. What is typed into it stays in this browser
   until the server has taken it: through reloads, a lost connection, and signing in again. A form that the server
   sent back with what was typed is marked data-draft="back". Sending is draft_sender.js's. */

import { byName, compared } from "./draft_changes.js";
import { forgetOldDrafts, nameOfDraft, readDraft, removeDraft, writeDraft } from "./draft_store.js";
import { TEXTUAL, unfold } from "./fields.js";
import { person } from "./page_context.js";

export const DRAFTS = "form[data-draft]";
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "change"]); /* made anew for each page */
const drawn = new WeakMap(); /* what the server put into a form; a draft keeps it, to know what has changed since */

function pairsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => !NOT_TYPED.has(name) && typeof value === "string");
}

export function draftName(form) {
  return nameOfDraft(person, form);
}

/* Keep what is typed into a form. */
export function keepDraft(form) {
  writeDraft(draftName(form), pairsOf(form), drawn.get(form));
}

/* It is stored, or not wanted: nothing of it is kept, and nothing on the page speaks of it. */
export function forgetDraft(form) {
  delete form.dataset.dirty;
  removeDraft(draftName(form));
  form.querySelectorAll("[data-draft-note], [data-draft-other]").forEach((each) => each.remove());
}

function fill(form, values, names) {
  const left = new Map([...values].map(([name, said]) => [name, [...said]]));
  for (const field of form.elements) {
    if (!names.includes(field.name) || field.matches("button, [type=file]")) continue;
    const said = left.get(field.name) ?? [];
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = said.includes(field.value);
    else if (said.length) field.value = said.shift();
  }
}

/* Put back what was typed before, and say so. */
function takeUpDraft(form) {
  form.dataset.drafted = "";
  const draft = readDraft(draftName(form));
  drawn.set(form, pairsOf(form));
  if (form.dataset.draft === "back") {
    /* This page was drawn from what was typed; what had been stored before, only the draft knows. */
    drawn.set(form, draft?.drawn ?? pairsOf(form));
    form.dataset.dirty = "";
    return keepDraft(form);
  }
  if (!draft) return;
  const found = compared(draft.drawn ?? drawn.get(form), draft.pairs, drawn.get(form));
  if (!found.back.length) return forgetDraft(form);
  fill(form, found.typed, found.back);
  [...form.elements].filter((field) => found.back.includes(field.name)).forEach(unfold);
  form.dataset.dirty = "";
  found.both.forEach((name) => showStored(form, name, found.stored));
  form.prepend(note(form, draft, found.isMoved));
}

function note(form, draft, isMoved) {
  const said = document.getElementById("draft-note").content.cloneNode(true).firstElementChild;
  said.querySelector("time").textContent = momentOf(new Date(draft.at));
  said.querySelector("[data-moved]").hidden = !isMoved;
  said.querySelector("[data-file]").hidden = !form.querySelector("[type=file]");
  said.querySelector("button").addEventListener("click", () => discardDraft(form));
  return said;
}

function momentOf(time) {
  const isToday = time.toDateString() === new Date().toDateString();
  return time.toLocaleString([], isToday ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
}

/* The stored text below a typed one. */
function showStored(form, name, stored) {
  const field = [...form.elements].find((each) => each.name === name && each.matches(`select, ${TEXTUAL}`));
  if (!field) return;
  const line = document.getElementById("draft-other").content.cloneNode(true).firstElementChild;
  line.id = `${field.id || name}-stored`;
  line.querySelector(".other-text").textContent = (stored.get(name) ?? []).join("\n") || "–";
  field.after(line);
  field.setAttribute("aria-describedby", `${line.id} ${field.getAttribute("aria-describedby") ?? ""}`.trim());
}

function discardDraft(form) {
  const stored = drawn.get(form);
  const names = [...form.elements].map((field) => field.name).filter((name) => name && !NOT_TYPED.has(name));
  fill(form, byName(stored), names);
  forgetDraft(form);
  tellFilled(form);
  form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

/* Whatever shows something of the fields looks at them again. */
function tellFilled(form) {
  form.dispatchEvent(new CustomEvent("groundwork:filled"));
}

/* Take up the drafts of the forms that are new in a place. */
export function takeUpDrafts(root) {
  root.querySelectorAll(`${DRAFTS}:not([data-drafted])`).forEach(takeUpDraft);
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const { form, name } = event.target;
    if (!form?.matches(DRAFTS) || !name) return;
    form.dataset.dirty = "";
    keepDraft(form);
  });
}
/* The outbox has it now, and keeps it. */
document.addEventListener("groundwork:kept", (event) => event.target.matches(DRAFTS) && forgetDraft(event.target));
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, successful, requestConfig } = event.detail;
  if (elt.matches(DRAFTS) && requestConfig.verb === "post" && successful) forgetDraft(elt);
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-forgets-draft]")) return;
  const place = event.target.closest(".settling") ?? document;
  place.querySelectorAll(DRAFTS).forEach(forgetDraft);
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector(`${DRAFTS}[data-dirty]`)) event.preventDefault();
});
/* Another window may have sent or discarded the draft of a form that is still typed into here. */
window.addEventListener("pagehide", () => document.querySelectorAll(`${DRAFTS}[data-dirty]`).forEach(keepDraft));
document.addEventListener("htmx:load", (event) => {
  const place = event.detail.elt.parentElement ?? document;
  takeUpDrafts(place);
  place.querySelectorAll(`${DRAFTS}:has(> [data-draft-note])`).forEach(tellFilled);
});
try {
  forgetOldDrafts();
} catch { /* nothing was kept */ }
takeUpDrafts(document);
