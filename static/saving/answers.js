/* Tells what became of a change that was sent, in the field that said it and on the page. */

import { tell } from "../theme/groundwork.js";
import { fieldsOf, settled, textOf } from "./fields.js";
import { isOfThisOrganization, outbox, sender, unsent, windows } from "./page_context.js";
import { noteSaved, show } from "./state_display.js";

function told(what, entry, answer) {
  if (what === "stored") {
    stored(entry, answer.text, answer.response.headers.get("HX-Refresh") === "true");
    windows.postMessage({ entry, text: answer.text });
  } else if (what === "refused") refused(entry, answer);
  else if (what === "signed-out") unsent.querySelector("[data-sentence]").textContent = answer.text;
  show();
}

/* A change is stored: what the page shows of it becomes what the server answered. */
export function stored(entry, text, isNewPage) {
  if (isOfThisOrganization(entry)) noteSaved();
  for (const field of fieldsOf(entry)) {
    if ("seen" in field.dataset) field.dataset.seen = textOf(entry);
    settled(field);
  }
  if (entry.page !== location.pathname) return;
  document.dispatchEvent(new CustomEvent("groundwork:stored"));
  if (isNewPage && !outbox.waiting().length) location.reload();
  else swapInto(entry.target, text, entry.swap);
}

function swapInto(target, text, swapStyle) {
  if (target && document.querySelector(target)) htmx.swap(target, text, { swapStyle });
}

/* What is refused stays in the browser; two texts for one field come back to be brought together. */
function refused(entry, { response, text }) {
  const place = response.headers.get("HX-Retarget");
  const isHere = place && entry.page === location.pathname && document.querySelector(place);
  /* A whole page is no sentence. */
  const sentence = text.includes("<") ? unsent.dataset.refused : text;
  outbox.amend(entry, { refused: sentence, isHere: Boolean(isHere) });
  if (isHere) return bringTogether(entry, place, text, response.headers.get("HX-Reswap"));
  if (isOfThisOrganization(entry)) tell(sentence);
}

function bringTogether(entry, place, text, swapStyle) {
  const [field] = fieldsOf(entry);
  const said = field?.value;
  outbox.waiting().filter((each) => each.field === entry.field).forEach((each) => outbox.remove(each));
  htmx.swap(place, text, { swapStyle });
  const [fresh] = fieldsOf(entry);
  if (fresh && said !== undefined) fresh.value = said;
  outbox.amend(entry, { said });
  fresh?.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-put-together], [data-keep]");
  if (!button) return;
  const field = document.getElementById(button.dataset.putTogether ?? button.dataset.keep);
  if (button.dataset.putTogether) field.value = `${button.dataset.text ?? field.dataset.seen}\n\n${field.value}`;
  field.focus();
  htmx.trigger(field, "change");
});

sender.told = told;
