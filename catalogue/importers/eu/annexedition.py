"""What edition of Annex I a publication is, and what its pack says about itself.

Values that flow: the words of a publication and the edition the user named become an `Edition` without entries. The
hard problem: a list of an earlier year, or of Norway, looks like the one in force. So a publication is believed only
in what it says of itself; where it says nothing the user must name the edition, and a name that contradicts the
publication is refused. Rejected: taking the newest known edition where nothing is said.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from catalogue.importers.reading import Card
from catalogue.model import Edition, Period, State, Words
from catalogue.problems import BadInput

CATALOGUE = "eu-dual-use"
CURRENT = "2025-11-15"
NORWAY = "2022-norway-ii"
CELEX = "02021R0821"
ADDRESS = "http://publications.europa.eu/resource/celex/02021R0821-20251115"

CARD = Card(
    title=Words(
        "欧盟两用物项清单（第2021/821号条例附件一）", "EU list of dual-use items (Regulation (EU) 2021/821, Annex I)"
    ),
    kind="control-list",
    jurisdiction="EU",
    authority=Words("欧洲联盟；许可由成员国主管机关签发", "European Union; licences are issued by the Member States"),
    code_pattern=r"\d[A-E]\d{3}",
    code_grammar=Words(
        "类别一位数字（0至9）、物项类型一位字母（A系统、设备和部件；B测试、检测和生产设备；C材料；D软件；E技术）、"
        "三位数字（首位说明来自哪一机制），其后字母与数字逐级交替，以点分隔。",
        "One digit for the category (0 to 9), one letter for the kind of item (A systems, equipment and components; "
        "B test, inspection and production equipment; C materials; D software; E technology), three digits (the first "
        "tells the regime it comes from), then letters and numbers in turn, parted by points.",
    ),
    source=f"Regulation (EU) 2021/821, Annex I, consolidated text (CELEX {CELEX}-20251115), {ADDRESS}",
    official_at=(ADDRESS, "https://eur-lex.europa.eu/eli/reg/2021/821/oj/eng"),
)

_NORWAY_WORDS = re.compile(r"flerbruksvarer|Vedlegg II til Forskrift om eksport", re.I)
_CONSOLIDATED = re.compile(
    r"02021R0821\s*[-—–]\s*(?:EN\s*[-—–]\s*)?(?:(\d{2})\.(\d{2})\.(\d{4})|(\d{4})(\d{2})(\d{2}))"
)


def said_by(text: str) -> str:
    """The edition a publication names in its own words; "" where it names none."""
    if _NORWAY_WORDS.search(text):
        return NORWAY
    found = _CONSOLIDATED.search(text)
    if not found:
        return ""
    day, month, year, other_year, other_month, other_day = found.groups()
    return f"{year}-{month}-{day}" if year else f"{other_year}-{other_month}-{other_day}"


def chosen(said: str, wanted: str, path: Path) -> str:
    """The edition to file the publication under. Raises BadInput where nothing says it, or two say otherwise."""
    if said and wanted and said != wanted:
        raise BadInput.because(
            f"this publication calls itself edition {said}, not {wanted}",
            file=path,
            hint=f"leave --edition out, or write --edition {said}",
            zh=f"这份文件自称是版次{said}，不是{wanted}",
            hint_zh=f"请不写 --edition，或写 --edition {said}",
        )
    if said or wanted:
        return said or wanted
    raise BadInput.because(
        "this publication does not say which edition of Annex I it is",
        file=path,
        hint=f"name it: --edition {CURRENT} (the day of the consolidated text), or --edition {NORWAY}",
        zh="这份文件没有说明是附件一的哪一版",
        hint_zh=f"请写明：--edition {CURRENT}（合并文本的日期），或 --edition {NORWAY}",
    )


def edition(name: str, path: Path, as_of: dt.date | None = None) -> Edition:
    """The edition of that name, still without entries. Raises BadInput for a name that is no date and not Norway's."""
    if name == NORWAY:
        return _norway(as_of)
    try:
        day = dt.date.fromisoformat(name)
    except ValueError:
        raise BadInput.because(
            f"'{name}' is no edition of Annex I",
            file=path,
            hint=f"write the day of the consolidated text, as {CURRENT}, or {NORWAY}",
            zh=f"“{name}”不是附件一的版次",
            hint_zh=f"请写合并文本的日期，如 {CURRENT}，或 {NORWAY}",
        ) from None
    celex = f"{CELEX}-{day:%Y%m%d}"
    current = dt.date.fromisoformat(CURRENT)
    return Edition(
        id=name,
        catalogue=CATALOGUE,
        title=Words(f"欧盟两用物项清单，{name}合并文本", f"EU dual-use list, consolidated text of {name}"),
        instrument=f"Regulation (EU) 2021/821, Annex I (CELEX {celex})",
        status="in_force",
        effective=day,
        superseded_on=current if day < current else None,
        basis=Words(
            "合并文本的日期取自该文件；合并文本供查阅，只有《欧盟官方公报》所载文本为准。"
            + ("其后的合并文本至迟于2025-11-15取代它。" if day < current else ""),
            "The day is that of the consolidated text, which is for documentation; only the Official Journal is "
            "authentic." + (" A later text replaced it on 2025-11-15 at the latest." if day < current else ""),
        ),
        sources=(f"Regulation (EU) 2021/821, Annex I, CELEX {celex}",),
        as_of=as_of or day,
        notes=Words(
            "由用户导入的公布文本；英文原文，中文名称为我方简称。类别说明、定义和总注不是物项，另存为不带编号的条目，只供检索。",
            "Imported by the user from the publication; English wording, the Chinese names are short names of our own. "
            "General notes and definitions are no items; they are kept as entries without a code, to be searched.",
        ),
    )


def _norway(as_of: dt.date | None) -> Edition:
    told = Words(
        "挪威《清单二》（2021），照录欧盟附件一；从未在欧盟施行，已被后来的清单取代。",
        "Norway's List II (2021), which follows the EU's Annex I; it was never in force for the EU and has been "
        "replaced by later lists.",
    )
    return Edition(
        id=NORWAY,
        catalogue=CATALOGUE,
        title=Words(
            "挪威《清单二：两用物项》（2021，2022年3月的文本）",
            "Norway, List II: dual-use items (2021, copy of March 2022)",
        ),
        instrument="Forskrift om eksport av forsvarsmateriell, flerbruksvarer, teknologi og tjenester, Vedlegg II",
        status="in_force",
        periods=(Period(State.SUPERSEDED, None, None, told.en),),
        basis=told,
        sources=("Forskrift om eksport av forsvarsmateriell mv., Vedlegg II (Liste II – flerbruksvarer, 2021)",),
        as_of=as_of or dt.date(2022, 3, 31),
        notes=told,
    )
