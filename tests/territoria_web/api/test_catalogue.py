"""The catalogue holds what DCAT-AP 3 demands, in three notations that say the same."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from territoria_web.measure.models import Release

rdflib = pytest.importorskip("rdflib")
pyshacl = pytest.importorskip("pyshacl")

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("site_data"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]
SHAPES = Path(__file__).with_name("dcat_ap_3.ttl")
KINDS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


def graph_of(client: Client, suffix: str):
    text = client.get(f"/api/v1/catalogue.{suffix}").content.decode()
    return rdflib.Graph().parse(data=text, format=KINDS[suffix])


def test_the_three_notations_say_the_same(client: Client):
    from rdflib.compare import isomorphic

    turtle = graph_of(client, "ttl")
    assert len(turtle) > 80
    assert isomorphic(turtle, graph_of(client, "jsonld"))
    assert isomorphic(turtle, graph_of(client, "rdf"))


def test_it_holds_what_the_profile_demands(client: Client):
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    conforms, _, said = pyshacl.validate(graph_of(client, "ttl"), shacl_graph=shapes)
    assert conforms, said


def test_the_shapes_catch_a_catalogue_without_publisher(client: Client):
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    graph = graph_of(client, "ttl")
    graph.remove((None, rdflib.DCTERMS.publisher, None))
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=shapes)
    assert not conforms


def test_a_release_is_issued_on_the_day_that_its_page_names(client: Client):
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past midnight in Brussels
    Release.objects.update(made=late)
    issued = graph_of(client, "ttl").objects(None, rdflib.DCTERMS.issued)
    assert {str(day) for day in issued} == {"2026-07-01"}


def test_every_file_is_there_with_the_digest_that_is_told(client: Client):
    import hashlib

    spdx = rdflib.Namespace("http://spdx.org/rdf/terms#")
    graph = graph_of(client, "ttl")
    for address in graph.objects(None, rdflib.DCAT.downloadURL):
        content = client.get("/" + str(address).split("/", 3)[3]).content
        told = graph.value(rdflib.URIRef(f"{address}#sha256"), spdx.checksumValue, any=True)
        assert hashlib.sha256(content).hexdigest() == str(told).lower()


def test_words_that_would_break_a_notation_are_escaped():
    from territoria_web.api.catalogue.graph import Graph, thing, value
    from territoria_web.api.catalogue.writers import as_jsonld, as_rdf_xml, as_turtle

    graph = Graph()
    text = 'a "b" \\ <c> & \n d'
    graph.say(
        "http://x/ <y>",
        "dcat:Dataset",
        value("dct:title", text),
        thing("dct:source", "http://z/{q}"),
    )
    for write, kind in ((as_turtle, "turtle"), (as_jsonld, "json-ld"), (as_rdf_xml, "xml")):
        read = rdflib.Graph().parse(data=write(graph), format=kind)
        assert str(next(read.objects(None, rdflib.DCTERMS.title))) == text
