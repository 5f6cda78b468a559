"""A company day on paper: a page for each company, the tables slot by slot."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from day_of_companies import ORIGIN, a_company_day, a_talk
from territoria_web.act.rules.companies import Talk
from territoria_web.reports.company_day import NothingToPrint, has_agendas, paper_of

pytestmark = pytest.mark.django_db


def pages(pdf: bytes) -> list[str]:
    return [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(pdf)).pages]


def test_each_company_has_its_page_and_each_slot_its_tables():
    day = a_company_day(firms=3, state="arranged", language="de")
    row, today = day.row, date(2027, 3, 1)
    a_talk(day, 0, 1, state=Talk.SCHEDULED, slot=1, table=2)
    missed = a_talk(day, 0, 2, state=Talk.NO_SHOW, slot=2, table=1)
    agendas = pages(paper_of(row, "agendas", origin=ORIGIN, today=today))
    assert len(agendas) == 3
    woodworks = next(one for one in agendas if "Sensoria, Milano" in one)
    assert "Sensoren" in woodworks
    assert "Aquitaine Tri, Bordeaux" not in woodworks
    tables = pages(paper_of(row, "tables", origin=ORIGIN, today=today))
    assert len(tables) == 1
    assert "2 Woodworks Sensoria" in tables[0]
    missed.delete()
    row.encounters.update(state=Talk.ACCEPTED)
    assert not has_agendas(row)
    with pytest.raises(NothingToPrint):
        paper_of(row, "tables", origin=ORIGIN, today=today)
