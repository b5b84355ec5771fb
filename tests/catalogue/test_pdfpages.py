"""PDF text with the place of every character: exponents, order of lines, limits, and what is no text."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_pdf import Words, packed, page_of_picture, page_of_text, pdf

from catalogue.importers.pdf import pdfpages
from catalogue.importers.pdf.pdflines import joined, lines
from catalogue.importers.pdf.pdfpages import Limits, Rule, each_page, read_pages
from catalogue.importers.pdf.pdfpipe import PatientPipe
from catalogue.problems import BadInput

FILE = Path("list.pdf")


def read(data: bytes, **limits: float) -> tuple[pdfpages.Page, ...]:
    return read_pages(data, path=FILE, limits=replace(Limits(), **limits))


def refusal(data: bytes, **limits: float) -> str:
    with pytest.raises(BadInput) as caught:
        read(data, **limits)
    assert caught.value.in_language("zh") != str(caught.value)
    return str(caught.value)


def texts(data: bytes) -> list[str]:
    return [line.text for page in read(data) for line in lines(page)]


def test_an_exponent_is_told_from_digits_by_its_size_and_height() -> None:
    drawn = page_of_text(
        Words("dose of 5 x 10", 70, 700),
        Words("13", 140, 704.5, 7),
        Words("neutrons/cm", 152, 700),
        Words("2", 213, 704, 7),
    )
    assert texts(pdf(drawn)) == ["dose of 5 x 10¹³ neutrons/cm²"]


def test_a_lowered_index_stays_a_plain_digit_and_a_raised_minus_is_kept() -> None:
    drawn = page_of_text(
        Words("UF", 70, 700),
        Words("6", 85, 697.5, 7),
        Words("at 10", 95, 700),
        Words("-6", 121, 704.5, 7),
        Words("Pa", 130, 700),
    )
    assert texts(pdf(drawn)) == ["UF6 at 10⁻⁶ Pa"]


def test_lines_come_top_to_bottom_whatever_the_order_in_the_file() -> None:
    drawn = page_of_text(Words("second line", 70, 680), Words("first line", 70, 700), Words("1.", 40, 700))
    assert texts(pdf(drawn)) == ["1.  first line", "second line"]


def test_pieces_of_a_line_keep_their_places() -> None:
    (page,) = read(pdf(page_of_text(Words("a.", 70, 700), Words("machines", 142, 700))))
    (line,) = lines(page)
    assert [round(piece.x0) for piece in line.pieces] == pytest.approx([70, 142], abs=2)


def test_ruled_lines_are_told() -> None:
    (page,) = read(pdf(page_of_text(Words("cell", 70, 700), rules=((60, 690, 200, 690), (60, 690, 60, 720)))))
    assert Rule(60, 690, 200, 690) in page.rules
    assert Rule(60, 690, 60, 720) in page.rules


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_level(turn: int) -> None:
    """A page whose text runs along its long side and which is shown turned gives one line again."""
    directions = {90: "0 1 -1 0 300 100", 180: "-1 0 0 -1 400 400", 270: "0 -1 1 0 300 700"}
    drawn = f"BT /F1 11 Tf {directions[turn]} Tm (turned text here) Tj ET".encode()
    assert texts(pdf(drawn, rotate=turn)) == ["turned text here"]
    assert texts(pdf(drawn)) == ["turned text here"]


def test_slanting_watermarks_are_left_out_and_counted() -> None:
    drawn = page_of_text(Words("text", 70, 700)) + b"\nBT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (COPY) Tj ET"
    (page,) = read(pdf(drawn))
    assert [line.text for line in lines(page)] == ["text"]
    assert page.skewed == 4


def test_words_broken_at_the_end_of_a_line_close_up_only_where_the_word_is_known() -> None:
    (page,) = read(
        pdf(page_of_text(Words("manu-", 70, 700), Words("facture of low-", 70, 686), Words("noise parts", 70, 672)))
    )
    assert joined(lines(page), frozenset({"manufacture"})) == "manufacture of low-noise parts"


def test_a_pdf_of_pictures_says_so_after_the_last_page() -> None:
    told = refusal(pdf(page_of_picture(), page_of_picture()))
    assert "holds pictures, not text: 2 of 2 page(s)" in told


def test_one_scanned_page_among_others_is_marked() -> None:
    pages = read(pdf(page_of_text(Words("text", 70, 700)), page_of_picture()))
    assert [page.pictured for page in pages] == [False, True]


def test_an_empty_page_is_not_called_a_picture() -> None:
    assert "no text" in refusal(pdf(page_of_text()))


def test_an_encrypted_pdf_is_refused() -> None:
    assert "encrypted" in refusal(pdf(page_of_text(Words("text", 70, 700)), encrypted=True))


def test_a_pdf_cut_short_is_refused() -> None:
    whole = pdf(page_of_text(Words("text", 70, 700)))
    assert "damaged" in refusal(whole[:40])


def test_what_is_no_pdf_is_refused() -> None:
    assert "not a PDF" in refusal(b"PK\x03\x04 something else")


def test_limits_of_pages_and_characters() -> None:
    page = page_of_text(Words("text of a page", 70, 700))
    assert "has 3 pages; at most 2" in refusal(pdf(page, page, page), pages=2)
    assert "more than 20 characters" in refusal(pdf(page, page), glyphs=20)


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(pdfpages, "command", lambda limits: sleeper)
    begun = time.monotonic()
    assert "took longer than" in refusal(pdf(page_of_text(Words("text", 70, 700))), seconds=0.3)
    assert time.monotonic() - begun < 20


def test_a_child_that_dies_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setattr(pdfpages, "command", lambda limits: [sys.executable, "-c", "import os; os.abort()"])
    assert "damaged or needs more than" in refusal(pdf(page_of_text(Words("text", 70, 700))))


def test_progress_is_told_per_page_and_may_cancel() -> None:
    page = page_of_text(Words("text", 70, 700))
    seen: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        seen.append((done, of))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(each_page(pdf(page, page, page), path=FILE, progress=stop))
    assert [told for told in dict.fromkeys(seen) if told[0]] == [(1, 3), (2, 3)]


def test_waiting_for_a_page_may_be_cancelled_and_ends_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child says how many pages there are and then nothing more."""
    import subprocess
    import sys

    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def kept(*args: Any, **options: Any) -> Any:
        started.append(real(*args, **options))
        return started[-1]

    hanging = "import time; print('{\"pages\": 3}', flush=True); time.sleep(60)"
    monkeypatch.setattr(pdfpages, "command", lambda limits: [sys.executable, "-c", hanging])
    monkeypatch.setattr(subprocess, "Popen", kept)

    def cancelled(done: int, of: int) -> None:
        if of == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(each_page(pdf(page_of_text(Words("text", 70, 700))), path=FILE, progress=cancelled))
    (child,) = started
    assert child.returncode is not None
    assert child.returncode != 0


@pytest.mark.parametrize("data", [b"", b"one line", b"a\nb\n", b"head\n" + bytes(300_000) + b"\ntail"])
def test_a_pipe_gives_what_a_file_gives(data: bytes) -> None:
    import io

    def never() -> None:
        raise AssertionError

    plain, pipe = io.BytesIO(data), PatientPipe(io.BytesIO(data), never)
    for most in (100, 100):
        assert pipe.readline(most) == plain.readline(most)
    for count in (1, 70_000, 10**6):
        assert pipe.read(count) == plain.read(count)
    assert pipe.readline(10) == b""
    pipe.close()


def test_a_pipe_that_is_left_early_ends_its_thread() -> None:
    import io
    import threading

    before = threading.active_count()
    pipe = PatientPipe(io.BytesIO(bytes(50_000_000)), lambda: None)
    assert pipe.read(10) == bytes(10)
    pipe.close()
    assert threading.active_count() == before


def test_the_built_program_calls_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert pdfpages.command(Limits())[1] == "pdf-text"


def test_a_bomb_ends_in_the_child_and_is_told_in_one_line() -> None:
    """60 MB of drawing commands in 60 kB: the child may not take that much, this process takes none of it."""
    pytest.importorskip("resource", reason="this system cannot limit the memory of a process")
    bomb = packed(b" " * 60_000_000 + page_of_text(Words("text", 70, 700)))
    assert len(bomb) < 100_000
    told = refusal(bomb, memory=100 * 1024 * 1024)
    assert "needs more than 100 MB of memory" in told
    assert "\n" not in told
