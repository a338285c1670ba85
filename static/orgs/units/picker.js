/* A field that finds a unit by words, as a combobox: the server finds, arrows and Enter choose, Escape closes and then
   brings back what was chosen. Words that were typed and not chosen are read by the server as the form is sent. */

function unitSearch(root) {
  const [input, hits, place, said] = ["words", "hits", "place", "said"].map((part) => root.querySelector(`[data-${part}]`));
  const number = hiddenNumber(root.querySelector("[data-number]"));
  let chosen = { number: number.value, words: number.value && input.value, place: number.value ? place.textContent : place.dataset.empty };
  let active = -1;
  let isAsked = false;
  let isWaiting = false;
  let takesFirst = false;
  let pressed = null;

  const options = () => [...hits.querySelectorAll("[role=option]")];

  function mark(index) {
    const all = options();
    if (!all.length) return;
    active = (index + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  function unmark() {
    active = -1;
    takesFirst = false;
    options().forEach((option) => option.setAttribute("aria-selected", "false"));
    input.removeAttribute("aria-activedescendant");
  }

  function close() {
    isAsked = isWaiting = false;
    hits.hidden = true;
    unmark();
    input.setAttribute("aria-expanded", "false");
  }

  function ask() {
    isAsked = true;
    htmx.trigger(input, "find");
  }

  function show() {
    if (!isAsked) return;
    const first = takesFirst;
    isWaiting = false;
    const list = hits.querySelector("[role=listbox]");
    if (list) list.id = `${input.id}-hits`;
    options().forEach((option, at) => { option.id = `${input.id}-hit-${at}`; });
    hits.hidden = false;
    said.textContent = hits.querySelector("p").textContent.trim();
    input.setAttribute("aria-expanded", String(Boolean(list)));
    unmark();
    if (input.value && !number.value) mark(0);
    if (first && active === 0) choose(options()[0]);
  }

  function put(choice) {
    chosen = choice;
    number.value = choice.number;
    input.value = choice.words;
    place.textContent = choice.place;
    close();
  }

  function choose(option) {
    put({ number: option.dataset.number, words: option.dataset.name, place: option.dataset.place });
    said.textContent = `${option.dataset.name}, ${option.dataset.place}`;
  }

  function typed() {
    unmark();
    isAsked = isWaiting = true;
    number.value = "";
    place.textContent = input.value ? "" : place.dataset.empty;
  }

  const keys = {
    ArrowDown: () => (hits.hidden ? ask() : mark(active + 1)),
    ArrowUp: () => (hits.hidden ? ask() : mark(Math.max(active, 0) - 1)),
    Enter: () => (active >= 0 ? choose(options()[active]) : (takesFirst = true)),
    Escape: () => (hits.hidden ? put(chosen) : close()),
  };

  input.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.isComposing) return;
    if (event.key === "Enter" && active < 0 && !(isWaiting && input.value)) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", typed);
  input.addEventListener("click", () => hits.hidden && ask());
  input.addEventListener("blur", close);
  input.addEventListener("htmx:configRequest", (event) => {
    delete event.detail.parameters[input.name];
    event.detail.parameters.q = number.value ? "" : input.value;
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    input.addEventListener(name, () => { close(); place.textContent = said.textContent = input.dataset.unreached; });
  }
  hits.addEventListener("htmx:afterSwap", show);
  hits.addEventListener("mousedown", (event) => {
    event.preventDefault();
    pressed = event.target.closest("[role=option]");
  });
  hits.addEventListener("mouseup", () => {
    if (pressed && !pressed.isConnected) choose(pressed); // a newer list took its place under the pointer
    pressed = null;
  });
  hits.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${input.id}-hits` })) {
    input.setAttribute(name, value);
  }
}

/* Without script several units that fit are a list; the search takes its place. */
function hiddenNumber(field) {
  if (field.type === "hidden") return field;
  const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: field.name });
  field.replaceWith(hidden);
  return hidden;
}

for (const root of document.querySelectorAll("[data-unit-search]")) unitSearch(root);
