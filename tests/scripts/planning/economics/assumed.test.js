import assert from "node:assert/strict";
import { test } from "node:test";

import { assumed, ofLevel } from "../../../../static/planning/economics/assumed.js";

/** A form of these fields, as [name, value, usual]. */
function formOf(...fields) {
  const elements = Object.fromEntries(fields.map(([name, , usual]) => [name, { dataset: { usual } }]));
  return { elements, values: fields.map(([name, value]) => [name, value]) };
}

globalThis.FormData = class {
  constructor(form) {
    return form.values;
  }
};

test("an address carries what differs from what usually stands in a field", () => {
  const form = formOf(["F", "3", "2"], ["w", "2", "2"], ["pi_I", "", ""], ["begin", "defaults", undefined]);

  assert.equal(String(assumed(form)), "F=3&begin=defaults");
});

test("a choice between radio buttons is told by the first one's usual value", () => {
  const form = { elements: { mechanism: [{ dataset: { usual: "yield" } }] }, values: [["mechanism", "upkeep"]] };

  assert.equal(String(assumed(form)), "mechanism=upkeep");
});

test("another level keeps what is assumed, but for what it changes itself", () => {
  const query = new URLSearchParams("H=24&F=3&pi_I=60&level=2");

  assert.equal(String(ofLevel(query, "3")), "H=24&level=3");
});
