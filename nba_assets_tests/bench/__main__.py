"""``python -m nba_assets_tests.bench``: what the SQL and the raw layer can do on this machine."""

from nba_assets_tests.bench import raw_layer, sql_layer

if __name__ == "__main__":
    sql_layer.main()
    raw_layer.main()
