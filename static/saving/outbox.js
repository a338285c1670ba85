/* What is not stored yet, kept in this browser until it is: one entry of the local storage a change.
   An entry is named after its person, so accounts never mix, and knows its organization; no two windows
   ever write the same entry. Where the browser keeps nothing, entries live as long as the page. */

export const UNSENT = "groundwork.unsent";
const STORED = "groundwork.stored";
const LONGEST_NAVIGATION = 30000;
export const FORGOTTEN_AFTER = 30 * 24 * 60 * 60 * 1000;

/* A key of 128 random bits; crypto.randomUUID is missing on pages without TLS. */
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

export class Outbox {
  constructor(person) {
    this.prefix = `${UNSENT}.${person}.`;
    this.inMemory = new Map();
  }

  /* All entries, oldest first; those refused are kept until they are discarded or said anew. */
  entries() {
    const names = [...this.inMemory.keys(), ...this.#storedNames()];
    return [...new Set(names)].toSorted().map((name) => this.#read(name)).filter(Boolean);
  }

  waiting() {
    return this.entries().filter((entry) => !entry.refused);
  }

  refused() {
    return this.entries().filter((entry) => entry.refused);
  }

  /* Keep a change. It takes the place of what was said in the same field before, except of a send whose
     fate is unknown: that one is sent again first, so the order of changes is kept. */
  add(change) {
    const entries = this.entries();
    const last = Math.max(0, ...entries.map((entry) => entry.at));
    /* Clocks go back, and two changes may share a millisecond; the order holds all the same. */
    const entry = { ...change, key: newKey(), at: Math.max(Date.now(), last + 1), tried: false, refused: "" };
    /* Names are sorted as text, so the time has a fixed width. */
    entry.name = `${this.prefix}${String(entry.at).padStart(15, "0")}.${entry.key}`;
    this.write(entry);
    /* After the new one is written: in between nothing is lost, at worst both are there. */
    const older = entries.filter((each) => entry.supersedes && each.field === entry.field);
    older.filter((each) => !each.tried || each.refused).forEach((each) => this.remove(each));
    return entry;
  }

  /* What the server will hold once all sends of unknown fate have arrived; undefined without one. */
  underway(field) {
    return this.waiting().findLast((entry) => entry.field === field && entry.tried);
  }

  /* What was said last in a field and is not stored yet; undefined without it. */
  newest(field) {
    return this.waiting().findLast((entry) => entry.field === field);
  }

  write(entry) {
    try {
      localStorage.setItem(entry.name, JSON.stringify(entry));
      this.inMemory.delete(entry.name);
    } catch {
      this.inMemory.set(entry.name, entry);
    }
  }

  /* Change an entry that is still there; another window may have removed it. */
  amend(entry, changes) {
    if (this.#read(entry.name)) this.write(Object.assign(entry, changes));
  }

  remove(entry) {
    this.inMemory.delete(entry.name);
    try {
      localStorage.removeItem(entry.name);
    } catch { /* nothing was kept */ }
  }

  /* A page that was asked for before this was stored may show what was there before, so a stored change is
     kept until the next page has looked at it. */
  finish(entry, text) {
    this.remove(entry);
    const name = entry.name.replace(UNSENT, STORED);
    this.#keep(name, { ...entry, text, storedAt: Date.now() });
    setTimeout(() => this.remove({ name }), LONGEST_NAVIGATION);
  }

  /* Return what was stored since then, oldest first, and forget it all. */
  storedSince(time) {
    const names = this.#storedNames(this.prefix.replace(UNSENT, STORED)).toSorted();
    const entries = names.map((name) => this.#read(name)).filter((entry) => entry?.storedAt >= time);
    names.forEach((name) => localStorage.removeItem(name));
    return entries;
  }

  #keep(name, entry) {
    try {
      localStorage.setItem(name, JSON.stringify(entry));
    } catch { /* then that page may be a moment behind */ }
  }

  /* Entries of others who used this browser are not touched, except when they are very old. */
  forgetOld() {
    const tooOld = Date.now() - FORGOTTEN_AFTER;
    for (const name of [...this.#storedNames(`${UNSENT}.`), ...this.#storedNames(`${STORED}.`)]) {
      /* groundwork, unsent or stored, person, time, key. */
      if (Number(name.split(".")[3]) < tooOld) localStorage.removeItem(name);
    }
  }

  #storedNames(prefix = this.prefix) {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
    } catch {
      return [];
    }
  }

  #read(name) {
    try {
      return this.inMemory.get(name) ?? JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  }
}
