from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from places import DAY, universe
from territoria.documents.audit import Subject
from territoria.documents.audit.publish import publish_audit
from territoria.measure.audit import audit


def subject() -> Subject:
    return Subject(audit(universe().assessment.scores), "figures", "0123")


def test_the_wanted_files_appear_and_each_is_a_step(tmp_path: Path) -> None:
    steps: list[int] = []
    found = publish_audit(
        subject(), DAY, tmp_path / "a", formats=("pdf",), step=lambda: steps.append(1)
    )
    assert [path.name for path in found.paths] == ["audit.pdf"]
    assert sorted(p.name for p in (tmp_path / "a").iterdir()) == ["audit.pdf"]
    assert steps == [1]
    assert found.summary[1].startswith("Nothing was found that must be mended.")
    reader = PdfReader(found.paths[0])
    assert reader.pages[0].mediabox[2:] == pytest.approx([595.28, 841.89], abs=0.01)
    assert "/StructTreeRoot" in reader.trailer["/Root"]
