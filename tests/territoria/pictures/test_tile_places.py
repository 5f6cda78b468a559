from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.content import content_root
from territoria.model import Territory
from territoria.pictures.tile_places import Place, tile_places
from territoria.territories import read_territories


def place(
    code: str, longitude: float | None, latitude: float | None, country: str = ""
) -> Territory:
    return Territory(
        code=code, version="own", name=code, level=2, parent="", country=country or code[:2],
        area_km2=5000.0, longitude=longitude, latitude=latitude,
    )  # fmt: skip


@pytest.fixture(scope="module")
def regions() -> list[Territory]:
    path = content_root() / "territories" / "nuts2021.csv"
    return [t for t in read_territories(path) if t.level == 2]


@pytest.fixture(scope="module")
def europe(regions: list[Territory]) -> dict[str, Place]:
    return tile_places(regions)


def test_every_region_has_a_tile_of_its_own(regions, europe):
    assert set(europe) == {t.code for t in regions}
    assert len(set(europe.values())) == 242
    assert min(x for x, _ in europe.values()) == 0
    assert min(y for _, y in europe.values()) == 0


def test_the_order_of_the_list_does_not_matter(regions, europe):
    assert tile_places(regions[::-1]) == europe


def middle(europe: dict[str, Place], country: str) -> tuple[float, float]:
    """Mean column and row of a country, without its overseas regions."""
    overseas = ("FRY", "ES7", "PT2", "PT3")
    own = [p for c, p in europe.items() if c[:2] == country and not c.startswith(overseas)]
    return sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own)


@pytest.mark.parametrize(
    "west_to_east", ["PT ES IT EL", "IE NL DE PL LT", "FR AT HU RO", "DK SE FI"]
)
def test_countries_stand_in_order_from_west_to_east(europe, west_to_east):
    columns = [middle(europe, country)[0] for country in west_to_east.split()]
    assert columns == sorted(columns)


@pytest.mark.parametrize(
    "north_to_south", ["FI EE LV PL SK HU EL", "SE DK DE AT IT MT", "NL BE FR ES"]
)
def test_countries_stand_in_order_from_north_to_south(europe, north_to_south):
    rows = [middle(europe, country)[1] for country in north_to_south.split()]
    assert rows == sorted(rows)


def touching(europe: dict[str, Place], one: str, other: str) -> bool:
    others = {p for c, p in europe.items() if c.startswith(other)}
    beside = [(1, 0), (-1, 0), (0, 1), (0, -1)]
    mine = [p for c, p in europe.items() if c.startswith(one)]
    return any((x + dx, y + dy) in others for x, y in mine for dx, dy in beside)


@pytest.mark.parametrize(
    "pair", ["IE NL", "IE FR", "IT EL", "SE PL", "SE DE", "FI EE", "SE FI", "CY EL", "ITG MT"]
)
def test_the_seas_stay_free(europe, pair):
    assert not touching(europe, *pair.split())


@pytest.mark.parametrize("pair", ["PT ES", "ES FR", "FR BE", "FR IT", "DE PL", "BG EL", "LT LV"])
def test_neighbours_on_land_touch(europe, pair):
    assert touching(europe, *pair.split())


def test_countries_hold_together(europe):
    """A tile without a neighbour of its country lies beyond a sea; EL51 reaches round Bulgaria."""
    alone = []
    for code, (x, y) in europe.items():
        own = {p for c, p in europe.items() if c[:2] == code[:2] and c != code}
        near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)}
        if own and not own & near:
            alone.append(code)
    assert sorted(alone) == ["EL51", "ES70", "FRM0"]


def test_overseas_regions_stand_in_a_row_at_the_lower_left(europe):
    far = ["ES70", "FRY1", "FRY2", "FRY3", "FRY4", "FRY5", "PT20", "PT30"]
    last = max(y for _, y in europe.values())
    assert [europe[code] for code in far] == [(n, last) for n in range(8)]


def test_places_without_a_centre_point_stand_in_the_block():
    near = [place(f"AA{n}", 10 + n, 50.0) for n in range(4)]
    found = tile_places([*near, place("ZZ1", None, None)])
    assert found["ZZ1"] == (0, 2)
    assert {found[t.code][1] for t in near} == {0}


def test_without_any_centre_point_the_tiles_are_a_square_in_order_of_codes():
    found = tile_places([place(f"C{n}", None, None, "C") for n in range(4)])
    assert found == {"C0": (0, 0), "C1": (1, 0), "C2": (0, 1), "C3": (1, 1)}


def test_nothing_has_no_place_and_one_stands_at_the_corner():
    assert tile_places([]) == {}
    assert tile_places([place("AA1", 10, 50)]) == {"AA1": (0, 0)}


COORDINATE = st.one_of(st.none(), st.floats(-30, 60).map(lambda x: round(x, 1)))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(COORDINATE, COORDINATE, st.sampled_from(["AA", "BB", "CC"])), max_size=30)
)
def test_no_two_tiles_share_a_cell_wherever_the_places_lie(spots):
    territories = [
        place(f"{country}{n:02}", longitude, latitude, country)
        for n, (longitude, latitude, country) in enumerate(spots)
    ]
    found = tile_places(territories)
    assert len(found) == len(set(found.values())) == len(spots)
