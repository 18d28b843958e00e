"""The desk's web server: who may ask, what answers, and how it runs."""
