"""From a question to passages: its readings, the channels and their fusion, re-ranking."""
