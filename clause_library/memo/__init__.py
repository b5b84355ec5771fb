"""The memorandum of a matter: a classification set out so that a partner can check and sign it.

Values that flow: Matter + Classification + Library -> blocks (headings, paragraphs, lists, tables in two languages) ->
`clause_library.word.packs.paper` -> .docx. The hard problem: a memo that says anything of its own would be a second
opinion nobody asked for. So every sentence about the law, every verdict and every date is a value of the
`Classification`, as `classify --json` prints it; here are only headings, the names of facts, and the order. What is
missing is said, a decision of the lawyer stands beside the program's finding with his name, and both languages come
from one list of blocks, so that neither can lack what the other says. Rejected: a copied Word template (its styles,
authors and fonts are somebody's), two documents pasted one behind the other, and sentences written by condition in
Python.

- `blocks`: the values; `labels`: names of facts and of their words; `facts`, `outcome`, `entries`, `following`,
`record`: one part of the memo each; `memo`: the order of the parts, and the file.
"""

from clause_library.memo.memo import MemoReport, check_memo_target, write_memo

__all__ = ["MemoReport", "check_memo_target", "write_memo"]
