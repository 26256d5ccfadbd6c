"""How the bundled archive is made from a folder of recorded public data."""
