"""One normaliser of names: accents and punctuation fold; suffixes stay, except in the match key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nba_assets.names import match_key, player_lookup


@pytest.mark.parametrize(
    ("name", "lookup"),
    [
        ("Nikola Jokić", "nikolajokic"),
        ("Luka Dončić", "lukadoncic"),
        ("Dario Šarić", "dariosaric"),
        ("Michael Porter Jr.", "michaelporterjr"),
        ("Tim Hardaway Junior", "timhardawayjr"),
        ("Robert Williams III", "robertwilliamsiii"),
        ("P.J. Tucker", "pjtucker"),
        ("D'Angelo Russell", "dangelorussell"),
        ("Shai Gilgeous-Alexander", "shaigilgeousalexander"),
        ("  Kyle   Anderson ", "kyleanderson"),
        ("Ömer Aşık", "omerasik"),  # noqa: RUF001 - the letter is the case
        ("", ""),
    ],
)
def test_a_name_has_one_standard_form(name, lookup):
    assert player_lookup(name) == lookup


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Jaren Jackson Jr.", "jarenjackson"),
        ("Jaren Jackson", "jarenjackson"),
        ("Robert Williams III", "robertwilliams"),
        ("Tim Hardaway Junior", "timhardaway"),
        # A name that merely ends in a suffix's letters loses nothing.
        ("Kevin Love", "kevinlove"),
        ("Alexandre Sarr", "alexandresarr"),
    ],
)
def test_the_match_key_drops_the_suffix_only(name, key):
    assert match_key(name) == key


@given(st.text())
def test_the_standard_form_is_stable_and_plain(name):
    lookup = player_lookup(name)
    assert player_lookup(lookup) == lookup
    assert lookup.isascii()
    assert lookup == "" or lookup.isalnum()
