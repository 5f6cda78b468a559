"""Conversion: figures of one NUTS version carried over to another, by the overlaps of the JRC."""

from territoria.conversion.figures import convert
from territoria.conversion.matrix import Overlaps, overlaps
from territoria.conversion.result import Converted

__all__ = ["Converted", "Overlaps", "convert", "overlaps"]
