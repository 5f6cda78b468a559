"""From longitude and latitude to a plane of equal areas, and distances on the globe.

Lambert's azimuthal projection on the ellipsoid GRS80, in the closed form that the European grid
ETRS89-LAEA uses (Snyder 1987, Map Projections: A Working Manual, pages 187 to 190).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EUROPE: Final = (10.0, 52.0)
"""Longitude and latitude of the centre of the European grid."""
_AXIS: Final = 6_378_137.0
_SQUARED: Final = 0.006694380022903416
"""Square of the eccentricity of GRS80."""
_RADIUS: Final = 6371.0


def equal_area(longitude: Floats, latitude: Floats, centre: tuple[float, float] = EUROPE) -> Floats:
    """Kilometres east and north of the centre, one row a point.

    The point opposite to the centre has no place on the map; it is put at the edge.
    """
    beta0, beta = _authalic(np.radians(centre[1])), _authalic(np.radians(latitude))
    turn = np.radians(longitude - centre[0])
    eccentricity = np.sqrt(_SQUARED)
    pole = _q(np.array(1.0), eccentricity)
    sphere = _AXIS * np.sqrt(pole / 2)
    sine = np.sin(np.radians(centre[1]))
    narrow = _AXIS * np.cos(np.radians(centre[1])) / np.sqrt(1 - _SQUARED * sine**2)
    stretch = narrow / (sphere * np.cos(beta0))
    beyond = 1 + np.sin(beta0) * np.sin(beta) + np.cos(beta0) * np.cos(beta) * np.cos(turn)
    reach = sphere * np.sqrt(2 / np.maximum(beyond, 1e-9))
    east = reach * stretch * np.cos(beta) * np.sin(turn)
    north = np.cos(beta0) * np.sin(beta) - np.sin(beta0) * np.cos(beta) * np.cos(turn)
    return np.column_stack((east, reach / stretch * north)) / 1000


def _q(sine: Floats, eccentricity: float) -> Floats:
    turned = eccentricity * sine
    bow = np.log((1 - turned) / (1 + turned)) / (2 * eccentricity)
    return (1 - _SQUARED) * (np.asarray(sine / (1 - turned**2)) - bow)


def _authalic(latitude: Floats | float) -> Floats:
    """The latitude on the sphere of equal area."""
    eccentricity = float(np.sqrt(_SQUARED))
    pole = _q(np.array(1.0), eccentricity)
    ratio = _q(np.sin(np.asarray(latitude)), eccentricity) / pole
    return np.asarray(np.arcsin(np.clip(ratio, -1, 1)))


def distances(longitude: Floats, latitude: Floats) -> Floats:
    """Kilometres from every point to every other, along the globe."""
    turn, height = np.radians(longitude), np.radians(latitude)
    up = np.sin((height[:, None] - height) / 2) ** 2
    across = np.sin((turn[:, None] - turn) / 2) ** 2
    chord = up + np.cos(height)[:, None] * np.cos(height) * across
    return np.asarray(2 * _RADIUS * np.arcsin(np.sqrt(np.clip(chord, 0, 1))))


def middle(longitude: Floats, latitude: Floats) -> tuple[float, float]:
    """Longitude and latitude of the mean of points on the globe."""
    turn, height = np.radians(longitude), np.radians(latitude)
    x = float(np.mean(np.cos(height) * np.cos(turn)))
    y = float(np.mean(np.cos(height) * np.sin(turn)))
    z = float(np.mean(np.sin(height)))
    return float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y))))


def map_centre(longitude: Floats, latitude: Floats) -> tuple[float, float]:
    """The centre of the European grid for places in Europe, else the places' own."""
    lon, lat = middle(longitude, latitude)
    return EUROPE if -25 <= lon <= 45 and 34 <= lat <= 72 else (lon, lat)


def far_away(longitude: Floats, latitude: Floats, countries: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which places lie beyond the sea from the rest of their country: the overseas regions.

    Places less than 800 km apart hang together (further where places are thinly spread). The
    largest piece is the map; a place outside is far away where the map holds its country, or where
    half an ocean lies between.
    """
    apart = distances(longitude, latitude)
    main = _largest(apart <= _reach(apart))
    outside = np.flatnonzero(~main)
    at_home = {countries[i] for i in np.flatnonzero(main)}
    far = np.zeros(len(longitude), dtype=bool)
    for i in outside:
        far[i] = countries[i] in at_home or apart[i, main].min() > 4000
    return far


def _reach(apart: Floats) -> float:
    """How far apart places may lie and still hang together; thinly spread places may lie further."""
    if len(apart) < 3:
        return float(np.inf)
    near = np.sort(apart, axis=1)[:, 1]
    return max(800.0, 6 * float(np.median(near)))


def _largest(close: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The largest set of places that hang together by ``close``; of equals the first."""
    left, best = np.ones(len(close), dtype=bool), np.zeros(len(close), dtype=bool)
    while left.any():
        found = np.zeros(len(close), dtype=bool)
        edge = np.zeros(len(close), dtype=bool)
        edge[np.flatnonzero(left)[0]] = True
        while edge.any():
            found |= edge
            edge = close[edge].any(axis=0) & ~found
        left &= ~found
        if found.sum() > best.sum():
            best = found
    return best
