"""Files that keepers write, changed at one place and nowhere else."""
