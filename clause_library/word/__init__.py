"""Word: a contract read, clauses placed and written in its own hand, and documents of our own built.

Four rooms and two doors; nothing calls upwards, and the import check holds it.

- `source`: a package as its source text: `xmltree` (XML with offsets), `document` (opened safely, guards), `numbering`
  and `typed` (what a reader sees as numbers), `numerals`, `figures`.
- `reading`: what the contract says: `zones` (signatures, annexes, other papers), `outline`, `layout` (columns), `looks`
  (formatting of siblings), `rules` (topics and patterns as data), `hosts`, `effectiveness`, `definitions`, `terms`,
  `references` with `references_zh` and `references_en`, `provisions`, `fields`, `bookmarks` (what an earlier run left),
  `undoing` (what it remembered to be undone by).
- `writing`: `placement` (where each clause lands), `annexes`, `annexing`, `idiom`, `citing`, `counting`, `compose`,
  `insert`, `tables`, `newlists`, `sentences`, `splice`, `putting`, `updating` (words in place), `again` (one
  more draft), `removing` with `extracting` and `restoring`, `remembering`, `anchors` (places in words), `correcting`
  (references that moved), `cautions` (what a lawyer must look at), `drafting`.
- `packs`: papers of our own: `typeset`, `pack` with `packstyles` and `packxml`, `clausetable`, `builder` and `paper`
  (sample contracts).
- The doors: `inspect` (nothing written) and `draft`; `report` is what they answer with.
"""
