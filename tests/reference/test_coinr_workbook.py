"""The formulas of the workbook give the results of the reference."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from spreadsheet import Spreadsheet
from territoria.documents.workbook import workbook_bytes
from territoria.documents.workbook.places import FIRST_COLUMN, FIRST_ROW, Places
from territoria.measure.score import score


def test_the_formulas_give_the_scores_and_ranks_of_the_standard_example(coinr):
    scores = score(coinr.tree(), coinr.cut("standard/Denominated"))
    book = Spreadsheet(workbook_bytes(scores))
    order = list(Places(scores).nodes)

    def table(sheet):
        return np.array(
            [
                [book.value(sheet, FIRST_ROW + t, FIRST_COLUMN + n) for t in range(51)]
                for n in range(len(order))
            ]
        )

    assert_allclose(
        table("Scores"), coinr.nodes("standard/Aggregated")[order], rtol=1e-9, atol=1e-12
    )
    ranks = coinr.nodes("standard/Results_Full_ranks")[order]
    np.testing.assert_array_equal(table("Ranks"), ranks)
