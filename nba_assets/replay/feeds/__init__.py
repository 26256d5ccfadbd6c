"""One module per provider feed: pure functions of archive, moment and parameters to the provider's payload."""
