"""How documents lay things out: labelled lines, headings, articles, days, definitions."""
