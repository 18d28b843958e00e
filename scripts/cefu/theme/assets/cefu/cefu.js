// The theme layer's own scripts.
