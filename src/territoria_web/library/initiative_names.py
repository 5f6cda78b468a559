"""What the codes of an initiative are called: areas, instruments, levels, evaluations, sizes of firms."""

from __future__ import annotations

from django.utils.translation import gettext_noop

AREAS = {
    "awareness": gettext_noop("awareness"),
    "training": gettext_noop("training"),
    "support-network": gettext_noop("advice and support networks"),
    "marketplace-procurement": gettext_noop("marketplaces and procurement"),
    "finance": gettext_noop("finance"),
    "environment-law": gettext_noop("rules and environment"),
}
INSTRUMENTS = {
    "event": gettext_noop("events"),
    "course": gettext_noop("courses"),
    "adviser": gettext_noop("advisers"),
    "voucher": gettext_noop("vouchers"),
    "grant": gettext_noop("grants"),
    "guarantee": gettext_noop("guarantees"),
    "platform": gettext_noop("platform"),
    "rule": gettext_noop("rule"),
    "standard": gettext_noop("standard"),
    "procurement": gettext_noop("procurement"),
}
LEVELS = {
    "local": gettext_noop("local"),
    "regional": gettext_noop("regional"),
    "national": gettext_noop("national"),
    "eu": gettext_noop("European Union"),
}
EVALUATIONS = {
    "trial": gettext_noop("a trial with a lottery"),
    "comparison-group": gettext_noop("with a comparison group"),
    "before-after": gettext_noop("before and after"),
    "report": gettext_noop("a report, without comparison"),
    "none": gettext_noop("none found"),
}
SIZES = {
    "self-employed": gettext_noop("self-employed"),
    "micro": gettext_noop("under 10 staff"),
    "small": gettext_noop("10 to 49 staff"),
    "medium": gettext_noop("50 to 249 staff"),
    "large": gettext_noop("250 staff and more"),
}
MONEY_FROM = {
    "eu": gettext_noop("European Union"),
    "national": gettext_noop("the state"),
    "regional": gettext_noop("the region"),
    "local": gettext_noop("cities and districts"),
    "private": gettext_noop("private"),
}
