"""A firm's own clauses: laid over the bundled ones (`overlay`), edited in a Word table (`table`, `cellmarks`,
`importing`), written as YAML (`written`), and two versions of a library compared (`comparing`, `comparison`)."""
