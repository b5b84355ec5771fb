"""Memos made in the test's own process, and what stands in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from catalogue.engine import Engine, open_engine
from catalogue.home import Home
from catalogue.matter import Matter
from catalogue.matterschema import parse_matter
from catalogue.results import Classification
from clause_library.memo import write_memo
from clause_library.memo.memo import LANGS

SEVERAL = """\
matter: {id: 2026-033, title: "多项技术一揽子许可（第三稿）", language: zh, as_of: 2026-11-20, author: 王}
technology:
  - name: 远距激光雷达
    description: 远距激光雷达发射接收模组
    origin: [CN, US]
    eccn: 6A008
    measured: {探测距离: 3.2 km, 测距精度: 3 cm}
    entries: [{code: 233914X, decision: confirmed, by: 赵, on: 2026-11-18, reason: 与目录要点一致}]
  - {name: 无人机飞控, entries: [203912X]}
  - {name: 人类胚胎基因编辑, entries: [237301J]}
  - {name: 磷酸铁锂正极材料, measured: {压实密度: 2.52 g/cc, 克容量: 157 mAh/g}}
transfer:
  modes: [patent_licence, know_how, saas_api]
  direction: outbound
  destination: DE
  exclusive: true
  military_end_use: yes
contract: {kind: [PL, SA], date: 2026-12-15, status: signed, signed_on: 2026-11-01, governing_law: CN, term_months: 60}
parties:
  - {role: exporter, name: 某科技股份有限公司, name_en: "Some Technology Co., Ltd.", country: CN}
  - {role: recipient, name: Rheinmetall Italia, country: IT, owners: [{name: Beispiel Holding, share: 60 %}]}
approvals:
  loi: {status: issued, filed_on: 2026-09-01, issued_on: 2026-10-12, expires_on: 2029-10-12, number: LOI-1}
  licence: {status: filed, filed_on: 2026-11-05}
confirmations:
  - {about: 'regime:cn-tech', answer: restricted, by: 钱, on: 2026-11-17, reason: 初步意见}
  - {about: 'regime:cn-tech', answer: prohibited, by: 李, on: 2026-11-19, reason: 胚胎编辑须剔除}
"""


@dataclass(frozen=True)
class Paper:
    """A memo read back."""

    path: Path

    @property
    def document(self) -> Any:
        return Document(str(self.path))

    @property
    def xml(self) -> str:
        with zipfile.ZipFile(self.path) as package:
            return package.read("word/document.xml").decode("utf-8")

    def lines(self) -> list[str]:
        """Every paragraph in the order of the page, those of tables too."""
        return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in self.document.element.iter(qn("w:p"))]

    @property
    def text(self) -> str:
        return "\n".join(self.lines())

    def headings(self, level: int) -> list[str]:
        return [p.text for p in self.document.paragraphs if p.style.name == f"Heading {level}"]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Every row of every table."""
        for table in self.document.tables:
            for row in table.rows:
                yield tuple(cell.text for cell in row.cells)


@dataclass(frozen=True)
class MemoDesk:
    """An engine over the bundled data and a folder for memos."""

    engine: Engine
    folder: Path

    @classmethod
    def over(cls, folder: Path) -> MemoDesk:
        rooms = ("packs", "cache", "config", "state", "trust")
        return cls(open_engine(Home(*(folder / "home" / room for room in rooms))), folder)

    def classified(self, matter: Matter | str) -> tuple[Matter, Classification]:
        value = parse_matter(matter, "matter") if isinstance(matter, str) else matter
        return value, self.engine.classify(value)

    def memo(self, matter: Matter | str, lang: str = "zh", name: str = "", *, again: bool = False) -> Paper:
        """The memo; one with a name is written once and read again after that."""
        target = self.folder / f"{name or 'memo'}-{lang}.docx"
        if name and target.exists() and not again:
            return Paper(target)
        value, result = self.classified(matter)
        write_memo(value, result, self.engine.library, LANGS[lang], target, overwrite=True)
        return Paper(target)


def package_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}
