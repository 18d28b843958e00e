"""The timeline page and its picture of density."""
