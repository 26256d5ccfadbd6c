"""The dbt files that repeat the feature contract: the macro of its features, and their columns' descriptions.

``python -m nba_assets.assets.feature_files`` writes them; a test holds files and contract together. The macro file is
generated whole; in the YAML files only what stands between the two marks is.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from nba_assets.forecasting.feature_contract import CONTRACT_VERSION
from nba_assets.forecasting.features import FEATURES, Feature

DBT = Path(__file__).parents[2] / "nba_dbt"
MACRO_FILE = DBT / "macros" / "feature_contract.sql"
VALUES_FILE = DBT / "models" / "predictions" / "int_feature_values.yml"
STORE_FILE = DBT / "models" / "predictions" / "ml_feature_store_v2.yml"
FIRST_LINE = "      # Written by `python -m nba_assets.assets.feature_files` from the feature contract; do not edit.\n"
LAST_LINE = "      # End of the generated columns.\n"


class UnmarkedFileError(ValueError):
    """A YAML file does not hold the two marks between which the features' columns are written."""


def macro_sql() -> str:
    """Return the text of the macro file: the contract's version, and its features in order."""
    features = "".join(f"        {json.dumps(_for_macro(feature))},\n" for feature in FEATURES)
    return (
        "{# Generated from the feature contract by `python -m nba_assets.assets.feature_files`; do not edit. #}\n\n"
        f"{{% macro feature_version() %}}{{{{ return('v{CONTRACT_VERSION}') }}}}{{% endmacro %}}\n\n"
        "{% macro feature_contract() %}\n"
        f"    {{{{ return([\n{features}    ]) }}}}\n"
        "{% endmacro %}\n"
    )


def files() -> dict[Path, str]:
    """Return the text of every file, by its path; what is not generated stays as it is.

    Raises UnmarkedFileError when a YAML file holds no marks.
    """
    return {
        MACRO_FILE: macro_sql(),
        VALUES_FILE: _with_columns(VALUES_FILE, _value_lines()),
        STORE_FILE: _with_columns(STORE_FILE, chain(_value_lines(), _origin_lines())),
    }


def _with_columns(file: Path, columns: Iterable[str]) -> str:
    before, mark, rest = file.read_text(encoding="utf-8").partition(FIRST_LINE)
    _, end, after = rest.partition(LAST_LINE)
    if not (mark and end):
        raise UnmarkedFileError(f"{file} must hold the lines\n{FIRST_LINE}{LAST_LINE}")
    return before + mark + "".join(columns) + end + after


def _for_macro(feature: Feature) -> dict[str, object]:
    return {
        "index": feature.index,
        "name": feature.name,
        "group": feature.group.value,
        "source": feature.source.value,
        "weight": feature.source.weight,
        "required": feature.required,
        "whole": feature.is_whole,
        "low": feature.low,
        "high": feature.high,
    }


def _value_lines() -> Iterator[str]:
    for feature in FEATURES:
        need = "required" if feature.required else "optional"
        text = (
            f"Feature {feature.index}, {feature.group.value}, {need}. {feature.description}. "
            f"Unit: {feature.unit}, {feature.low:g} to {feature.high:g}."
        )
        yield _line(feature.name, "bigint" if feature.is_whole else "double", text)


def _origin_lines() -> Iterator[str]:
    for feature in FEATURES:
        source = feature.source
        worth = f"{source.weight} where the value is known, 0 where it is not."
        yield _line(f"{feature.name}_source", "varchar", f"{source.value}, or missing where the value is unknown.")
        yield _line(f"{feature.name}_quality", "double", worth)


def _line(name: str, data_type: str, description: str) -> str:
    return f"      - {{name: {name}, data_type: {data_type}, description: {json.dumps(description)}}}\n"


if __name__ == "__main__":
    for path, content in files().items():
        path.write_text(content, encoding="utf-8")
