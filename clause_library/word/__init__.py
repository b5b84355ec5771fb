"""Word: a contract read, clauses placed and written in its own hand, and documents of our own built.

How to find one's way, from the ground up; nothing calls upwards.

- Reading: `xmltree` (XML with source offsets), `document` (opened safely, guards), `numbering` and `typed` (what a
  reader sees as numbers), `numerals`, `zones` (signatures, annexes, other papers), `outline`, `layout` (columns),
  `definitions`, `references` with `references_zh` and `references_en`, `inspect`.
- Deciding: `rules` (topics and patterns as data), `hosts`, `effectiveness`, `placement` (where each clause lands),
  `annexes` (how the contract heads and lists its annexes), `annexing` (pointers to ours).
- Wording: `idiom`, `terms`, `titles`, `citing` (how a clause is cited), `counting`, `figures`, `newlists`, `sentences`.
- Writing: `looks` (formatting taken from siblings), `tables` (rows as a table), `compose`, `insert`, `bookmarks`,
  `splice`, `putting`, `updating` (a second draft), `provisions`, `fields` and `correcting` (references that moved),
  `drafting`, `draft`.
- Telling: `report`, `cautions` (what a lawyer must look at).
- Building: `typeset`, `pack` with `packstyles` and `packxml` (clause packs), `builder` (sample contracts).
"""
