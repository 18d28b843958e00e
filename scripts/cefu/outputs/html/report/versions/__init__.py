"""What a report has been through: its older versions, what changed in each, what took its place.

Older versions are for readers who cited them: at addresses of their own, found by no index.
"""
