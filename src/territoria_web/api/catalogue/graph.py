"""A handful of statements, and the vocabularies they are made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NAMESPACES: Final[Mapping[str, str]] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}


@dataclass(frozen=True, slots=True)
class Iri:
    """A thing by its address; ``prefix:name`` is written out."""

    address: str

    @property
    def whole(self) -> str:
        """The address without short forms."""
        prefix, colon, name = self.address.partition(":")
        return NAMESPACES[prefix] + name if colon and prefix in NAMESPACES else self.address


@dataclass(frozen=True, slots=True)
class Literal:
    """Words in a language, or a value of a data type such as ``xsd:date``."""

    text: str
    lang: str = ""
    kind: str = ""


Term = Iri | Literal


@dataclass
class Graph:
    """Statements by subject, in the order in which they were made."""

    subjects: dict[str, list[tuple[str, Term]]] = field(default_factory=dict)

    def say(self, subject: str, kind: str, *statements: tuple[str, Term]) -> None:
        """``subject`` is a ``kind`` (``dcat:Dataset``), and these hold of it."""
        held = self.subjects.setdefault(subject, [])
        held += [("rdf:type", Iri(kind)), *statements]


def thing(name: str, address: str) -> tuple[str, Term]:
    """``name`` is the thing at ``address``."""
    return name, Iri(address)


def words(name: str, text: Mapping[str, str]) -> list[tuple[str, Term]]:
    """``name`` is said in these languages."""
    return [(name, Literal(said, lang=lang)) for lang, said in text.items()]


def value(name: str, text: object, kind: str = "") -> tuple[str, Term]:
    """``name`` has this value."""
    return name, Literal(str(text), kind=kind)
