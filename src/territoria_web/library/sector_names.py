"""What the sections of NACE Rev. 2 are called in plain words; the names are the house's own.

Source of letters and order: Regulation (EC) No 1893/2006, annex I. Households as employers (T) and
bodies outside the territory (U) are no firms.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

SECTORS = {
    "A": gettext_noop("Farming, forestry and fishing"),
    "B": gettext_noop("Mining and quarrying"),
    "C": gettext_noop("Making things: industry and crafts"),
    "D": gettext_noop("Electricity, gas and heat"),
    "E": gettext_noop("Water, waste and recycling"),
    "F": gettext_noop("Building and construction"),
    "G": gettext_noop("Trade, and repair of vehicles"),
    "H": gettext_noop("Transport, storage and post"),
    "I": gettext_noop("Hotels, restaurants and cafés"),
    "J": gettext_noop("Software, media and telecoms"),
    "K": gettext_noop("Banks and insurance"),
    "L": gettext_noop("Real estate"),
    "M": gettext_noop("Law, accounting, engineering, design and research"),
    "N": gettext_noop("Cleaning, security, travel, staff and rental"),
    "O": gettext_noop("Public administration"),
    "P": gettext_noop("Education and training"),
    "Q": gettext_noop("Health and care"),
    "R": gettext_noop("Culture, sport and leisure"),
    "S": gettext_noop("Hairdressers, repair shops, associations and other services"),
}
