from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from classify_desk import matter_text

from catalogue.engine import open_engine
from catalogue.home import Home, home_from
from catalogue.matterschema import parse_matter
from catalogue.telling.tell import Teller

ON = dt.date(2026, 11, 21)


def home(folder: Path) -> Home:
    return home_from({"CAVEAT_HOME": str(folder)})


def test_what_does_not_search_builds_no_index(tmp_path: Path) -> None:
    place = home(tmp_path)
    engine = open_engine(place)
    engine.measure([("探测距离", "3.2 km")], as_of=ON)
    engine.classify(parse_matter(matter_text(), "m.yaml"))
    assert engine.find("233914X", as_of=ON) is not None
    assert not (place.cache / "search").exists()
    assert engine.search("激光雷达", as_of=ON).hits
    assert list(place.cache.rglob("caveat-index.json"))


def test_there_is_one_desk_however_many_ask(tmp_path: Path) -> None:
    engine = open_engine(home(tmp_path))
    with ThreadPoolExecutor(4) as pool:
        desks = set(pool.map(lambda _: id(engine.desk), range(8)))
    assert len(desks) == 1


def test_a_window_can_have_the_index_opened_ahead(tmp_path: Path) -> None:
    place = home(tmp_path)
    assert open_engine(place).ready().library.catalogues
    assert list(place.cache.rglob("caveat-index.json"))


def test_measure_says_how_much_it_asked(tmp_path: Path) -> None:
    asked = open_engine(home(tmp_path)).measured(as_of=ON, catalogue="cn-tech")
    assert [(one.edition, one.expected) for one in asked] == [("2025-07", 132)]
    told = list(Teller("en").measure((), asked))
    assert any("2025-07" in line and "132" in line for line in told)
    assert any("clears nothing" in line for line in told)
