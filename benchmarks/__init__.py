"""Measures how the content engine grows with its content."""
