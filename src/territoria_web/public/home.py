"""The start page: what this is, find your territory, a map, and a door for every need."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.measure.queries.holdings import Holdings, holdings
from territoria_web.measure.queries.map_subjects import subject_of
from territoria_web.measure.queries.mapped import MapData, map_data
from territoria_web.public.drawn_map import drawn_map
from territoria_web.public.map_finding import finding_of
from territoria_web.public.page import Page, Table
from territoria_web.territories.boundaries import ground_of


def home(request: HttpRequest) -> Page:
    """Calm and short: everything here leads on."""
    subject, assessment = subject_of("")
    release, data = assessment.release, map_data(subject, assessment)
    held, finding = holdings(release), finding_of(subject, data)
    ground = ground_of(assessment.release.descriptor.get("version_of_codes", "2021"), subject.level)
    numbers = _numbers(held, data)
    return Page(
        template="public/home.html",
        title="Territoria",
        finding=_(
            "See where your city or region stands in digital change, how sure that is, and what "
            "similar places did about it. Every figure is open and leads back to its source."
        ),
        facts={
            "picture": drawn_map(subject, data, ground, finding),
            "found": finding,
            "subject": subject,
            "years": data.years,
            "doors": _doors(),
            "numbers": numbers,
            "release": release,
            "digest": release.digest[:12],
        },
        card=reverse("public:map-png"),
        table=Table("holdings", ("what", "count"), [(label, n) for label, n, *_rest in numbers]),
        data={"release": release.name, "digest": release.digest},
    )


def _doors() -> list[tuple[str, str, str, str]]:
    """Need, what is behind the door, where it leads, and the words of the link."""
    return [
        (
            _("I want to know where we stand"),
            _("Four pillars with their ranges, gaps that matter, and how they moved."),
            reverse("public:find"),
            _("Choose your region"),
        ),
        (
            _("What could we do?"),
            _("Advice for your role, from mayor to university, each with reasons and cases."),
            reverse("public:advice"),
            _("Read the advice"),
        ),
        (
            _("Who is like us?"),
            _("Peers by structure, not by score: alike in people, economy and place."),
            reverse("public:compare"),
            _("Compare places"),
        ),
        (
            _("Show me the data"),
            _("Every indicator, year and source, to sift, to chart and to take away."),
            reverse("public:explore"),
            _("Explore the figures"),
        ),
        (
            _("Who does this with us?"),
            _("Meetings, projects and company days of cities, open to others."),
            reverse("public:network"),
            _("See what cities do together"),
        ),
        (
            _("We are a team"),
            _("A desk of your own: your figures, your peers, your decisions, written down."),
            reverse("desk:home"),
            _("Go to your desk"),
        ),
    ]


def _numbers(held: Holdings, data: MapData) -> list[tuple[str, int, str, str]]:
    """What there is: name, count, a remark, and where it is listed."""
    wrong = ngettext(
        "%(count)d of them went wrong", "%(count)d of them went wrong", held.went_wrong
    )
    without = ngettext("%(count)d still unknown", "%(count)d still unknown", data.unknown)
    figures = _("%(count)d of them with figures") % {"count": held.with_figures}
    return [
        (
            _("Regions scored"),
            data.known,
            without % {"count": data.unknown} if data.unknown else "",
            reverse("public:map"),
        ),
        (_("Indicators described"), held.indicators, figures, reverse("public:indicators")),
        (_("Figures"), held.observations, "", reverse("public:data")),
        (_("Frameworks"), held.frameworks, "", reverse("public:frameworks")),
        (
            _("Practices"),
            held.practices,
            wrong % {"count": held.went_wrong},
            reverse("public:practices"),
        ),
        (_("Recommendations"), held.recommendations, "", reverse("public:advice")),
    ]
