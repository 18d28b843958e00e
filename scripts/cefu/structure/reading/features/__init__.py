"""The features, by what they look at; each module has its register."""
