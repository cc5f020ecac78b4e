"""Reading: an article file in any format and encoding becomes an `Article`."""
