"""Tree, weights and groups of the example are those of COINr."""


def test_every_indicator_stands_below_the_same_nodes(coinr):
    tree = coinr.tree()
    parent = {child: branch.id for branch in tree.nodes for child in tree.children(branch)}
    for row in coinr.rows("standard/Meta_Lineage"):
        line = [code for code in row.values() if code]
        above = [line[0]]
        while above[-1] in parent:
            above.append(parent[above[-1]])
        assert [*above[:-1], "Index"] == line


def test_every_weight_is_the_given_one(coinr):
    tree = coinr.tree()
    ours = {
        child: float(weight)
        for branch in tree.nodes
        for child, weight in zip(tree.children(branch), branch.weights, strict=True)
    }
    rows = coinr.rows("standard/Weights_Original")
    assert {r["iCode"]: float(r["Weight"]) for r in rows if r["iCode"] != "Index"} == ours


def test_every_indicator_keeps_its_direction_unit_and_denominator(coinr):
    rows = {r["iCode"]: r for r in coinr.rows("standard/Meta_Ind")}
    tree = coinr.tree()
    directions = dict(zip(tree.indicators, tree.direction, strict=True))
    assert {i: float(rows[i]["Direction"]) for i in tree.indicators} == directions


def test_every_country_stands_in_the_same_continent(coinr):
    rows = {r["uCode"]: r["EurAsia_group"] for r in coinr.rows("standard/Meta_Unit")}
    assert {t.code: t.country for t in coinr.territories} == rows
