"""What names are compared by: one folding for forms, imports, searches and constraints. Pure.

PostgreSQL and Python fold case each in their own way, so the database is never asked to: it keeps
what `fold` returns beside the name (orgs.names.keys).

Two names are one if they look alike but for case: however letters with marks are composed, whatever
blanks stand between words, whatever takes no room (zero-width signs, soft hyphens). Case is folded
letter by letter, so that nothing that reads otherwise becomes one: "Masse" is not "Maße".
"""

import re
from unicodedata import category, normalize

# In the general category "format", but with a shape of their own.
SHAPED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
SHAPED_BEYOND = frozenset("\U000110bd\U000110cd")
# Letters, marks and symbols by category that show nothing (Unicode: Default_Ignorable_Code_Point).
SHOWING_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\ufe00-\ufe0f\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# They take room and show nothing, though Unicode calls them letters or symbols.
BLANK_LETTERS = str.maketrans(dict.fromkeys("\u2800\u3164\uffa0", " "))
JOINER = "\N{ZERO WIDTH JOINER}"
# Pictures that a joiner makes one picture of; without it they are several.
PICTURED = re.compile("[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")
DOT_ABOVE_I = re.compile("i\u0307+")
BETWEEN = " > "
# As imports write a path, as lists do, as pages show it.
PATH_SEPARATOR = re.compile(r"\s*[>›/]\s*")


def fold(text: str) -> str:
    """Return what the text is compared by; folding it again changes nothing."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    letters = "".join(_fold_case(letter) for letter in normalize("NFD", visible(text)))
    # Turkish capital I with its dot: the small letter has one anyway.
    return normalize("NFC", DOT_ABOVE_I.sub("i", normalize("NFD", letters)))


def visible(text: str) -> str:
    """Return the text as it looks: letters composed, single blanks, without what shows nothing."""
    spaced = text.translate(BLANK_LETTERS)
    # Blanks first: some of them are control characters, which show nothing otherwise.
    words = " ".join(spaced.split())
    shown = "".join(
        letter
        for place, letter in enumerate(words)
        if not shows_nothing(letter) or _joins_pictures(words, place)
    )
    return normalize("NFC", " ".join(shown.split()))


def shows_nothing(letter: str) -> bool:
    """Return whether the character takes no room on a line."""
    if category(letter) in {"Cf", "Cc"}:
        return letter not in SHAPED and letter not in SHAPED_BEYOND
    return bool(SHOWING_NOTHING.match(letter))


def fold_path(text: str) -> str:
    """Return what a path of names is compared by, whichever sign stands between the names.

    A name may hold such a sign itself, so `fold` of the path is compared first.
    """
    return PATH_SEPARATOR.sub(BETWEEN, fold(text)).strip()


def _fold_case(letter: str) -> str:
    folded = letter.casefold()
    if len(folded) == 1 and not category(letter).startswith("M"):
        return folded
    small = letter.lower()
    return small if len(small) == 1 else letter


def _joins_pictures(text: str, place: int) -> bool:
    """Return whether the joiner at this place makes one picture of two."""
    if text[place] != JOINER or not 0 < place < len(text) - 1:
        return False
    # A picture has at most a few signs of style or skin behind it.
    before = PICTURED.sub("", text[max(place - 4, 0) : place])[-1:]
    return bool(before) and category(before) == category(text[place + 1]) == "So"
