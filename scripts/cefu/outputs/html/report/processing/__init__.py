"""The page that tells how a report's text was made."""
