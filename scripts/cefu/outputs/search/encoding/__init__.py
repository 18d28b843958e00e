"""How the search index lies in files: posting lists, shards, Bloom filter, compression."""
