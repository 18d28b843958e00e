"""Cefu (策府): a static research-archive generator for Chinese policy briefs."""

__version__ = "0.1.0"
