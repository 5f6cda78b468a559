"""What is known of territories: figures and scores, findings and policies, the register of initiatives."""

from territoria_web.measure.models.figures import (
    Assessment,
    Figure,
    Finding,
    Observation,
    Policy,
    Release,
    Score,
)
from territoria_web.measure.models.register import (
    Initiative,
    InitiativeEdition,
    InitiativeReview,
)

__all__ = [
    "Assessment",
    "Figure",
    "Finding",
    "Initiative",
    "InitiativeEdition",
    "InitiativeReview",
    "Observation",
    "Policy",
    "Release",
    "Score",
]
