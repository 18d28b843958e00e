"""All features, by what they look at."""

from cefu.structure.reading.features import edges, openings, place, shapes
from cefu.structure.reading.registry import Feature

#: Every feature, in a fixed order.
FEATURES: tuple[Feature, ...] = (
    *edges.REGISTER,
    *openings.REGISTER,
    *shapes.REGISTER,
    *place.REGISTER,
)

__all__ = ["FEATURES"]
