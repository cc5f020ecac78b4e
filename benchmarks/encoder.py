"""Measures an encoder by itself: `python benchmarks/encoder.py NEWS [SQUAD ...] [--encoder X]`.

NEWS is a news file (JSON lines), of which the last two years are used; SQUAD files are reading
comprehension sets whose questions look for their context among all contexts of the set.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from index.encoding.encoder import Encoder, load_encoder
from index.encoding.news import hold_out, read_news, score_titles


def main() -> None:
    """Prints a line a measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news", type=Path, help="news file, JSON lines (.xz and .gz too)")
    parser.add_argument("squad", type=Path, nargs="*", help="question files, SQuAD format")
    parser.add_argument("--encoder", default=None, help="model folder or name; default: built-in")
    arguments = parser.parse_args()

    started = time.perf_counter()
    encoder = load_encoder(arguments.encoder)
    print(f"load      {1000 * (time.perf_counter() - started):8.0f} ms  {encoder.identity}")
    items = read_news(arguments.news)
    _, held_out = hold_out(items, years=2)
    print(
        f"speed     {_speed(encoder, [p for x in held_out for p in x.paragraphs]):8.0f} passages/s"
    )
    every = score_titles(encoder, held_out)
    print(f"titles    R@1 {every.titles_at_1:.3f}   of {every.items} held-out items")
    print(f"masked    R@10 {every.masked_at_10:.3f}  R@100 {every.masked_at_100:.3f}")
    for path in arguments.squad:
        print(f"{path.stem:24} R@1 {_squad(encoder, path):.3f}")


def _speed(encoder: Encoder, passages: list[str], sample: int = 20_000) -> float:
    started = time.perf_counter()
    encoder.encode_passages(passages[:sample])
    return min(sample, len(passages)) / (time.perf_counter() - started)


def _squad(encoder: Encoder, path: Path) -> float:
    """The share of questions whose own context is the nearest of all."""
    paragraphs = [
        each
        for article in json.loads(path.read_text("utf-8"))["data"]
        for each in article["paragraphs"]
    ]
    number = {text: at for at, text in enumerate(dict.fromkeys(x["context"] for x in paragraphs))}
    asked = [(x["question"], number[each["context"]]) for each in paragraphs for x in each["qas"]]
    questions = encoder.encode_queries([question for question, _ in asked])
    nearest = (questions @ encoder.encode_passages(list(number)).T).argmax(axis=1)
    return sum(int(at) == own for at, (_, own) in zip(nearest, asked, strict=True)) / len(asked)


if __name__ == "__main__":
    main()
