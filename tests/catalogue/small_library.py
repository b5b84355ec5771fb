"""A small library for search tests: two catalogues, three editions, texts in both languages."""

from __future__ import annotations

import datetime as dt

from catalogue.model import Catalogue, Check, Control, Edition, Entry, Point, Words
from catalogue.packs import Library

TODAY = dt.date(2026, 11, 21)

LIDAR = Entry(
    id="cn-tech.lidar",
    code="233914X",
    title=Words("激光雷达系统", "LiDAR systems"),
    control=Control.RESTRICTED,
    industry=Words("通用设备制造业", "general equipment"),
    synonyms=("光学雷达", "laser detection"),
    points=(
        Point("1", Words("探测距离大于 2 km 或 角准度 < 40 μrad", "detection range above 2 km")),
        Point("2", Words("用于测绘的系统", "for surveying"), exclusions=(Words("车载产品除外", ""),)),
    ),
    notes=Words("2023年新增", "added in 2023"),
)
DRONE_2020 = Entry(
    id="cn-tech.drone",
    code="214012X",
    title=Words("无人机技术", "drones"),
    control=Control.RESTRICTED,
    points=(Point("1", Words("无人机任务载荷，合成孔径雷达")),),
)
DRONE = Entry(
    id="cn-tech.drone",
    code="203912X",
    title=Words("无人机技术", "drones"),
    control=Control.RESTRICTED,
    renamed_from=("214012X",),
    points=(
        Point("4", Words("无人机任务载荷，合成孔径雷达的制造")),
        Point("5", Words("无人机飞行控制系统（自主导航）" + "；其他说明" * 60 + "；避障算法")),
    ),
)
CELLS = Entry(
    id="cn-tech.cells",
    code="237301J",
    title=Words("用于人的细胞克隆和基因编辑技术", "cell cloning and gene editing"),
    control=Control.PROHIBITED,
    points=(Point(None, Words("CRISPR 基因编辑")),),
)
UNSIDED = Entry(id="cn-tech.old", code=None, title=Words("真空技术"), control=None, checked=Check.SECONDARY)
GALLIUM = Entry(
    id="cn-dual-use.3c901",
    code="3C901",
    title=Words("镓相关物项", "gallium items"),
    control=Control.LICENCE,
    points=(
        Point("a", Words("氮化镓（AlGaN 除外），500 Gbps", "gallium nitride")),
        Point("c.2.b", Words("电阻 10 Ω，测距精度 < 2 mm")),
    ),
)


def _edition(edition_id: str, catalogue: str, entries: tuple[Entry, ...], **dates: dt.date) -> Edition:
    status = "draft" if "draft" in edition_id else "in_force"
    return Edition(edition_id, catalogue, Words(edition_id), edition_id, status, entries=entries, **dates)


def small_library(fingerprint: str = "small") -> Library:
    """Editions 2020 (superseded), 2022-draft and 2025-07 of cn-tech; 2024-51 of cn-dual-use."""
    tech = Catalogue(
        id="cn-tech",
        title=Words("技术目录", "technology catalogue"),
        kind="technology-catalogue",
        jurisdiction="CN",
        authority=Words("商务部"),
        code_pattern=r"\d{6}[JX]",
        code_grammar=Words(),
        source="",
        editions=(
            _edition(
                "2020",
                "cn-tech",
                (DRONE_2020, UNSIDED),
                effective=dt.date(2020, 8, 28),
                superseded_on=dt.date(2025, 7, 15),
            ),
            _edition("2022-draft", "cn-tech", (LIDAR,), promulgated=dt.date(2022, 12, 30)),
            _edition("2025-07", "cn-tech", (DRONE, LIDAR, CELLS), effective=dt.date(2025, 7, 15)),
        ),
        synonyms=(("激光雷达", "LiDAR", "laser radar"), ("无人机", "UAV", "drone"), ("合成孔径雷达", "SAR")),
    )
    dual = Catalogue(
        id="cn-dual-use",
        title=Words("两用物项", "dual use"),
        kind="control-list",
        jurisdiction="CN",
        authority=Words("商务部"),
        code_pattern="",
        code_grammar=Words(),
        source="",
        editions=(_edition("2024-51", "cn-dual-use", (GALLIUM,), effective=dt.date(2024, 12, 1)),),
    )
    return Library({"cn-tech": tech, "cn-dual-use": dual}, (), fingerprint)
