/* What of a draft is still to be put back, given what the server has stored by now. A form is read as pairs of names and
   values, as FormData gives them. */

/* All values of each name, in the order of the fields. */
export function byName(pairs) {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return values;
}

function differ(one, other) {
  return (name) => JSON.stringify(one.get(name) ?? []) !== JSON.stringify(other.get(name) ?? []);
}

/* What of a draft is to be put back: the fields in which something was typed that is not stored by now. The others keep
   what is stored. `both` are those that somebody else changed as well; then the version that was seen comes back
   too, so that the server puts the two texts side by side. */
export function compared(pairsThen, pairsTyped, pairsStored) {
  const [then, typed, stored] = [pairsThen, pairsTyped, pairsStored].map(byName);
  const names = [...new Set([...then.keys(), ...typed.keys(), ...stored.keys()])];
  const moved = names.filter(differ(stored, then));
  const back = names.filter(differ(typed, then)).filter(differ(typed, stored));
  const both = back.filter((name) => moved.includes(name));
  if (both.length && typed.has("seen_version")) back.push("seen_version");
  return { back, both, isMoved: moved.length > 0, typed, stored };
}
