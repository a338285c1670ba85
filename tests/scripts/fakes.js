/* What a browser gives the scripts and node does not, as little of it as they use. */

/* A local storage: its names are its own properties, as a browser's are. */
export function memoryStorage() {
  return Object.create({
    getItem(name) {
      return Object.hasOwn(this, name) ? this[name] : null;
    },
    setItem(name, text) {
      this[name] = String(text);
    },
    removeItem(name) {
      delete this[name];
    },
  });
}

/* A local storage of a browser that keeps nothing: private windows, full discs. */
export function refusingStorage() {
  return Object.create({
    getItem: () => null,
    setItem() {
      throw new Error("QuotaExceededError");
    },
    removeItem() {},
  });
}

/* A server that gives one answer after the other, a function or a status with its text, and notes what it was asked. */
export function serverWith(...answers) {
  const requests = [];
  function answerTo(path, options) {
    requests.push({ path, ...options });
    const answer = answers.shift() ?? 204;
    if (typeof answer === "function") return answer();
    const [status, text] = [answer].flat();
    return new Response(status === 204 ? null : text ?? "", { status });
  }
  return { requests, fetch: (...asked) => new Promise((resolve) => resolve(answerTo(...asked))) };
}

/* No connection. */
export function unreachable() {
  throw new TypeError("Failed to fetch");
}

/* A change of one field, as fields.js makes it. */
export function changeIn(field, text, more = {}) {
  const pairs = [[field, text]];
  return { path: `/${field}/`, field, pairs, body: new URLSearchParams(pairs).toString(), supersedes: true, ...more };
}
