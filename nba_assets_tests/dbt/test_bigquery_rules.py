"""What BigQuery refuses and its emulator does not: reserved words as names, unequal outer joins, deep views."""

import re
from functools import cache

import pytest
import sqlglot
from sqlglot import exp
from sqlglot.errors import OptimizeError

from nba_assets_tests.dbt.bigquery_reading import faults, resolved, type_faults
from nba_assets_tests.dbt.conftest import DbtRun
from nba_assets_tests.dbt.test_builds import compiled_models

RESERVED_WORDS = (
    "all and any array as asc assert_rows_modified at between by case cast collate contains create cross cube current "
    "default define desc distinct else end enum escape except exclude exists extract false fetch following for from "
    "full group grouping groups hash having if ignore in inner intersect interval into is join lateral left like limit "
    "lookup merge natural new no not null nulls of on or order outer over partition preceding proto qualify range "
    "recursive respect right rollup rows select set some struct tablesample then to treat true unbounded union unnest "
    "using when where window with within"
).replace(" ", "|")
# As an alias, or as the name of a common table expression.
RESERVED_NAME = re.compile(
    rf"\bas\s+({RESERVED_WORDS})\b(?!\s*\()|(?:,|\bwith)\s*({RESERVED_WORDS})\s+as\s*\(", re.IGNORECASE
)
MOST_NESTED_VIEWS = 16


def names_reserved(sql: str) -> list[str]:
    """Return the reserved words that a statement uses as names."""
    code = re.sub(r"--.*", "", sql)
    return [next(word for word in match.groups() if word).lower() for match in RESERVED_NAME.finditer(code)]


def joins_without_equality(sql: str) -> list[str]:
    """Return the conditions of outer joins in which no column of one side equals something of the other."""
    joins = sqlglot.parse_one(sql, read="bigquery").find_all(exp.Join)
    outer = [join for join in joins if join.side in ("LEFT", "RIGHT", "FULL")]
    return [join.sql() for join in outer if not any(_links(join, term) for term in _terms(join))]


def _terms(join: exp.Join) -> list[exp.Expression]:
    condition = join.args.get("on")
    if condition is None:
        return [exp.true()] if join.args.get("using") else []
    return list(condition.flatten()) if isinstance(condition, exp.And) else [condition]


def _links(join: exp.Join, term: exp.Expression) -> bool:
    if join.args.get("using"):
        return True
    joined = join.this.alias_or_name
    sides = [{column.table for column in side.find_all(exp.Column)} for side in term.args.values() if side]
    return isinstance(term, exp.EQ) and [joined in side for side in sides].count(True) == 1 and all(sides)


def test_the_rules_find_what_they_look_for() -> None:
    assert names_reserved("with rows as (select 1 as hash) select max(a) as most, `x` as `set` from rows") == [
        "rows",
        "hash",
    ]
    bad = "select 1 from a left join b on a.day < b.day and b.kind = 'x'"
    good = "select 1 from a left join b on a.day = b.day and a.x < b.x full join c using (day)"
    assert len(joins_without_equality(bad)) == 1
    assert joins_without_equality(good) == []


COLUMNS = {"p": {"d": {"t": {"a": "INT64", "b": "STRING", "c": "BOOL", "f": "FLOAT64"}}}}


def test_the_reading_knows_no_alias_of_its_own_select() -> None:
    resolved("with x as (select a + 1 as more from p.d.t) select more * 2 as twice from x order by twice", COLUMNS)
    with pytest.raises(OptimizeError, match="more"):
        resolved("select a + 1 as more, more * 2 as twice from p.d.t", COLUMNS)


@pytest.mark.parametrize(
    ("sql", "count"),
    [
        ("select a = b as x from p.d.t", 1),
        ("select a + 0.5 > f as x, b = 'y' as y, coalesce(a, f) as z, case when c then a end as u from p.d.t", 0),
        ("select coalesce(b, a) as x from p.d.t", 1),
        ("select case when c then a else b end as x from p.d.t", 1),
        ("select sum(c) as x from p.d.t", 1),
        ("select row_number() over (partition by f order by a) as x from p.d.t", 1),
        ("select a from p.d.t union all select b from p.d.t", 1),
    ],
)
def test_the_reading_knows_what_goes_together(sql: str, count: int) -> None:
    assert len(list(type_faults(resolved(sql, COLUMNS)))) == count


def test_bigquery_resolves_every_name_and_type(compiled_for_bigquery: DbtRun) -> None:
    found = list(faults(compiled_for_bigquery.artifact("manifest.json"), compiled_for_bigquery.target))
    assert found == []


def test_no_reserved_word_is_a_name(compiled_for_bigquery: DbtRun) -> None:
    found = {file.stem: names_reserved(file.read_text()) for file in compiled_models(compiled_for_bigquery)}
    assert {model: words for model, words in found.items() if words} == {}


def test_every_outer_join_has_an_equality(compiled_for_bigquery: DbtRun) -> None:
    found = {file.stem: joins_without_equality(file.read_text()) for file in compiled_models(compiled_for_bigquery)}
    assert {model: joins for model, joins in found.items() if joins} == {}


def test_views_do_not_nest_deeper_than_allowed(compiled_for_bigquery: DbtRun) -> None:
    nodes = compiled_for_bigquery.artifact("manifest.json")["nodes"]

    @cache
    def levels(name: str) -> int:
        """Views from here down to the nearest tables."""
        node = nodes.get(name, {})
        if node.get("config", {}).get("materialized") != "view":
            return 0
        return 1 + max((levels(parent) for parent in node["depends_on"]["nodes"]), default=0)

    deep = {name: levels(name) for name in nodes if levels(name) > MOST_NESTED_VIEWS}
    assert deep == {}
