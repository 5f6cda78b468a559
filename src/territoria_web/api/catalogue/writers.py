"""A graph as Turtle, JSON-LD and RDF/XML: three notations of the same statements."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from territoria_web.api.catalogue.graph import NAMESPACES, Graph, Iri, Literal, Term

_UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def as_turtle(graph: Graph) -> str:
    """Turtle 1.1."""
    head = [f"@prefix {prefix}: <{base}> ." for prefix, base in NAMESPACES.items()]
    blocks = []
    for subject, statements in graph.subjects.items():
        lines = [f"    {name} {_turtle_term(term)}" for name, term in statements]
        blocks.append(f"<{_safe(subject)}>\n" + " ;\n".join(lines) + " .")
    return "\n".join(head) + "\n\n" + "\n\n".join(blocks) + "\n"


def _turtle_term(term: Term) -> str:
    if isinstance(term, Iri):
        return f"<{_safe(term.whole)}>"
    text = '"' + "".join(_ESCAPES.get(c, c) for c in term.text) + '"'
    if term.lang:
        return f"{text}@{term.lang}"
    return f"{text}^^{term.kind}" if term.kind else text


def _safe(address: str) -> str:
    return _UNSAFE.sub(lambda found: f"%{ord(found.group()):02X}", address)


def as_jsonld(graph: Graph) -> str:
    """JSON-LD 1.1, flattened."""
    nodes = []
    for subject, statements in graph.subjects.items():
        node: dict[str, Any] = {"@id": _safe(subject)}
        for name, term in statements:
            if name == "rdf:type":
                node.setdefault("@type", []).append(term.address if isinstance(term, Iri) else "")
            else:
                node.setdefault(name, []).append(_jsonld_term(term))
        nodes.append(node)
    body = {"@context": dict(NAMESPACES), "@graph": nodes}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _jsonld_term(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"@id": _safe(term.whole)}
    if term.lang:
        return {"@value": term.text, "@language": term.lang}
    return {"@value": term.text, "@type": term.kind} if term.kind else {"@value": term.text}


def as_rdf_xml(graph: Graph) -> str:
    """RDF/XML."""
    spaces = " ".join(f"xmlns:{prefix}={quoteattr(base)}" for prefix, base in NAMESPACES.items())
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<rdf:RDF {spaces}>"]
    for subject, statements in graph.subjects.items():
        lines.append(f"<rdf:Description rdf:about={quoteattr(_safe(subject))}>")
        lines += [_xml_statement(name, term) for name, term in statements]
        lines.append("</rdf:Description>")
    return "\n".join([*lines, "</rdf:RDF>", ""])


def _xml_statement(name: str, term: Term) -> str:
    if isinstance(term, Iri):
        return f"  <{name} rdf:resource={quoteattr(_safe(term.whole))}/>"
    return f"  <{name}{_xml_kind(term)}>{escape(term.text)}</{name}>"


def _xml_kind(term: Literal) -> str:
    if term.lang:
        return f" xml:lang={quoteattr(term.lang)}"
    return f" rdf:datatype={quoteattr(Iri(term.kind).whole)}" if term.kind else ""
