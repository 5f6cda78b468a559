from __future__ import annotations

from pathlib import Path

import pytest

from territoria.errors import DataError
from territoria.sources.sdmx_file import read_sdmx, read_sdmx_csv, read_sdmx_file
from web_service import WIRE

ONE = """DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS
ESTAT:X(1.0),15/01/26 11:00:00,A,PC,AT,2020,1.50,b,
ESTAT:X(1.0),15/01/26 11:00:00,A,PC,BE,2020,,,C
ESTAT:X(1.0),15/01/26 11:00:00,A,PC,DE,2020,0,,F
"""
TWO = """STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT
dataflow,OECD:X(1.0),I,AUT,2020,1.5,A,0
dataflow,OECD:X(1.0),I,BEL,2020,NaN,M,0
"""
NAMESPACES = 'xmlns:m="m" xmlns:g="g"'
SERIES = f"""<m:GenericData {NAMESPACES}><m:Header><m:Prepared>2026-01-01</m:Prepared>
<m:Sender id="OECD"/><m:DataSetID>flow</m:DataSetID></m:Header><m:DataSet><g:Series>
<g:SeriesKey><g:Value id="REF_AREA" value="AUT"/></g:SeriesKey>
<g:Obs><g:ObsDimension value="2020"/><g:ObsValue value="1.50"/>
<g:Attributes><g:Value id="OBS_STATUS" value="E"/></g:Attributes></g:Obs>
<g:Obs><g:ObsDimension value="2021"/><g:ObsValue value="NaN"/></g:Obs>
</g:Series></m:DataSet></m:GenericData>"""
FLAT = f"""<m:GenericData {NAMESPACES}><m:DataSet>
<g:Obs><g:ObsKey><g:Value id="REF_AREA" value="AUT"/><g:Value id="TIME_PERIOD" value="2020"/>
</g:ObsKey><g:ObsValue value="3"/></g:Obs></m:DataSet></m:GenericData>"""
OLD = f"""<m:GenericData {NAMESPACES}><m:DataSet><g:Series><g:SeriesKey>
<g:Value concept="GEO" value="AT"/></g:SeriesKey><g:Obs><g:Time>2020</g:Time>
<g:ObsValue value="7"/></g:Obs></g:Series></m:DataSet></m:GenericData>"""
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + SERIES


def rows(text: str) -> list[tuple[str | None, ...]]:
    return read_sdmx(text.encode(), where="x").table.rows()


def refused(content: bytes | str) -> str:
    with pytest.raises(DataError) as caught:
        read_sdmx(content if isinstance(content, bytes) else content.encode(), where="x")
    problem = caught.value.problems[0]
    return f"{problem.where}: {problem.what}"


def test_sdmx_csv_of_version_1_is_read():
    cube = read_sdmx_csv(ONE, where="x")
    assert cube.ids == ("freq", "unit", "geo", "TIME_PERIOD")
    assert (cube.label, cube.updated) == ("ESTAT:X(1.0)", "15/01/26 11:00:00")
    assert cube.table.rows() == [
        ("A", "PC", "AT", "2020", "1.50", "b"),
        ("A", "PC", "BE", "2020", None, "c"),
        ("A", "PC", "DE", "2020", "0", ""),
    ]


def test_sdmx_csv_of_version_2_is_read():
    assert rows(TWO) == [("AUT", "2020", "1.5", ""), ("BEL", "2020", None, "M")]


def test_cells_with_labels_give_their_codes():
    text = "STRUCTURE,geo: Place,TIME_PERIOD: Time,OBS_VALUE: Value,OBS_FLAG: Flag\n"
    text += "dataflow,AT: Austria,2020,1,e: estimated\n"
    assert rows(text) == [("AT", "2020", "1", "e")]


def test_series_of_generic_data_are_read():
    cube = read_sdmx(SERIES.encode(), where="x")
    assert cube.table.rows() == [("AUT", "2020", "1.50", "E"), ("AUT", "2021", None, "")]
    assert (cube.label, cube.source, cube.updated) == ("flow", "OECD", "2026-01-01")


def test_flat_generic_data_are_read():
    assert rows(FLAT) == [("AUT", "2020", "3", "")]


def test_generic_data_of_version_2_0_are_read():
    assert rows(OLD) == [("AT", "2020", "7", "")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "x: the file is empty."),
        (BOMB, "x: the XML declares a document type."),
        (SERIES.encode("utf-16"), "x: the file is not UTF-8."),
        (("<" + SERIES[1:]).encode("utf-16-be"), "x: the file is not UTF-8."),
        (SERIES[:-30], "x: this is not whole XML ("),
        ("<m:Structure xmlns:m='m'/>", "x: the message is Structure, no generic data."),
        (f"<m:GenericData {NAMESPACES}/>", "x: the message holds no figure."),
        ("a,b\n1,2\n", "x:1: there is no column OBS_VALUE."),
        (ONE + "ESTAT\n", "x:5: 1 cells under 9 columns."),
        (ONE.replace("AT", "Ö").encode("latin-1"), "x: the file is not UTF-8."),
    ],
)
def test_what_does_not_hold_is_said(content, says):
    assert refused(content).startswith(says)


def test_the_specimen_of_generic_data_is_read():
    path = WIRE / "sdmx" / "une_gen.xml"
    if not path.is_file():
        pytest.skip(f"the recorded answers are not here: {WIRE} is absent")
    cube = read_sdmx_file(Path(path))
    assert cube.ids == ("UNIT", "AGE", "SEX", "GEO", "FREQ", "TIME_PERIOD")
    assert len(cube.table) == 9477
    assert cube.table["value"].null_count() == 324
    assert set(cube.table["status"].to_list()) == {"", "b", "i"}
    assert (cube.of_role("geo").id, cube.of_role("time").id) == ("GEO", "TIME_PERIOD")
