"""Open data: JSON with schemas, CSV, bibliographies, and the data package over all."""
