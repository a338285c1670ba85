/* The session's pages: they follow the session, keep what is unfolded and typed, and have keys.
   Without it the pages are read by reloading, and each form has its own page. */

import { isPlain, isTyping } from "../keyboard.js";

const panelOf = (element) => element.closest(".settling");
const rowOf = (panel) => document.getElementById(panel.id.replace("settling-", ""));

function isDirty(panel) {
  return [...panel.querySelectorAll("input, textarea")].some((field) =>
    field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue,
  );
}

function openPanel(panel) {
  panel.hidden = false;
  const group = panel.querySelector(".condition:has(.attention) .segmented") ?? panel.querySelector(".segmented");
  (group?.querySelector(":checked") ?? group?.querySelector("input"))?.focus();
}

function closePanel(panel) {
  /* Hidden and not emptied, so that opening it again brings back what was typed. */
  if (isDirty(panel)) panel.hidden = true;
  else panel.replaceChildren();
  rowOf(panel)?.focus();
}

function step(places, by) {
  if (!places.length) return;
  const here = places.findIndex((place) => place.contains(document.activeElement));
  const place = places[Math.min(Math.max(here + by, 0), places.length - 1)];
  const choice = place.matches(".segmented") && (place.querySelector(":checked") ?? place.querySelector("input"));
  (choice || place).focus();
}

function walk(by) {
  const panel = panelOf(document.activeElement);
  step([...(panel ?? document).querySelectorAll(panel ? ".segmented" : "article.reveal-row")], by);
}

function enter(row) {
  const opener = row.querySelector("[data-opens]");
  if (opener) return opener.click();
  const fold = row.querySelector("details");
  fold.open = !fold.open;
}

/* Do what a key means at an element; return whether it means anything. */
function press(key, at) {
  if (key === "Escape" && panelOf(at)) closePanel(panelOf(at));
  else if (isTyping(at)) return false;
  else if (key === "j") walk(1);
  else if (key === "k") walk(-1);
  else if (key === "Enter" && at.matches("article.reveal-row")) enter(at);
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (isPlain(event) && press(event.key, event.target)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const panel = event.target.closest("[data-closes]") && panelOf(event.target);
  if (!panel) return;
  event.preventDefault();
  closePanel(panel);
});

/* A panel in which something was typed is shown again, not fetched anew. */
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target } = event.detail;
  if (!elt.matches("[data-opens]") || !target.hasChildNodes() || !isDirty(target)) return;
  event.preventDefault();
  openPanel(target);
});

/* A refused settlement comes back with what was typed and why it was not stored. */
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (!target?.matches(".settling") || ![400, 409].includes(xhr.status) || !xhr.responseText.includes("<form")) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

document.addEventListener("htmx:afterSwap", (event) => {
  const panel = event.detail.target;
  if (!panel?.matches?.(".settling")) return;
  const refused = panel.querySelector(".is-invalid, .errorlist");
  if (refused) (refused.matches("textarea, input") ? refused : panel.querySelector("textarea")).focus();
  else if (panel.querySelector("form")) openPanel(panel);
  else rowOf(panel)?.focus();
});

/* What is unfolded, fetched or marked in a row stays so when the row is replaced; first votes never change. */
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  for (const voted of target.querySelectorAll(".reveal-voted:has(li)")) fragment.querySelector(`#${voted.id}`)?.replaceWith(voted);
  for (const fold of target.querySelectorAll("details[id]")) fragment.querySelector(`#${fold.id}`)?.toggleAttribute("open", fold.open);
  for (const box of target.querySelectorAll("[id^=choose-]:checked")) fragment.querySelector(`#${box.id}`)?.setAttribute("checked", "");
});

/* The votes were revealed while one waited: the page's content was replaced. */
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "main") return;
  const news = document.getElementById("news");
  if (news) news.textContent = news.dataset.revealed;
  event.target.focus({ preventScroll: true });
});

function markLive(event, state) {
  const element = event.detail.elt;
  if (element?.matches?.("[data-live]")) element.dataset.live = state;
}
document.addEventListener("htmx:sendError", (event) => markLive(event, "lost"));
document.addEventListener("htmx:timeout", (event) => markLive(event, "lost"));
document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && markLive(event, ""));

window.addEventListener("beforeunload", (event) => {
  if ([...document.querySelectorAll(".settling")].some(isDirty)) event.preventDefault();
});
