"""Relevance: how well a sentence answers a question, by reading the two together."""
