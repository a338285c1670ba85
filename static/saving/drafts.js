/* A form marked data-draft is sent when one says so, not as one types. What is typed into it stays in this browser
   until the server has taken it: through reloads, a lost connection, and signing in again. A form that the server
   sent back with what was typed is marked data-draft="back". */

const DRAFT = "groundwork.draft";
const SEND_AGAIN_AFTER = 5000;
const NOT_KEPT = ["csrfmiddlewaretoken"];

function draftName(form) {
  return `${DRAFT}.${person}.${new URL(form.getAttribute("action") || location.pathname, location.href).pathname}`;
}

function draftOf(form) {
  return [...new FormData(form)].filter(([name, value]) => !NOT_KEPT.includes(name) && typeof value === "string");
}

function readDraft(form) {
  try {
    return JSON.parse(localStorage.getItem(draftName(form)));
  } catch {
    return null;
  }
}

function keepDraft(form) {
  try {
    localStorage.setItem(draftName(form), JSON.stringify({ at: Date.now(), pairs: draftOf(form) }));
  } catch { /* then it lives as long as the page */ }
}

function forgetDraft(form) {
  delete form.dataset.dirty;
  localStorage.removeItem(draftName(form));
  form.querySelector("[data-draft-note]")?.remove();
}

/* Put back what was typed before, and say so. The version that was seen then comes back with it. */
function takeUpDraft(form) {
  form.dataset.drafted = "";
  if (form.dataset.draft === "back") {
    form.dataset.dirty = "";
    return keepDraft(form);
  }
  const draft = readDraft(form);
  if (!draft || JSON.stringify(draft.pairs) === JSON.stringify(draftOf(form))) return;
  const said = new Map(draft.pairs);
  for (const field of form.elements) {
    if (!field.name || NOT_KEPT.includes(field.name)) continue;
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = said.get(field.name) === field.value;
    else if (said.has(field.name)) field.value = said.get(field.name);
  }
  const note = document.getElementById("draft-note").content.cloneNode(true).firstElementChild;
  stamp(note.querySelector("time"), new Date(draft.at));
  note.querySelector("button").addEventListener("click", () => {
    forgetDraft(form);
    form.reset();
  });
  form.dataset.dirty = "";
  form.prepend(note);
}

function takeUpDrafts(root) {
  root.querySelectorAll("form[data-draft]:not([data-drafted])").forEach(takeUpDraft);
}

/* Send a form of a whole page: where there is no answer it stays, and is sent again. */
async function sendDraft(form) {
  const body = new URLSearchParams(new FormData(form));
  body.delete("csrfmiddlewaretoken");
  try {
    const headers = { "X-CSRFToken": csrfToken(), "X-Person": person };
    const answer = await fetch(form.action, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) });
    await takeAnswer(form, answer);
  } catch {
    sendLater(form);
  }
}

async function takeAnswer(form, answer) {
  if (answer.status >= 500) return sendLater(form);
  if (new URL(answer.url).pathname === unsent.dataset.login || answer.status === 401) return tell(unsent.dataset.signedOut);
  if (answer.ok) {
    forgetDraft(form);
    return location.assign(answer.url);
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = document.getElementById("main");
  main.replaceChildren(...page.getElementById("main").childNodes);
  htmx.process(main);
  takeUpDrafts(main);
  main.focus();
}

function sendLater(form) {
  tell(unsent.dataset.later);
  setTimeout(() => form.isConnected && form.requestSubmit(), SEND_AGAIN_AFTER);
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-draft]")) return;
    form.dataset.dirty = "";
    keepDraft(form);
  });
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-draft]")) return;
  keepDraft(form);
  if (event.defaultPrevented || form.hasAttribute("hx-post")) return;
  event.preventDefault();
  sendDraft(form);
});
document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, successful, requestConfig } = event.detail;
  if (elt.matches("form[data-draft]") && requestConfig.verb === "post" && successful) forgetDraft(elt);
});
for (const kind of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(kind, (event) => {
    if (event.detail.elt.matches("form[data-draft]")) sendLater(event.detail.elt);
  });
}
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-draft][data-dirty]")) event.preventDefault();
});
document.addEventListener("htmx:load", (event) => takeUpDrafts(event.detail.elt.parentElement ?? document));
takeUpDrafts(document);
