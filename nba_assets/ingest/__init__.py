"""The way from a provider into a raw table: ask, land the bytes, read what has landed, replace the partition."""
