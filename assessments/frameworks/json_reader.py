"""Read JSON documents strictly, so that every complaint names the place it is about."""

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class DocumentError(ValueError):
    """A document breaks a rule; the one-line message begins with the place."""


class RepeatingObject(dict[str, object]):
    """A JSON object in whose text a key stands twice."""

    repeated: str


@dataclass(frozen=True)
class JsonReader:
    """One value of a document, and the place where it stands."""

    value: object
    place: str = ""

    def fail(self, problem: str) -> NoReturn:
        """Raise DocumentError about this place."""
        raise DocumentError(f"{self.place or 'document'}: {problem}")

    def entries(self) -> dict[str, "JsonReader"]:
        """Return the members of an object, whatever their keys."""
        if not isinstance(self.value, Mapping):
            self.fail("must be an object")
        if isinstance(self.value, RepeatingObject):
            self._inside(self.value.repeated).fail("the key is written twice")
        if not all(isinstance(key, str) for key in self.value):
            self.fail("must have texts as keys")
        return {key: self._inside(key, value) for key, value in self.value.items()}

    def fields(self, *required: str, optional: Collection[str] = ()) -> dict[str, "JsonReader"]:
        """Return the members of an object that must have exactly these keys."""
        members = self.entries()
        for key, member in members.items():
            if key not in required and key not in optional:
                member.fail("no such key here")
        for key in required:
            if key not in members:
                self._inside(key).fail("is missing")
        return members

    def items(self, *, at_least: int = 0, at_most: int = 100) -> list["JsonReader"]:
        """Return the members of a list of bounded length."""
        if not isinstance(self.value, (list, tuple)):
            self.fail("must be a list")
        if not at_least <= len(self.value) <= at_most:
            self.fail(f"must have {_span(at_least, at_most)} entries, has {len(self.value)}")
        return [
            JsonReader(value, f"{self.place or 'document'}[{number}]")
            for number, value in enumerate(self.value)
        ]

    def text(self, *, at_most: int = 1000) -> str:
        """Return a text that is not blank and that a database and a page can hold."""
        if not isinstance(self.value, str):
            self.fail("must be a text")
        if len(self.value) > at_most:
            self.fail(f"must have at most {at_most} characters, has {len(self.value)}")
        if FORBIDDEN.search(self.value):
            self.fail("must not contain NUL or other control characters")
        if not self.value.strip():
            self.fail("must not be empty")
        return self.value

    def key(self) -> str:
        """Return a text fit for naming something in addresses and in other documents."""
        text = self.text(at_most=64)
        if not KEY.fullmatch(text):
            self.fail("must be letters, digits, '-' and '_', starting with a letter or digit")
        return text

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            self.fail(f"must be a whole number from {low} to {high}")
        if not low <= self.value <= high:
            self.fail(f"must be {_span(low, high)}")
        return self.value

    def number(self, low: int, high: int) -> Fraction:
        """Return a number from `low` to `high`, decimals taken as they are written."""
        if isinstance(self.value, bool) or not isinstance(self.value, (int, float)):
            self.fail(f"must be a number from {low} to {high}")
        if not low <= self.value <= high:
            self.fail(f"must be a number from {low} to {high}")
        return Fraction(repr(self.value))

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.fail("must be true or false")
        return self.value

    def choice(self, options: Collection[str]) -> str:
        """Return one of the given texts."""
        if not isinstance(self.value, str) or self.value not in options:
            self.fail(f"must be one of {', '.join(options)}")
        return self.value

    def _inside(self, key: str, value: object = None) -> "JsonReader":
        name = printable_name(key)
        return JsonReader(value, f"{self.place}.{name}" if self.place else name)


def printable_name(name: str) -> str:
    """Return a name as a one-line message can show it."""
    return name if KEY.fullmatch(name) else json.dumps(name[:60])


def parse_json(text: str) -> object:
    """Return the JSON document in a text. Raise DocumentError where it is not JSON."""
    try:
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        problem = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise DocumentError(f"document: is not JSON ({problem})") from None
    except RecursionError:
        raise DocumentError("document: is nested too deeply") from None
    except ValueError:
        raise DocumentError("document: holds a number with too many digits") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    repeating = RepeatingObject(members)
    [(repeating.repeated, _)] = Counter(key for key, _ in pairs).most_common(1)
    return repeating


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"{low} to {high}"
