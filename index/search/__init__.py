"""Search: keyword and dense indexes, and the ranking that joins them."""
