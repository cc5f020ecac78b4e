"""Numeral terms: found, listed, counted, asked for."""
