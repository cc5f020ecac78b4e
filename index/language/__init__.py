"""Language: what can be said of Chinese text without any index: words, names, dates, numbers."""
