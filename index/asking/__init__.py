"""Asking: what a question means, and the words that answer it."""
