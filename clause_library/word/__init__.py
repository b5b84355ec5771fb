"""Word: a contract read, clauses placed and written in its own hand, and documents of our own built.

Five rooms and three doors; nothing calls upwards, and the import check holds it.

- `source`: a package as its source text: `xmltree` (XML with offsets), `relations`, `document` (opened safely, guards),
  `wording` (other words in a paragraph), `numbering` and `typed` (what a reader sees as numbers), `numerals`,
  `figures`, `flow`, `legal` (一.1).
- `reading`: what the contract says: `zones` (signatures, annexes, other papers), `contents`, `outline`, `layout`
  (columns), `looks` (formatting of siblings), `rules` (topics and patterns as data), `hosts`, `effectiveness`,
  `definitions`, `terms`, `references` with `references_zh` and `references_en`, `provisions`, `fields`, `bookmarks`
  (what an earlier run left), `lists` (events, cases, definitions an article has), `signing` (a date beside the
  signatures), `undoing` (what it remembered to be undone by).
- `writing`: `landings` and `placement` (where each clause lands), `merging` with `joins`, `joining`, `defining`,
  `amending`, `lining`, `beside` and `rejoining` (what it has to do with lines that stand there), `keeping` and
  `supplements` (numbers kept: 12A), `speaking` (languages), `annexes`, `annexcites`, `annexing`, `idiom`, `citing`,
  `counting`, `compose`, `insert`, `tables`, `newlists`, `sentences`, `splice`, `putting`, `updating` (words in
  place), `again` (one more draft), `removing` with `extracting` and `restoring`, `remembering`, `anchors`, `correcting`
  (references that moved), `cautions` (what a lawyer must look at), `drafting`.
- `revising`: what a draft changed, shown: `redline` (the difference of two main parts as tracked changes) with
  `aligning`, `blocks`, `inline`, `tokens`, `lines`, `stamps`; `comments`, `fieldupdate`, `parts`, `finishing`.
- `packs`: papers of our own: `typeset`, `pack` with `packstyles` and `packxml`, `amending` (the body of a
  supplement), `clausetable`, `builder` and `paper` (sample contracts).
- The doors: `inspect` (nothing written), `draft` and `supplement` (a paper that amends by reference); `report` is what
  they answer with.
"""
