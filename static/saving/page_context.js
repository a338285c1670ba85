/* What the scripts of a page share: whose page it is, what waits here and is sent, and where that is told. */

import { Outbox, UNSENT } from "./outbox.js";
import { Sender } from "./sender.js";

export const person = document.body.dataset.person;
export const outbox = new Outbox(person);
export const sender = new Sender(person, outbox);
export const windows = new BroadcastChannel(`${UNSENT}.${person}`); /* this person's other windows */
export const unsent = document.getElementById("unsent");
export const announced = document.getElementById("unsent-said");

/* Whether an entry, or a change, was said in the organization that this page shows. */
export function isOfThisOrganization(entry) {
  return entry.organization === document.body.dataset.organization;
}
