"""One normaliser of names: accents and punctuation fold; suffixes stay, except in the match key."""

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from nba_assets.names import match_key, player_lookup

SUFFIXES = ("Jr.", "Jr", "Sr.", "II", "III", "IV", "V", "Junior", "Senior")
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "áàâäãåčćçéèêëíîïñóôöõøśšúûüýžđł"


def names(letters):
    """Names of two to four words, none of which is a suffix written out."""
    words = st.text(letters, min_size=2, max_size=12).filter(lambda word: word.casefold() not in {"junior", "senior"})
    return st.lists(words, min_size=2, max_size=4).map(" ".join)


NAMES = names(LETTERS + ACCENTED)
ASCII_NAMES = names(LETTERS)


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
    assert set(lookup) <= set("abcdefghijklmnopqrstuvwxyz0123456789")
    assert match_key(match_key(name)) == match_key(name)


@given(NAMES)
@example("Nikola Jokić")
@example("Luka Dončić")
@example("Dennis Schröder")
def test_case_and_accents_do_not_tell_two_names_apart(name):
    bare = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    spellings = (name.upper(), name.lower(), name.title(), unicodedata.normalize("NFD", name), bare)
    assert {player_lookup(spelling) for spelling in spellings} == {player_lookup(name)}


@given(
    NAMES,
    st.sampled_from([" ", ".", "'", "-", "\N{RIGHT SINGLE QUOTATION MARK}", ",", "\N{NO-BREAK SPACE}"]),
    st.data(),
)
def test_blanks_and_punctuation_do_not_tell_two_names_apart(name, mark, data):
    place = data.draw(st.integers(0, len(name)))
    marked = f"{name[:place]}{mark}{name[place:]}"
    assert player_lookup(marked) == player_lookup(name)


@given(NAMES)
def test_junior_and_jr_are_one_suffix(name):
    spellings = ("Jr.", "Jr", "JR", "jr.", "Junior")
    assert {player_lookup(f"{name} {spelling}") for spelling in spellings} == {player_lookup(name) + "jr"}
    assert player_lookup(f"{name} Senior") == player_lookup(f"{name} Sr.") == player_lookup(name) + "sr"


@given(NAMES, st.sampled_from(SUFFIXES))
def test_a_suffix_on_one_side_only_meets_in_the_match_key_and_nowhere_else(name, suffix):
    assume(match_key(name) == player_lookup(name))
    assert match_key(f"{name} {suffix}") == match_key(name)
    assert player_lookup(f"{name} {suffix}") != player_lookup(name)


@given(ASCII_NAMES, ASCII_NAMES)
def test_names_of_other_letters_stay_apart(one, other):
    same = "".join(one.casefold().split()) == "".join(other.casefold().split())
    assert (player_lookup(one) == player_lookup(other)) == same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jalen Williams", "Jaylin Williams"),
        ("Seth Curry", "Stephen Curry"),
        ("Marcus Morris Sr.", "Markieff Morris"),
        ("Jaren Jackson Jr.", "Reggie Jackson"),
        ("Trey Murphy III", "Trey Murphy"),
        # Two spellings of one man: an alias joins them, no normaliser may.
        ("Nic Claxton", "Nicolas Claxton"),
    ],
)
def test_two_players_of_one_last_name_stay_apart(one, other):
    assert player_lookup(one) != player_lookup(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nikola Jokić", "Nikola Jokic"),
        ("Luka Dončić", "LUKA DONCIC"),
        ("Dario Šarić", "Dario Saric"),
        ("Jaren Jackson Jr.", "Jaren Jackson Junior"),
        ("Nic Claxton", "nic  claxton"),
        ("C.J. McCollum", "CJ McCollum"),
        ("De\N{RIGHT SINGLE QUOTATION MARK}Aaron Fox", "De'Aaron Fox"),
        ("P.J. Washington Jr.", "PJ Washington, Jr"),
    ],
)
def test_two_spellings_of_one_name_meet(one, other):
    assert player_lookup(one) == player_lookup(other)
