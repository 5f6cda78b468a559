"""The few words that writers add themselves, in the languages of the house, and clean text."""

from __future__ import annotations

import re
from datetime import date

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "contents": "Contents",
        "skip": "Skip to the text",
        "figure": "Figure",
        "sure": "How sure are we?",
        "data": "Data behind this figure",
        "data-of": "Data behind figure",
        "annex": "Data behind the figures",
        "numbers": "Where every number comes from",
        "numbers-intro": (
            "Each number in this document has a row here. The small grey numbers beside the text "
            "lead to it. The address at the end of a row is what to ask Territoria for."
        ),
        "source": "Source of number",
        "sources": "Sources of numbers",
        "to": "to",
        "scroll": "The picture goes on to the right",
        "number": "No.",
        "value": "Value (range)",
        "period": "Year",
        "badge": "Kind",
        "sentence": "What it says, and its address",
        "unknown": "unknown",
        "quoted": "quoted",
        "page": "Page",
        "of": "of",
        "quotes": "What is quoted, and from where",
        "quotes-intro": (
            "What stands here was written, said or decided by people, comes from a reviewed "
            "text, or was counted from what this document shows. All that is quoted from one "
            "source has one row."
        ),
        "quoted-words": "Quoted",
        "and-one-more": "and one more",
        "and-more": "and {count} more",
        "short": "In an address, … stands for {head} in the middle and for {tail} at the end.",
        "quoted-source": "Source, and its address",
        "edition": "About this edition",
        "note": "Note",
    },
    "fr": {
        "contents": "Sommaire",
        "skip": "Aller au texte",
        "figure": "Figure",
        "sure": "Quel degré de certitude\u00a0?",
        "data": "Données de cette figure",
        "data-of": "Données de la figure",
        "annex": "Données des figures",
        "numbers": "D’où vient chaque chiffre",
        "numbers-intro": (
            "Chaque chiffre de ce document a une ligne ici. Les petits numéros gris à côté du "
            "texte y mènent. L’adresse en fin de ligne est celle à demander à Territoria."
        ),
        "source": "Source du chiffre",
        "sources": "Sources des chiffres",
        "to": "à",
        "scroll": "La figure continue vers la droite",
        "number": "N°",
        "value": "Valeur (plage)",
        "period": "Année",
        "badge": "Nature",
        "sentence": "Ce qu’il dit, et son adresse",
        "unknown": "inconnu",
        "quoted": "cité",
        "page": "Page",
        "of": "sur",
        "quotes": "Ce qui est cité, et d’où",
        "quotes-intro": (
            "Ce qui figure ici a été écrit, dit ou décidé par des personnes, vient d’un texte "
            "relu ou a été compté dans ce que montre ce document. Tout ce qui est cité d’une "
            "même source tient sur une ligne."
        ),
        "quoted-words": "Cité",
        "and-one-more": "et un autre",
        "and-more": "et {count} autres",
        "short": "Dans une adresse, … tient lieu de {head} au milieu et de {tail} à la fin.",
        "quoted-source": "Source, et son adresse",
        "edition": "À propos de cette édition",
        "note": "Note",
    },
    "de": {
        "contents": "Inhalt",
        "skip": "Zum Text springen",
        "figure": "Abbildung",
        "sure": "Wie sicher sind wir?",
        "data": "Daten zu dieser Abbildung",
        "data-of": "Daten zu Abbildung",
        "annex": "Daten zu den Abbildungen",
        "numbers": "Woher jede Zahl kommt",
        "numbers-intro": (
            "Jede Zahl in diesem Dokument hat hier eine Zeile. Die kleinen grauen Nummern neben "
            "dem Text führen dorthin. Die Adresse am Ende der Zeile ist bei Territoria abrufbar."
        ),
        "source": "Quelle der Zahl",
        "sources": "Quellen der Zahlen",
        "to": "bis",
        "scroll": "Das Bild geht nach rechts weiter",
        "number": "Nr.",
        "value": "Wert (Spanne)",
        "period": "Jahr",
        "badge": "Art",
        "sentence": "Was sie sagt, und ihre Adresse",
        "unknown": "unbekannt",
        "quoted": "zitiert",
        "page": "Seite",
        "of": "von",
        "quotes": "Was zitiert ist, und woher",
        "quotes-intro": (
            "Was hier steht, haben Menschen geschrieben, gesagt oder entschieden, es stammt aus "
            "einem geprüften Text, oder es ist aus dem gezählt, was dieses Dokument zeigt. Was "
            "aus einer Quelle zitiert ist, hat eine Zeile."
        ),
        "quoted-words": "Zitiert",
        "and-one-more": "und eine weitere Stelle",
        "and-more": "und {count} weitere",
        "short": "In einer Adresse steht … in der Mitte für {head} und am Ende für {tail}.",
        "quoted-source": "Quelle und ihre Adresse",
        "edition": "Zu dieser Ausgabe",
        "note": "Hinweis",
    },
}

_MONTHS: dict[str, str] = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}

MONTH_NAMES = {lang: names.split() for lang, names in _MONTHS.items()}

# What XML 1.0 cannot carry: controls, lone surrogates, non-characters.
_LAST_TWO = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
_UNSAFE = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_LAST_TWO}]"
)
_SPACES = re.compile("[\t\n\r\x85\u2028\u2029]+")


def word(key: str, lang: str) -> str:
    """The writer's own word for ``key`` in ``lang``; English where the language is not known."""
    return _WORDS.get(lang[:2], _WORDS["en"])[key]


def sources_of(span: str, lang: str) -> str:
    """What a link of reading numbers says aloud: ``Sources of numbers 2 to 12``."""
    key = "source" if span.isdecimal() else "sources"
    return f"{word(key, lang)} " + span.replace("–", f" {word('to', lang)} ")


def day_of(day: date, lang: str) -> str:
    """A date in words, e.g. *21 November 2026*; French and German keep day and month together."""
    language = lang[:2] if lang[:2] in MONTH_NAMES else "en"
    month = MONTH_NAMES[language][day.month - 1]
    number = f"{day.day}." if language == "de" else str(day.day)
    if language == "fr" and day.day == 1:
        number = "1er"
    space = " " if language == "en" else "\u00a0"
    return f"{number}{space}{month} {day.year}"


def clean(text: str) -> str:
    """Text that every format can carry: no control characters, line ends as spaces."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub("", _SPACES.sub(" ", text))
