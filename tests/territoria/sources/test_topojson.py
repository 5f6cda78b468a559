from __future__ import annotations

import numpy as np

from territoria.sources.topojson import features_of

# two squares side by side; arc 0 is their common border, from south to north
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [10, 50]},
    "arcs": [
        [[2, 0], [0, 2]],
        [[2, 2], [-2, 0], [0, -2], [2, 0]],
        [[2, 0], [2, 0], [0, 2], [-2, 0]],
    ],
    "objects": {
        "n2": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"NUTS_ID": "AA1"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "id": "BB1"},
                {"type": "Point", "coordinates": [1, 1], "properties": {"NUTS_ID": "CC1"}},
                {"type": None, "properties": {"NUTS_ID": "DD1"}},
            ],
        }
    },
}


def test_arcs_are_steps_on_a_grid_and_run_backwards_too():
    found = [(p, [[r.tolist() for r in rings] for rings in q]) for p, q in features_of(TOPOLOGY)]
    west = [[11, 50], [11, 51], [10, 51], [10, 50], [11, 50]]
    east = [[11, 50], [12, 50], [12, 51], [11, 51], [11, 50]]
    assert found == [
        ({"NUTS_ID": "AA1"}, [[west]]),
        ({"id": "BB1"}, [[east]]),
        ({"NUTS_ID": "CC1"}, []),
        ({"NUTS_ID": "DD1"}, []),
    ]


def test_arcs_without_a_grid_are_coordinates():
    plain = {
        "arcs": [[[0, 0], [1, 0], [1, 1], [0, 0]]],
        "objects": {"a": {"type": "Polygon", "arcs": [[0]]}},
    }
    ((properties, ((ring,),)),) = features_of(plain)
    assert properties == {}
    assert np.array_equal(ring, [[0, 0], [1, 0], [1, 1], [0, 0]])
