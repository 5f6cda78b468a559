"""Write content/schemas/<kind>.json: one JSON schema a kind of text, from the engine's classes.

Editors that know JSON Schema then complete and check the YAML while it is written. Run it by
``make content`` after a change to a class in ``territoria.model``; a test fails where a schema is
stale.
"""

from __future__ import annotations

import json
from pathlib import Path

from territoria.content import FOLDERS

SCHEMAS = Path(__file__).resolve().parents[1] / "content" / "schemas"


def schemas() -> dict[str, str]:
    """File name → text of every schema."""
    return {
        f"{kind}.json": json.dumps(
            model.model_json_schema(), indent=2, sort_keys=True, ensure_ascii=False
        )
        + "\n"
        for kind, model in FOLDERS.items()
    }


def write_schemas(folder: Path = SCHEMAS) -> None:
    """Write every schema, and take away those of kinds that are no more."""
    folder.mkdir(exist_ok=True)
    texts = schemas()
    for path in folder.glob("*.json"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_schemas()
