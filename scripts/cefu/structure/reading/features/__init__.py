"""All features, by what they look at."""

from cefu.structure.reading.features import edges, geometry, openings, place, shapes

__all__ = ["edges", "geometry", "openings", "place", "shapes"]
