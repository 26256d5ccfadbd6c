"""The replay world: a loopback server that answers as the real providers did, from an archive of recorded seasons."""
