/* Sends what the outbox holds, one after the other, and again with growing pauses until it is answered.
   Each change carries its key, so that the server applies it once however often it is sent. */

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 30000;
export const PATIENCE = 15000;
const MOST_AFTER_LEAVING = 50000; /* bytes that a browser sends on when the page is gone: 64 kB together */
/* What the server will not take however often it is sent; any other failure is tried again. */
const REFUSED = new Set([400, 403, 404, 409, 410, 413, 422]);
const SIGNED_OUT = 401;

/* The present token: signing in changes it, also for pages that are open already. */
export function csrfToken() {
  return /(?:^|; )(?:__Host-)?groundwork_csrf=(\w+)/.exec(document.cookie)?.[1] ?? "";
}

export class Sender {
  /* Whoever wants to know sets `told`; it is called with (what, entry, answer), where what is one of
     "sending", "stored", "refused", "signed-out", "unreached" and "idle". */
  constructor(person, outbox, told = () => {}) {
    this.person = person;
    this.outbox = outbox;
    this.told = told;
    this.state = "idle";
    this.pause = FIRST_PAUSE;
    this.isRunning = false;
    this.isWanted = false;
  }

  get isFailing() {
    return this.state === "unreached" || this.state === "signed-out";
  }

  /* Send what waits, now. */
  async wake() {
    clearTimeout(this.timer);
    if (this.isRunning) {
      /* Asked for while it drains: it looks once more, or the newest change would wait for the timer. */
      this.isWanted = true;
      return;
    }
    this.isRunning = true;
    do {
      this.isWanted = false;
      await this.#alone(() => this.#drain());
    } while (this.isWanted);
    this.isRunning = false;
    this.#plan();
  }

  /* Send without delay what was held back while somebody typed, and wait until nothing is left, or in vain. */
  async flush(limit) {
    const end = Date.now() + limit;
    for (const entry of this.outbox.waiting()) this.outbox.amend(entry, { heldUntil: 0 });
    this.wake();
    while (this.outbox.waiting().length && !this.isFailing && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /* The page goes: hand the browser what has not been sent. The next page asks again what became of it. */
  farewell() {
    /* One change a field, none of the field that is under way: they go at once and could arrive in any order. */
    const fields = new Set([this.current?.field]);
    for (const entry of this.outbox.waiting()) {
      if (fields.has(entry.field)) continue;
      fields.add(entry.field);
      this.#post(entry).catch(() => {});
    }
  }

  /* One window at a time, where the browser can tell; where not, keys and versions still hold. */
  #alone(work) {
    return navigator.locks ? navigator.locks.request(this.outbox.prefix, work) : work();
  }

  async #drain() {
    /* A change that failed holds back later ones of its field, since they keep their order; other fields go on. */
    const stuck = new Set();
    for (;;) {
      const now = Date.now();
      const next = this.outbox.waiting().find((each) => !stuck.has(each.field) && !(each.heldUntil > now));
      if (!next) break;
      const outcome = await this.#send(next);
      if (outcome === "unreached" || outcome === "signed-out") break;
      if (outcome === "failed") stuck.add(next.field);
    }
    if (stuck.size) this.#fail("unreached");
  }

  async #send(entry) {
    this.current = entry;
    if (!this.isFailing) this.state = "sending";
    this.told("sending", entry);
    try {
      return await this.#outcome(entry, await this.#answer(entry));
    } catch {
      return this.#fail("unreached", entry);
    } finally {
      this.current = null;
    }
  }

  /* A token that is missing or out of date is fetched once; a second refusal is one. */
  async #answer(entry) {
    const response = await this.#post(entry);
    if (response.status !== 403) return response;
    await fetch(location.href, { headers: { "HX-Request": "true" } }); /* its answer sets the cookie anew */
    return this.#post(entry);
  }

  #post(entry) {
    /* Marked before it goes: if the page ends now, nobody knows whether it arrived. */
    this.outbox.amend(entry, { tried: true });
    return fetch(entry.path, {
      method: "POST",
      body: entry.body,
      redirect: "manual", /* where a redirect leads, nothing says whether the change was stored */
      keepalive: entry.body.length < MOST_AFTER_LEAVING,
      signal: AbortSignal.timeout(PATIENCE),
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "HX-Request": "true",
        "X-Change": entry.key,
        "X-CSRFToken": csrfToken(),
        "X-Person": this.person,
      },
    });
  }

  async #outcome(entry, response) {
    const { status } = response;
    if (status >= 200 && status < 300) return this.#stored(entry, response, await response.text());
    if (status === SIGNED_OUT) return this.#fail("signed-out", entry, await response.text());
    if (!REFUSED.has(status)) {
      this.told("unreached", entry);
      return "failed";
    }
    const text = await response.text();
    this.told("refused", entry, { response, text });
    return "refused";
  }

  #stored(entry, response, text) {
    this.state = "sending";
    this.pause = FIRST_PAUSE;
    this.outbox.finish(entry, text);
    this.told("stored", entry, { response, text });
    return "stored";
  }

  #fail(state, entry, text) {
    this.state = state;
    this.told(state, entry, { text });
    return state;
  }

  /* Try again: soon where somebody still types, with growing pauses where there is no answer. */
  #plan() {
    const waiting = this.outbox.waiting();
    if (!waiting.length) {
      this.state = "idle";
      return this.told("idle");
    }
    const held = Math.min(...waiting.map((entry) => (entry.heldUntil ?? 0) - Date.now()));
    const wait = this.isFailing ? this.pause : Math.max(held, 0);
    if (this.isFailing) this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    this.timer = setTimeout(() => this.wake(), wait);
  }
}
