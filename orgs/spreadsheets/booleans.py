"""Yes and no as people write them, and true and false as spreadsheets do, by language; pure."""

import unicodedata

# By language: the two truth values of its spreadsheets, then the two answers.
WORDS = """
    en TRUE FALSE yes no      de WAHR FALSCH ja nein       fr VRAI FAUX oui non
    es VERDADERO FALSO sí no  it VERO FALSO sì no          nl WAAR ONWAAR ja nee
    pt VERDADEIRO FALSO sim não   pl PRAWDA FAŁSZ tak nie  sv SANT FALSKT ja nej
    da SAND FALSK ja nej      nb SANN USANN ja nei         fi TOSI EPÄTOSI kyllä ei
    cs PRAVDA NEPRAVDA ano ne sk PRAVDA NEPRAVDA áno nie   hu IGAZ HAMIS igen nem
    ro ADEVĂRAT FALS da nu    tr DOĞRU YANLIŞ evet hayır   ru ИСТИНА ЛОЖЬ да нет
    uk ІСТИНА ХИБНІСТЬ так ні bg ИСТИНА ЛОЖЬ да не         el ΑΛΗΘΗΣ ΨΕΥΔΗΣ ναι όχι
    hr ISTINA NEISTINA da ne  ca CERT FALS sí no           ja TRUE FALSE はい いいえ
    zh TRUE FALSE 是 否       ko TRUE FALSE 예 아니요      et TÕENE VÄÄR jah ei
    """
SIGNS = {"1": True, "x": True, "y": True, "t": True, "✓": True, "✔": True, "☑": True} | {
    "0": False, "n": False, "f": False, "✗": False, "✘": False, "☐": False
}  # fmt: skip


def parse_boolean(text: str) -> bool | None:
    """Return what the word means; None for a word that is neither yes nor no."""
    return MEANT.get(_folded(text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip()).casefold()


def _meant() -> dict[str, bool]:
    words = WORDS.split()
    meant = {_folded(sign): claim for sign, claim in SIGNS.items()}
    for start in range(0, len(words), 5):
        is_true, is_false, yes, no = map(_folded, words[start + 1 : start + 5])
        meant |= {is_true: True, yes: True, is_false: False, no: False}
    return meant


MEANT = _meant()
