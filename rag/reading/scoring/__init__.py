"""Scoring spans and sentences of passages, by features and small networks."""
