"""Measurements against peers and floors."""
