"""Query text -> Query -> text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.problems import BadInput
from catalogue.searching.query import Clause, In, Query, check_query, parse, searchable
from catalogue.text import Normaliser

NORMALISER = Normaliser()


def words(*texts: str) -> Query:
    return Query(tuple((Clause(t),) for t in texts))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("激光 雷达", words("激光", "雷达")),
        ("激光\u3000雷达", words("激光", "雷达")),
        ("a OR b c", Query(((Clause("a"), Clause("b")), (Clause("c"),)))),
        ("a ＯＲ b", Query(((Clause("a"), Clause("b")),))),
        ("a or b", words("a", "or", "b")),
        ("OR a OR OR b OR", Query(((Clause("a"), Clause("b")),))),
        ('"OR"', Query(((Clause("OR", quoted=True),),))),
        ("雷达 -车载", Query(((Clause("雷达"),), (Clause("车载", unwanted=True),)))),
        ("雷达 －车载", Query(((Clause("雷达"),), (Clause("车载", unwanted=True),)))),
        ("“激光 雷达”", Query(((Clause("激光 雷达", quoted=True),),))),
        ('"laser  radar', Query(((Clause("laser radar", quoted=True),),))),
        ("code:2339", Query(((Clause("2339", In.CODE),),))),
        ("编号： 2339", Query(((Clause("2339", In.CODE),),))),
        ("-管制:限制", Query(((Clause("限制", In.CONTROL, unwanted=True),),))),
        ('行业:"航空 航天"', Query(((Clause("航空 航天", In.INDUSTRY, quoted=True),),))),
        ("版本：2023", Query(((Clause("2023", In.EDITION),),))),
        ("http://x", words("http://x")),
        ("203912X(5)", words("203912X(5)")),
        ("X-ray", words("X-ray")),
    ],
)
def test_what_it_means(text: str, meant: Query) -> None:
    assert parse(text) == meant


@pytest.mark.parametrize(
    "text", ["", "   ", "-", "-- －", "OR", "OR OR", '""', "“”", "code:", "-编号：", '-""', "\u3000"]
)
def test_only_operators_is_empty(text: str) -> None:
    assert parse(text).is_empty


@pytest.mark.parametrize("text", ["", "OR", "\u200b\x00", '"\u200b"', "激" * 1001])
def test_the_door_refuses_in_one_line(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_query(text, NORMALISER)
    assert "\n" not in str(refused.value)


def test_the_door_lets_a_thousand_characters_and_a_filter_pass() -> None:
    assert check_query("激" * 1000, NORMALISER) == words("激" * 1000)
    assert check_query("control:prohibited", NORMALISER).values_of(In.CONTROL) == ("prohibited",)


def test_what_folds_to_nothing_is_left_out_but_the_rest_stays() -> None:
    assert searchable(parse("\u200b OR 激光 \x01"), NORMALISER) == words("激光")


pieces = st.sampled_from(
    ["OR", "-", '"', "“", "code:", "编号：", "control:", " ", "　", "激光", "a b", "：", "ＯＲ", "－", ":", "x"]
)


@settings(max_examples=600)
@given(st.lists(pieces | st.text(max_size=4), max_size=12).map("".join))
def test_parsing_the_plainest_spelling_gives_the_query_again(text: str) -> None:
    query = parse(text)
    assert parse(str(query)) == query
