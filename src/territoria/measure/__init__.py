"""Measure: from observations to scores with ranges, by methods that the framework names."""

from territoria.measure.assessment import Assessment, assess, score_with_uncertainty

__all__ = ["Assessment", "assess", "score_with_uncertainty"]
