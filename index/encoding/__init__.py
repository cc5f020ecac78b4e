"""Encoding: texts become vectors; how the built-in encoder is made."""
