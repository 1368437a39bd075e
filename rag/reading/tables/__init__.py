"""Tables and things told side by side: cells, rows, the most, sums, differences."""
