"""The files of an archive: one module for each family of them."""
