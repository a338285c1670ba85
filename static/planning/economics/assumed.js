/* What somebody assumes of a form's numbers, as an address carries it. */

// What a foundation to another level changes itself, and what begins from other numbers.
const OF_THE_LEVEL = ["begin", "F", "rho", "pi_I", "mu_I"];

/** Return the query of all fields that hold something else than what usually stands there. */
export function assumed(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const field = form.elements[name];
    const usual = (field.dataset ?? field[0].dataset).usual ?? "";
    if (value !== "" && value !== usual) query.append(name, value);
  }
  return query;
}

/** Return the query under which a foundation goes to another level. */
export function ofLevel(query, level) {
  const asked = new URLSearchParams(query);
  for (const name of OF_THE_LEVEL) asked.delete(name);
  asked.set("level", level);
  return asked;
}
