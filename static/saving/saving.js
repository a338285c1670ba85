/* Every change inside an element marked data-saves is kept in the browser first and then sent, in order, until
   it is stored. HTMX says what is sent and where the answer goes; the sending is ours. Wants the templates
   _unsent.html and, where a page has one, .save-state. */

const TYPING_PAUSE = 700;
const LEAVING_WAITS = 2000;
const person = document.body.dataset.person;
const outbox = new Outbox(person);
const sender = new Sender(person, outbox, told);
const windows = new BroadcastChannel(`${UNSENT}.${person}`);
const everybody = new BroadcastChannel(UNSENT);
const unsent = document.getElementById("unsent");
const announced = document.getElementById("unsent-said");
let lastSaved = "";
let announcing;

/* Keep: what HTMX would send, and text while it is typed. */

function keep(element, path, values, { supersedes = true, heldFor = 0 } = {}) {
  const change = changeOf(element, path, values, supersedes);
  if (!change) return false;
  const newest = supersedes ? outbox.newest(change.field) : undefined;
  if (newest && textOf(newest) === textOf(change)) {
    if (!heldFor) outbox.amend(newest, { heldUntil: 0 });
  } else if (newest || element.dataset.seen !== textOf(change)) {
    change.heldUntil = heldFor && Date.now() + heldFor;
    outbox.add(withWhatWasSeen(element, change));
  } else settled(element);
  show();
  if (!heldFor || !sender.isFailing) sender.wake();
  return true;
}

function textOf(change) {
  return change.pairs.filter(([name]) => name !== "seen").map(([, value]) => value).join("\n");
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

/* Tell: what became of it. */

function told(what, entry, answer) {
  if (what === "stored") {
    stored(entry, answer.text, answer.response.headers.get("HX-Refresh") === "true");
    windows.postMessage({ entry, text: answer.text });
  } else if (what === "refused") refused(entry, answer);
  else if (what === "signed-out") unsent.querySelector("[data-sentence]").textContent = answer.text;
  show();
}

function stored(entry, text, isNewPage) {
  lastSaved = entry.organization === document.body.dataset.organization ? new Date() : lastSaved;
  for (const field of fieldsOf(entry)) {
    if ("seen" in field.dataset) field.dataset.seen = textOf(entry);
    settled(field);
  }
  if (entry.page !== location.pathname) return;
  document.dispatchEvent(new CustomEvent("groundwork:stored"));
  if (isNewPage && !outbox.waiting().length) location.reload();
  else swapInto(entry.target, text, entry.swap);
}

/* Two texts have become one. */
function settled(field) {
  field.parentElement.querySelectorAll("[data-until-stored]").forEach((each) => each.remove());
}

function swapInto(target, text, swapStyle) {
  if (target && document.querySelector(target)) htmx.swap(target, text, { swapStyle });
}

/* What is refused stays in the browser; two texts for one field come back to be brought together. */
function refused(entry, { response, text }) {
  const place = response.headers.get("HX-Retarget");
  const isHere = place && entry.page === location.pathname && document.querySelector(place);
  const sentence = text.includes("<") ? unsent.dataset.refused : text;
  outbox.amend(entry, { refused: sentence, isHere: Boolean(isHere) });
  if (isHere) return bringTogether(entry, place, text, response.headers.get("HX-Reswap"));
  if (entry.organization === document.body.dataset.organization) tell(sentence);
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

/* Show: one state for the page, a mark at each field that waits, a list of what was refused. */

function show() {
  const here = (entry) => entry.organization === document.body.dataset.organization;
  const waiting = outbox.waiting().filter(here);
  const lost = outbox.refused().filter(here);
  const state = lost.length ? "refused" : !waiting.length ? "saved" : sender.isFailing ? "unsaved" : "saving";
  for (const place of document.querySelectorAll(".save-state")) {
    place.dataset.first ??= place.dataset.state;
    place.dataset.state = state === "saved" && !lastSaved ? place.dataset.first : state;
    if (lastSaved) stamp(place.querySelector("[data-saved-at]"), lastSaved);
  }
  marks(sender.isFailing ? [...waiting, ...lost] : lost);
  notices(waiting, lost);
  announce(state);
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
  list.replaceChildren(...listed.map(line));
}

function line(entry) {
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

/* Leave: within Groundwork once what was just said is stored, elsewhere after a warning. */

let isLeaving = false;

async function afterSaving(event, go) {
  if (isLeaving || !outbox.waiting().length || sender.isFailing) return;
  event.preventDefault();
  isLeaving = true;
  await sender.flush(LEAVING_WAITS);
  go();
  isLeaving = false;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin || link.hash) return;
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

/* Resume: when the connection, the window or the person comes back. */

windows.addEventListener("message", ({ data }) => {
  stored(data.entry, data.text, false);
  show();
});
everybody.addEventListener("message", ({ data }) => {
  if (data === person && outbox.waiting().length) sender.wake();
});
window.addEventListener("storage", show);
for (const [place, kind] of [[window, "online"], [window, "focus"], [window, "pageshow"]]) {
  place.addEventListener(kind, () => outbox.waiting().length && sender.wake());
}

outbox.forgetOld();
for (const entry of outbox.storedSince(performance.timeOrigin)) {
  restore(entry);
  stored(entry, entry.text, false);
}
outbox.waiting().forEach(restore);
everybody.postMessage(person);
show();
sender.wake();
