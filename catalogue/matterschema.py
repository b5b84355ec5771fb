"""The schema of a matter file: YAML text -> Matter, every fault a Problem with file, line and field.

Values that flow: text -> nodes (`yamltext`) -> Matter. The hard problem: a fact that is missing must stay
missing (None or empty), because a default could favour "free"; so no reader here fills anything in.
Rejected: reading into dictionaries that the engine looks up by name; a misspelt key would then be a missing
fact without anyone noticing.
"""

from __future__ import annotations

import re

from catalogue.countries import country_problems
from catalogue.fields import Fields
from catalogue.matter import (
    APPROVAL_STATUSES,
    CONTRACT_STATUSES,
    DECISIONS,
    DIRECTIONS,
    KINDS,
    MODES,
    REGIMES,
    REGISTRATION_STATUSES,
    ROLES,
    SIDES,
    STAGES,
    Approval,
    Confirmation,
    Contract,
    Matter,
    NamedEntry,
    Owner,
    Party,
    Technology,
    Transfer,
)
from catalogue.matterclauses import read_clause_choices
from catalogue.mattervalues import matching, percent, plain_block, text_pairs, tristate
from catalogue.problems import BadInput, Problem, did_you_mean, did_you_mean_zh, one_of, one_of_zh
from catalogue.results import Outcome
from catalogue.yamltext import Node, Scalar, parse_yaml

FORMS = ("document", "code", "model_weights", "sample", "teaching")
PATENT_STATUSES = ("none", "pending", "granted")
FLAGS = ("state_secret", "genetic_resources", "cryptography", "important_data", "personal_data")
LICENCE_KINDS = ("exclusive", "sole", "non_exclusive", "none")
ACCESS_LEVELS = ("results", "api", "weights", "source")
PRICES = ("lump_sum", "instalments", "royalty", "mixed", "equity")
PAPERS = ("contract", "nda", "mou", "supplement", "termination")
RULE_ANSWERS = ("in_force", "suspended", "ended")
ABOUT = ("rule", "question", "finding", "regime")
PARTY_SIDES = ("ours", "theirs")

_LANGUAGE = re.compile(r"[a-z]{2}")
_HS6 = re.compile(r"\d{6}")


def parse_matter(text: str, name: str) -> Matter:
    """The matter in `text`; `name` stands for the file in messages. Raises BadInput with every fault found."""
    problems: list[Problem] = []
    node = parse_yaml(text, name)
    top = Fields(node, "a matter file", name, problems)
    matter = _matter(top)
    top.finish()
    problems.extend(country_problems(node, name))
    if problems or matter is None:
        raise BadInput(*problems)
    return matter


def _matter(top: Fields) -> Matter | None:
    head = top.block("matter")
    as_of = head.date("as_of")
    if as_of is None and not head.has("as_of"):
        head.complain(
            "as_of",
            "the matter needs 'as_of'",
            "add 'matter: {as_of: 2026-11-20}', the day it is judged on",
            zh="案卷缺少基准日“as_of”",
            hint_zh="请补上“matter: {as_of: 2026-11-20}”，即判定所依的日期",
        )
    approvals = top.block("approvals")
    loi, licence = (_approval(approvals.block(key), APPROVAL_STATUSES) for key in ("loi", "licence"))
    registration = _registration(approvals.block("registration"))
    approvals.finish()
    values = {
        "id": head.text("id"),
        "title": head.text("title"),
        "language": head.choice("language", ("zh", "en"), "zh"),
        "author": head.text("author"),
    }
    head.finish()
    technologies = tuple(_technology(block) for block in top.blocks("technology", "a technology"))
    _distinct_names(top, technologies)
    transfer, contract = _transfer(top.block("transfer")), _contract(top.block("contract"))
    parties = tuple(_party(block) for block in top.blocks("parties", "a party"))
    confirmations = tuple(_confirmation(block) for block in top.blocks("confirmations", "a confirmation"))
    frozen = top.get("frozen")
    clauses = read_clause_choices(top.block("clauses"))
    outputs = tuple(_output(block) for block in top.blocks("outputs", "an output"))
    if as_of is None:
        return None
    return Matter(
        as_of,
        **values,
        technologies=technologies,
        transfer=transfer,
        contract=contract,
        parties=parties,
        loi=loi,
        licence=licence,
        registration=registration,
        confirmations=confirmations,
        frozen=plain_block(top, frozen),
        clauses=clauses,
        outputs=outputs,
        file=top.file,
    )


def _technology(block: Fields) -> Technology:
    content = block.block("us_content", "'us_content'")
    technology = Technology(
        name=block.text("name", required=True),
        description=block.text("description"),
        stage=block.choice("stage", STAGES),
        public_domain=block.optional_flag("public_domain"),
        origin=block.texts("origin"),
        measured=text_pairs(block, "measured"),
        entries=tuple(_entry(block, node) for node in block.nodes("entries")),
        form=block.choices("form", FORMS),
        patents=block.texts("patents"),
        patent_status=block.choice("patent_status", PATENT_STATUSES),
        software_copyright=block.optional_flag("software_copyright"),
        us_content_share=percent(content, "share"),
        us_content_items=content.texts("items"),
        us_direct_product=tristate(content, "direct_product"),
        eccn=block.text("eccn"),
        annex_i=block.text("annex_i"),
        cn_content_share=percent(block, "cn_content_share"),
        hs6=matching(block, "hs6", _HS6, "six digits, such as 901380", "六位数字，如 901380"),
        flags={key: tristate(block, key) for key in FLAGS if block.has(key)},
        measured_lines=_lines(block, "measured"),
    )
    content.finish()
    block.finish()
    return technology


def _lines(parent: Fields, key: str) -> tuple[int, ...]:
    block = parent.block(key)
    keys = block.keys()
    return tuple(block.line_of(name) for name in keys)


def _distinct_names(top: Fields, technologies: tuple[Technology, ...]) -> None:
    seen: set[str] = set()
    for technology in technologies:
        if technology.name and technology.name in seen:
            top.complain(
                "technology",
                f"two technologies are called '{technology.name}'",
                "give each its own name",
                zh=f"有两项技术同名：“{technology.name}”",
                hint_zh="请各取一名",
            )
        seen.add(technology.name)


def _entry(parent: Fields, node: Node) -> NamedEntry:
    if isinstance(node, Scalar):
        return NamedEntry(code=node.text.strip())
    block = Fields(node, "an item of 'entries'", parent.file, parent.problems)
    entry = NamedEntry(
        code=block.text("code", required=True),
        catalogue=block.text("catalogue"),
        edition=block.text("edition"),
        point=block.text("point") or None,
        decision=block.choice("decision", DECISIONS),
        by=block.text("by"),
        on=block.date("on"),
        reason=block.text("reason"),
    )
    if entry.decision == "overruled":
        _require_signature(block)
    block.finish()
    return entry


def _require_signature(block: Fields) -> None:
    """Who, when and why, each with something in it."""
    for key in ("by", "on", "reason"):
        if not block.has(key) or not block.text(key).strip():
            block.complain(
                key,
                f"this decision needs '{key}'",
                "say who decided, when and why",
                zh=f"这一决定缺少“{key}”",
                hint_zh="请写明由谁、何时、为何作出",
            )


def _transfer(block: Fields) -> Transfer:
    exclusive = block.optional_flag("exclusive")
    kind = block.choice("licence_kind", LICENCE_KINDS)
    if exclusive is not None and kind and exclusive != (kind == "exclusive"):
        block.complain(
            "exclusive",
            f"'exclusive' and 'licence_kind: {kind}' contradict each other",
            "keep one of them",
            zh=f"“exclusive”与“licence_kind: {kind}”相矛盾",
            hint_zh="只保留其一",
        )
    if exclusive and not kind:
        kind = "exclusive"
    transfer = Transfer(
        modes=block.choices("modes", MODES),
        direction=block.choice("direction", DIRECTIONS),
        side=block.choice("side", SIDES, "neutral"),
        licence_kind=kind,
        continuing=block.optional_flag("continuing"),
        intra_group=block.optional_flag("intra_group"),
        state_funded=block.optional_flag("state_funded"),
        change_of_controller=block.optional_flag("change_of_controller"),
        destination=block.text("destination"),
        end_use=block.text("end_use"),
        military_end_use=tristate(block, "military_end_use") or "unknown",
        wmd_risk=tristate(block, "wmd_risk") or "unknown",
        informed_by_authority=block.optional_flag("informed_by_authority"),
        reexport_to=block.texts("reexport_to"),
        sublicence=block.optional_flag("sublicence"),
        access_level=block.choice("access_level", ACCESS_LEVELS),
        exclusive=(kind == "exclusive") if kind else exclusive,
    )
    block.finish()
    return transfer


def _contract(block: Fields) -> Contract:
    contract = Contract(
        kinds=block.choices("kind", KINDS),
        date=block.date("date"),
        signed_on=block.date("signed_on"),
        effective_on=block.date("effective_on"),
        performed_by=block.date("performed_by"),
        status=block.choice("status", CONTRACT_STATUSES),
        governing_law=block.text("governing_law"),
        languages=matching(
            block, "languages", _LANGUAGE, "two small letters, such as zh or en", "两个小写字母，如 zh、en"
        ),
        term_months=block.whole("term_months"),
        price=block.choice("price", PRICES),
        royalty=block.optional_flag("royalty"),
        royalty_base_first_on=block.date("royalty_base_first_on"),
        standard_form=block.optional_flag("standard_form"),
        cited_elsewhere=block.optional_flag("cited_elsewhere"),
        paper=block.choice("paper", PAPERS, "contract"),
    )
    block.finish()
    return contract


def _party(block: Fields) -> Party:
    party = Party(
        role=block.choice("role", ROLES, required=True),
        name=block.text("name"),
        country=block.text("country"),
        name_en=block.text("name_en"),
        aliases=block.texts("aliases"),
        address=block.text("address"),
        side=block.choice("side", PARTY_SIDES),
        owners=tuple(_owner(owner) for owner in block.blocks("owners", "an owner")),
    )
    block.finish()
    return party


def _owner(block: Fields) -> Owner:
    owner = Owner(
        block.text("name", required=True),
        block.text("country"),
        percent(block, "share"),
        block.optional_flag("controls"),
    )
    block.finish()
    return owner


def _approval(block: Fields, statuses: tuple[str, ...]) -> Approval:
    approval = Approval(
        status=block.choice("status", statuses),
        filed_on=block.date("filed_on"),
        issued_on=block.date("issued_on"),
        expires_on=block.date("expires_on"),
        number=block.text("number"),
    )
    block.finish()
    return approval


def _registration(block: Fields) -> Approval:
    registration = Approval(
        status=block.choice("status", REGISTRATION_STATUSES),
        filed_on=block.date("filed_on"),
        done_on=block.date("done_on"),
        number=block.text("number"),
    )
    block.finish()
    return registration


def _confirmation(block: Fields) -> Confirmation:
    about = block.text("about", required=True)
    kind = about.partition(":")[0]
    if about and (kind not in ABOUT or not about.partition(":")[2].strip()):
        hint = "write rule:F-90, question:ID, finding:CATALOGUE/EDITION/CODE or regime:ID"
        block.complain(
            "about",
            f"'{about}' does not say what is confirmed",
            hint,
            zh=f"“{about}”未说明确认的是什么",
            hint_zh="请写 rule:F-90、question:编号、finding:目录/版次/编码 或 regime:编号",
        )
    elif kind == "regime" and about.partition(":")[2].casefold() not in REGIMES:
        regime = about.partition(":")[2]
        block.complain(
            "about",
            f"'{regime}' is not a regime",
            did_you_mean(regime, REGIMES) or one_of(REGIMES),
            zh=f"“{regime}”不是管制制度的编号",
            hint_zh=did_you_mean_zh(regime, REGIMES) or one_of_zh(REGIMES),
        )
    words = {"rule": RULE_ANSWERS, "finding": DECISIONS, "regime": tuple(o.value for o in Outcome)}.get(kind)
    answer = block.choice("answer", words, required=True) if words else block.text("answer", required=True)
    if kind == "regime" or (kind == "finding" and answer == "overruled"):
        _require_signature(block)
    confirmation = Confirmation(about, answer, block.text("by"), block.date("on"), block.text("reason"))
    block.finish()
    return confirmation


def _output(block: Fields) -> tuple[tuple[str, str], ...]:
    keys = block.keys()
    return tuple((key, block.text(key)) for key in keys)
