"""What the catalogue says: who publishes, which data sets, their files, and this API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from territoria_web.api.catalogue.graph import Graph, Iri, Term, thing, value, words
from territoria_web.library.languages import language_codes
from territoria_web.measure.queries.release_pages import (
    ReleaseFile,
    ReleaseSummary,
    public_releases,
    summary_of,
)

# languages in the list of the Publications Office; one that is not here is not named
LANGUAGES = {
    "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG", "es": "SPA",
    "et": "EST", "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN", "it": "ITA",
    "lt": "LIT", "lv": "LAV", "mt": "MLT", "nl": "NLD", "pl": "POL", "pt": "POR", "ro": "RON",
    "sk": "SLK", "sl": "SLV", "sv": "SWE",
}  # fmt: skip
EU = "http://publications.europa.eu/resource/authority"
FORMATS = {"csv.gz": "GZIP", "csv": "CSV", "parquet": "PARQUET", "zip": "ZIP"}
TITLE = gettext_noop("Territoria: evidence on the digital transformation of cities and regions")
DESCRIPTION = gettext_noop(
    "Figures on regions of the European Union, with source, year and status, as frozen releases "
    "with digests. Scores with ranges are computed from them."
)
DATA = gettext_noop(
    "Observations by territory, indicator and year. A missing figure has no line; it is never zero."
)
API = gettext_noop("API of Territoria")

Link = Callable[[str, list[Any]], str]


def catalogue(link: Link, root: str) -> Graph:
    """The whole catalogue; ``link`` makes an address from a name, ``root`` is that of the API."""
    graph = Graph()
    summaries = [summary_of(release) for release in public_releases()]
    here, publisher = f"{root}catalogue", f"{root}catalogue#publisher"
    datasets = [link("public:data-release", [s.release.name]) for s in summaries]
    name = settings.OPERATOR_NAME or "Territoria"
    graph.say(publisher, "foaf:Agent", value("foaf:name", name))
    graph.say(
        here,
        "dcat:Catalog",
        *_said("dct:title", TITLE),
        *_said("dct:description", DESCRIPTION),
        thing("dct:publisher", publisher),
        thing("foaf:homepage", link("public:home", [])),
        *_languages(),
        *(thing("dcat:dataset", dataset) for dataset in datasets),
        thing("dcat:service", f"{root}catalogue#api"),
    )
    for summary, dataset in zip(summaries, datasets, strict=True):
        _dataset(graph, summary, dataset, publisher, link)
    _service(graph, f"{root}catalogue#api", root, datasets, publisher)
    return graph


def _said(name: str, english: str) -> list[tuple[str, Term]]:
    said = {}
    for lang in language_codes():
        with override(lang):
            # what is not translated is English, and is not to be called anything else
            if lang == "en" or _(english) != english:
                said[lang] = _(english)
    return words(name, said)


def _languages() -> list[tuple[str, Term]]:
    codes = [LANGUAGES[lang] for lang in language_codes() if lang in LANGUAGES]
    return [thing("dct:language", f"{EU}/language/{code}") for code in codes]


def _dataset(
    graph: Graph, summary: ReleaseSummary, dataset: str, publisher: str, link: Link
) -> None:
    release = summary.release
    files = [(f, link("public:data-file", [release.name, f.name])) for f in summary.files]
    graph.say(
        dataset,
        "dcat:Dataset",
        value("dct:title", release.title),
        *_said("dct:description", DATA),
        value("dct:identifier", release.name),
        value("dcat:version", release.digest[:12]),
        value("dct:issued", timezone.localdate(release.made).isoformat(), "xsd:date"),
        thing("dct:publisher", publisher),
        thing("dct:accessRights", f"{EU}/access-right/PUBLIC"),
        thing("dct:spatial", f"{EU}/continent/EUROPE"),
        thing("dcat:theme", f"{EU}/data-theme/REGI"),
        thing("dcat:theme", f"{EU}/data-theme/TECH"),
        thing("dcat:landingPage", dataset),
        thing("dct:temporal", f"{dataset}#years"),
        thing("dct:provenance", f"{dataset}#sources"),
        *(thing("dcat:distribution", f"{address}#file") for _file, address in files),
    )
    graph.say(
        f"{dataset}#years",
        "dct:PeriodOfTime",
        value("dcat:startDate", f"{summary.first}-01-01", "xsd:date"),
        value("dcat:endDate", f"{summary.last}-12-31", "xsd:date"),
    )
    sources = "; ".join(dict.fromkeys(s["publisher"] for s in summary.sources))
    graph.say(f"{dataset}#sources", "dct:ProvenanceStatement", value("rdfs:label", sources))
    # the figures keep the licences of their publishers, so there is no one licence to name
    rights = f"{dataset}#rights"
    graph.say(rights, "dct:RightsStatement", value("rdfs:label", "; ".join(summary.licences)))
    for file, address in files:
        _distribution(graph, file, address, rights)


def _distribution(graph: Graph, file: ReleaseFile, address: str, rights: str) -> None:
    kind = FORMATS[file.name.partition(".")[2]]
    graph.say(
        f"{address}#file",
        "dcat:Distribution",
        value("dct:title", file.name),
        thing("dcat:accessURL", address),
        thing("dcat:downloadURL", address),
        thing("dcat:mediaType", f"http://www.iana.org/assignments/media-types/{file.media_type}"),
        thing("dct:format", f"{EU}/file-type/{kind}"),
        thing("dct:rights", rights),
        value("dcat:byteSize", file.bytes, "xsd:nonNegativeInteger"),
        thing("spdx:checksum", f"{address}#sha256"),
    )
    graph.say(
        f"{address}#sha256",
        "spdx:Checksum",
        ("spdx:algorithm", Iri("spdx:checksumAlgorithm_sha256")),
        value("spdx:checksumValue", file.sha256, "xsd:hexBinary"),
    )


def _service(graph: Graph, service: str, root: str, datasets: list[str], publisher: str) -> None:
    graph.say(
        service,
        "dcat:DataService",
        *_said("dct:title", API),
        thing("dcat:endpointURL", root),
        thing("dcat:endpointDescription", f"{root}openapi.json"),
        thing("dct:publisher", publisher),
        thing("dct:accessRights", f"{EU}/access-right/PUBLIC"),
        *(thing("dcat:servesDataset", dataset) for dataset in datasets),
    )
