"""Question sets and what is measured on them: runs, measures, reports, comparisons, drafts."""
