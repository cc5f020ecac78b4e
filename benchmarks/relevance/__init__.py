"""What the cross-encoder is trained with; `python -m benchmarks.cross_encoder` runs it."""
