/* Drafts in this browser: one for each person and address that a form is sent to. */

import { FORGOTTEN_AFTER } from "./outbox.js";

const DRAFT = "groundwork.draft";

/* The name of a form's draft; two forms that are sent to one address are one form, drawn twice. */
export function nameOfDraft(person, form) {
  const address = new URL(form.getAttribute("action") || location.href, location.href);
  return `${DRAFT}.${person}.${address.pathname}${address.search}`;
}

/* Return what was typed, and what the server had drawn then; null where nothing is kept. */
export function readDraft(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

export function writeDraft(name, pairs, drawn) {
  try {
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), pairs, drawn }));
  } catch { /* then it lives as long as the page */ }
}

export function removeDraft(name) {
  localStorage.removeItem(name);
}

/* Whosever they are. */
export function forgetOldDrafts() {
  for (const name of Object.keys(localStorage).filter((each) => each.startsWith(`${DRAFT}.`))) {
    const { at } = JSON.parse(localStorage.getItem(name));
    if (at < Date.now() - FORGOTTEN_AFTER) localStorage.removeItem(name);
  }
}
