"""Parts of a clause file that stand alone: words in two languages, a citation, a variable, sample values.

Values that flow: a block of YAML -> the value, with every fault noted at its line. Split from `schema`, which reads the
clause as a whole and notes where its fields stand.
"""

from __future__ import annotations

from catalogue.fields import Fields
from catalogue.model import Words
from catalogue.results import Basis
from clause_library.model import Variable

VARIABLE_TYPES = (
    *("text", "party", "date", "days", "working_days", "months"),
    *("percent", "amount", "number", "choice", "list"),
)


def both_languages(fields: Fields, key: str) -> Words:
    """A required text in Chinese and English."""
    words = fields.words(key, required=True)
    if bool(words.zh) != bool(words.en):
        fields.complain(
            key,
            f"'{key}' lacks its {'English' if words.zh else 'Chinese'} text",
            "write {zh: …, en: …}",
            zh=f"“{key}”缺少{'英文' if words.zh else '中文'}",
            hint_zh="请写 {zh: …, en: …}",
        )
    return words


def read_basis(fields: Fields) -> Basis:
    """One citation: instrument, article, date of the version cited, fact id."""
    basis = Basis(
        both_languages(fields, "instrument"),
        fields.text("article", required=True),
        fields.date("as_of", required=True),
        fields.text("fact"),
        fields.flag("verify"),
    )
    fields.finish()
    return basis


def read_variable(name: str, fields: Fields) -> Variable:
    """One variable as declared."""
    default = fields.words("default")
    choices = fields.block("choices")
    options = choices.keys()
    variable = Variable(
        name,
        fields.choice("type", VARIABLE_TYPES, "text", required=True),
        both_languages(fields, "label"),
        both_languages(fields, "help"),
        default if default.en else Words(default.zh, default.zh),
        fields.text("unit"),
        fields.whole("min"),
        fields.whole("max"),
        tuple((key, both_languages(choices, key)) for key in options),
        fields.texts("min_of"),
    )
    if (variable.type == "choice") != bool(variable.choices):
        fields.complain(
            "choices",
            "'choices' go with type choice, and only with it",
            zh="“choices”（选项）与类型 choice 必须同时出现",
        )
    fields.finish()
    return variable


def read_sample(fields: Fields) -> dict[str, Words]:
    """The sample values by variable; one text serves both languages."""
    block = fields.block("variables")
    names = block.keys()
    words = {name: block.words(name) for name in names}
    return {name: value if value.en else Words(value.zh, value.zh) for name, value in words.items()}
