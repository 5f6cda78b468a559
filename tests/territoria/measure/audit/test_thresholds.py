import re
from dataclasses import fields
from pathlib import Path

from territoria.measure.audit.thresholds import RULES, SEVERITIES, Thresholds


def test_every_threshold_is_a_field_and_every_rule_has_a_source():
    known = {f.name for f in fields(Thresholds)} | {""}
    for rule in RULES.values():
        assert rule.threshold in known
        assert rule.severity in SEVERITIES
        assert rule.source


def test_every_threshold_is_used_by_a_rule():
    used = {rule.threshold for rule in RULES.values()} - {""}
    assert {f.name for f in fields(Thresholds)} == used


def test_rules_stand_in_the_order_of_severity():
    order = [SEVERITIES.index(rule.severity) for rule in RULES.values()]
    assert order == sorted(order)


def test_the_document_lists_every_rule_with_its_severity_and_threshold():
    page = Path(__file__).parents[4] / "docs" / "methods" / "audit.md"
    text = page.read_text(encoding="utf-8")
    lines = [re.split(r"(?<!\\)\|", line) for line in text.splitlines()]
    rows = {cells[1].strip("` "): cells[2:6] for cells in lines if len(cells) == 7}
    limits = Thresholds()
    for rule in RULES.values():
        severity, _, threshold, _ = rows[rule.id]
        assert severity.strip() == rule.severity
        value = f"{getattr(limits, rule.threshold):g}" if rule.threshold else ""
        written = f"`{rule.threshold}` {value.replace('-', '−')}" if rule.threshold else ""
        assert threshold.strip() == written
