"""The JSON schemas of the texts are those of the classes in the engine."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from territoria.content import FOLDERS

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "content" / "schemas"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """``scripts/write_schemas.py``, which is no part of a package."""
    spec = importlib.util.spec_from_file_location(
        "write_schemas", ROOT / "scripts/write_schemas.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_schema_is_that_of_its_class_or_make_content_was_forgotten(script, kind):
    assert (SCHEMAS / f"{kind}.json").read_text(encoding="utf-8") == script.schemas()[
        f"{kind}.json"
    ]


def test_there_is_one_schema_for_every_kind_of_text_and_no_other():
    assert {path.name for path in SCHEMAS.iterdir()} == {f"{kind}.json" for kind in FOLDERS}


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_schema_asks_for_the_fields_of_its_class_and_refuses_others(kind):
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    assert set(schema["properties"]) == set(FOLDERS[kind].model_fields)
    assert set(schema["required"]) == {
        name for name, field in FOLDERS[kind].model_fields.items() if field.is_required()
    }
    assert schema["additionalProperties"] is False


def test_writing_mends_a_stale_schema_and_takes_away_one_without_a_class(script, tmp_path):
    (tmp_path / "roles.json").write_text("stale", encoding="utf-8")
    (tmp_path / "gone.json").write_text("{}", encoding="utf-8")
    script.write_schemas(tmp_path)
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == script.schemas()


def test_a_schema_is_written_the_same_way_every_time(script):
    for text in script.schemas().values():
        assert (
            text
            == json.dumps(json.loads(text), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        )
