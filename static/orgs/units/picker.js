/* A field that finds a unit by words, as a combobox: the server finds, arrows and Enter choose, Escape closes and then
   brings back what was chosen. Words that were typed and not chosen are read by the server as the form is sent. */

class UnitPicker {
  constructor(root) {
    const [input, hits, place, said] = ["words", "hits", "place", "said"].map((part) => root.querySelector(`[data-${part}]`));
    const number = hiddenNumber(root.querySelector("[data-number]"));
    Object.assign(this, { input, hits, place, said, number });
    this.chosen = { number: number.value, words: number.value && input.value, place: number.value ? place.textContent : place.dataset.empty };
    this.active = -1;
    this.isAsked = false;
    this.isWaiting = false;
    this.takesFirst = false;
    this.pressed = null;
    this.#describe();
    this.#listenToInput();
    this.#listenToHits();
  }

  get options() {
    return [...this.hits.querySelectorAll("[role=option]")];
  }

  #describe() {
    const parts = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${this.input.id}-hits` };
    for (const [name, value] of Object.entries(parts)) this.input.setAttribute(name, value);
  }

  #listenToInput() {
    const { input } = this;
    input.addEventListener("keydown", (event) => this.#press(event));
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("click", () => this.hits.hidden && this.#ask());
    input.addEventListener("blur", () => this.#close());
    input.addEventListener("htmx:configRequest", (event) => {
      delete event.detail.parameters[input.name];
      event.detail.parameters.q = this.number.value ? "" : input.value;
    });
    for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
      input.addEventListener(name, () => this.#tellUnreached());
    }
  }

  #listenToHits() {
    this.hits.addEventListener("htmx:afterSwap", () => this.#show());
    /* The field keeps the focus, since losing it closes the list before the click arrives. */
    this.hits.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.pressed = optionAt(event);
    });
    this.hits.addEventListener("mouseup", () => {
      /* A newer list took its place under the pointer. */
      if (this.pressed && !this.pressed.isConnected) this.#choose(this.pressed);
      this.pressed = null;
    });
    this.hits.addEventListener("click", (event) => optionAt(event) && this.#choose(optionAt(event)));
  }

  #press(event) {
    const act = this.#keys[event.key];
    /* Keys that an input method composes a word with are its own. */
    if (!act || event.isComposing) return;
    if (event.key === "Enter" && this.active < 0 && !(this.isWaiting && this.input.value)) return;
    event.preventDefault();
    act();
  }

  #keys = {
    ArrowDown: () => (this.hits.hidden ? this.#ask() : this.#mark(this.active + 1)),
    ArrowUp: () => (this.hits.hidden ? this.#ask() : this.#mark(Math.max(this.active, 0) - 1)),
    Enter: () => (this.active >= 0 ? this.#choose(this.options[this.active]) : (this.takesFirst = true)),
    Escape: () => (this.hits.hidden ? this.#put(this.chosen) : this.#close()),
  };

  #typed() {
    this.#unmark();
    this.isAsked = this.isWaiting = true;
    this.number.value = "";
    this.place.textContent = this.input.value ? "" : this.place.dataset.empty;
  }

  #ask() {
    this.isAsked = true;
    htmx.trigger(this.input, "find");
  }

  /* The server's answer has come; where Enter was pressed before it, its first unit is chosen. */
  #show() {
    /* An answer that comes after the list was closed opens nothing. */
    if (!this.isAsked) return;
    const first = this.takesFirst;
    this.isWaiting = false;
    const list = this.hits.querySelector("[role=listbox]");
    if (list) list.id = `${this.input.id}-hits`;
    this.options.forEach((option, at) => { option.id = `${this.input.id}-hit-${at}`; });
    this.hits.hidden = false;
    this.said.textContent = this.hits.querySelector("p").textContent.trim();
    this.input.setAttribute("aria-expanded", String(Boolean(list)));
    this.#unmark();
    if (this.input.value && !this.number.value) this.#mark(0);
    if (first && this.active === 0) this.#choose(this.options[0]);
  }

  #close() {
    this.isAsked = this.isWaiting = false;
    this.hits.hidden = true;
    this.#unmark();
    this.input.setAttribute("aria-expanded", "false");
  }

  #tellUnreached() {
    this.#close();
    this.place.textContent = this.said.textContent = this.input.dataset.unreached;
  }

  #mark(index) {
    const all = this.options;
    if (!all.length) return;
    this.active = (index + all.length) % all.length;
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.active)));
    this.input.setAttribute("aria-activedescendant", all[this.active].id);
    all[this.active].scrollIntoView({ block: "nearest" });
  }

  #unmark() {
    this.active = -1;
    this.takesFirst = false;
    this.options.forEach((option) => option.setAttribute("aria-selected", "false"));
    this.input.removeAttribute("aria-activedescendant");
  }

  #choose(option) {
    this.#put({ number: option.dataset.number, words: option.dataset.name, place: option.dataset.place });
    this.said.textContent = `${option.dataset.name}, ${option.dataset.place}`;
  }

  #put(choice) {
    this.chosen = choice;
    this.number.value = choice.number;
    this.input.value = choice.words;
    this.place.textContent = choice.place;
    this.#close();
  }
}

function optionAt(event) {
  return event.target.closest("[role=option]");
}

/* Without script several units that fit are a list; the search takes its place. */
function hiddenNumber(field) {
  if (field.type === "hidden") return field;
  const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: field.name });
  field.replaceWith(hidden);
  return hidden;
}

/* Each picker lives in its listeners. */
export const pickers = [...document.querySelectorAll("[data-unit-search]")].map((root) => new UnitPicker(root));
