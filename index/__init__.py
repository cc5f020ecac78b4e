"""问报: article files in, cited answers out. A silent library; see `Library`."""
