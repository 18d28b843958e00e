"""Plain text: decoded, its columns parted and its labels put before their words."""
