"""The memo's own words: names of facts, and what the words of a matter file mean, one for each in each language."""

from __future__ import annotations

from collections.abc import Callable

from catalogue.model import Words
from catalogue.telling.tell import Teller

MISSING = Words("案卷未写明", "not stated in the matter")
NONE = Words("无", "none")
YES_NO = {True: Words("是", "yes"), False: Words("否", "no")}
TRISTATE = {"yes": Words("是", "yes"), "no": Words("否", "no"), "unknown": Words("不详", "unknown")}
REGIMES = {
    "cn-tech": Words("中国：禁止、限制出口技术目录", "PRC: catalogue of prohibited and restricted technologies"),
    "cn-dual-use": Words("中国：两用物项", "PRC: dual-use items"),
    "cn-parallel": Words("中国：并行义务", "PRC: parallel duties"),
    "us-ear": Words("美国：出口管理条例（EAR）", "United States: EAR"),
    "us-itar": Words("美国：国际武器贸易条例（ITAR）", "United States: ITAR"),
    "eu-dual-use": Words("欧盟：两用物项", "European Union: dual-use items"),
    "uk": Words("英国", "United Kingdom"),
    "de": Words("德国", "Germany"),
    "jp": Words("日本", "Japan"),
    "kr": Words("韩国", "South Korea"),
}
CLASSES = {
    "J": Words("禁止出口技术", "prohibited technology"),
    "X": Words("限制出口技术", "restricted technology"),
    "F": Words("自由出口技术", "freely exportable technology"),
    "DU": Words("两用物项", "dual-use items"),
    "US": Words("涉美国管制", "United States nexus"),
    "EU": Words("涉欧盟管制", "European Union nexus"),
    "UNK": Words("类别未定", "class not settled"),
}
MODES = {
    "patent_assignment": Words("专利权转让", "patent assignment"),
    "patent_application_assignment": Words("专利申请权转让", "assignment of a patent application"),
    "patent_licence": Words("专利实施许可", "patent licence"),
    "know_how": Words("技术秘密许可或转让", "know-how licence or transfer"),
    "technical_service": Words("技术服务", "technical services"),
    "joint_rd": Words("合作研发", "joint research and development"),
    "saas_api": Words("软件即服务、接口或远程调用", "hosted software, API or remote calls"),
    "equity_contribution": Words("以技术出资", "contribution of technology as equity"),
    "share_deal": Words("股权交易", "share deal"),
    "secondment": Words("派驻、培训或境外支持", "secondment, training or support abroad"),
    "publication": Words("公开发表或开源", "publication or open source"),
    "equipment_with_technology": Words("含技术的设备", "equipment with technology"),
    "other": Words("其他方式", "other"),
}
KINDS = {
    "PL": Words("专利实施许可", "patent licence"),
    "KH": Words("技术秘密许可或转让", "know-how licence or transfer"),
    "TS": Words("技术服务、咨询、培训", "technology services"),
    "RD": Words("技术开发", "research and development"),
    "SA": Words("软件即服务、接口", "hosted software or API"),
    "EQ": Words("含技术出资的股权交易", "equity with technology contribution"),
    "SE": Words("含技术的设备销售", "equipment sale with technology"),
    "EM": Words("劳动、派驻", "employment or secondment"),
    "DI": Words("经销、代理", "distribution or agency"),
}
VALUES = {
    "stage": {
        "existing": Words("现有", "existing"),
        "in_development": Words("研发中", "in development"),
        "future": Words("将来", "future"),
    },
    "direction": {
        "outbound": Words("由境内向境外", "outbound from the PRC"),
        "inbound": Words("由境外向境内", "inbound to the PRC"),
        "both": Words("双向", "both ways"),
    },
    "form": {
        "document": Words("文件", "documents"),
        "code": Words("代码", "code"),
        "model_weights": Words("模型权重", "model weights"),
        "sample": Words("样品", "samples"),
        "teaching": Words("讲授", "teaching"),
    },
    "patent_status": {
        "none": Words("无", "none"),
        "pending": Words("申请中", "pending"),
        "granted": Words("已授权", "granted"),
    },
    "side": {
        "exporter": Words("出口方", "the exporter"),
        "recipient": Words("接收方", "the recipient"),
        "neutral": Words("中立", "neutral"),
    },
    "licence_kind": {
        "exclusive": Words("独占许可", "exclusive"),
        "sole": Words("排他许可", "sole"),
        "non_exclusive": Words("普通许可", "non-exclusive"),
        "none": Words("无许可", "none"),
    },
    "access_level": {
        "results": Words("仅结果", "results only"),
        "api": Words("接口", "API"),
        "weights": Words("模型权重", "weights"),
        "source": Words("源代码", "source code"),
    },
    "contract_status": {
        "none": Words("无合同", "none"),
        "negotiating": Words("谈判中", "negotiating"),
        "draft": Words("草案", "draft"),
        "signed": Words("已签署", "signed"),
        "performing": Words("履行中", "being performed"),
        "performed": Words("已履行完毕", "performed"),
        "terminated": Words("已终止", "terminated"),
    },
    "price": {
        "lump_sum": Words("一次总算", "lump sum"),
        "instalments": Words("分期支付", "instalments"),
        "royalty": Words("提成", "royalty"),
        "mixed": Words("提成附加入门费", "royalty with entry fee"),
        "equity": Words("作价入股", "shares"),
    },
    "paper": {
        "contract": Words("合同", "contract"),
        "nda": Words("保密协议", "non-disclosure agreement"),
        "mou": Words("谅解备忘录", "memorandum of understanding"),
        "supplement": Words("补充协议", "supplement"),
        "termination": Words("终止协议", "termination agreement"),
    },
    "approval": {
        "none": Words("未申请", "not applied for"),
        "filed": Words("已申请", "applied for"),
        "issued": Words("已取得", "issued"),
        "refused": Words("被拒绝", "refused"),
        "expired": Words("已过期", "expired"),
        "done": Words("已办理", "done"),
    },
    "role": {
        "exporter": Words("出口方", "exporter"),
        "recipient": Words("接收方", "recipient"),
        "end_user": Words("最终用户", "end user"),
        "intermediary": Words("中间商", "intermediary"),
        "investor": Words("投资方", "investor"),
        "employer": Words("用人单位", "employer"),
        "assignee": Words("受让方", "assignee"),
    },
    "flag": {
        "state_secret": Words("涉及国家秘密", "state secrets"),
        "genetic_resources": Words("涉及人类遗传资源", "human genetic resources"),
        "cryptography": Words("涉及密码", "cryptography"),
        "important_data": Words("含重要数据", "important data"),
        "personal_data": Words("含个人信息", "personal data"),
    },
}
SEVERITIES = {
    "error": Words("错误", "Error"),
    "warning": Words("警示", "Warning"),
    "note": Words("提示", "Note"),
}
ABOUT = {
    "rule": Words("规则", "rule"),
    "question": Words("问题", "question"),
    "finding": Words("判断", "finding"),
    "regime": Words("制度", "regime"),
}
ANSWERS = {
    "in_force": Words("现行有效", "in force"),
    "suspended": Words("暂停施行", "suspended"),
    "ended": Words("已终止", "ended"),
    "confirmed": Words("确认", "confirmed"),
    "overruled": Words("否定", "overruled"),
    "open": Words("保留未决", "left open"),
    "yes": Words("是", "yes"),
    "no": Words("否", "no"),
}


def value(kind: str, word: str) -> Words:
    """What a word of the matter file means; the word itself where nothing stands for it."""
    return VALUES.get(kind, {}).get(word, Words(word, word)) if word else Words()


def regime_name(regime: str) -> Words:
    """`中国：两用物项（cn-dual-use）`: the name and the id that JSON and decisions use."""
    name = REGIMES.get(regime)
    return Words(f"{name.zh}（{regime}）", f"{name.en} ({regime})") if name else Words(regime, regime)


def both(tell: Callable[[Teller], str]) -> Words:
    """What the command line says, in each language."""
    return Words(tell(Teller("zh")), tell(Teller("en")))
