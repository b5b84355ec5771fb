"""Full text: corpus, index, query, ranking, facets, snippets, near forms."""
