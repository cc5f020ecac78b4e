"""Headlines as questions: the last years' titles that occur once, and the bodies they stand over.

`python -m benchmarks.titles NEWS` prints how often a title finds its own body, through the answer's
passages. A body is cut at 600 characters and stored without its title.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.asked import asked_library
from bot.terminal import progress_bar, screen, show_evaluation
from index.encoding.news import hold_out, read_news
from index.search.evaluation import evaluate
from index.search.questions import Question, QuestionSet

_YEARS = 2
_CHARACTERS = 600


def title_questions(news: Path) -> QuestionSet:
    """Each title as a question about the file that holds its body, among all those bodies."""
    _, recent = hold_out(read_news(news), _YEARS)
    times = Counter(item.title for item in recent)
    once = [item for item in recent if times[item.title] == 1 and item.body.strip()]
    bodies = {f"{at:06d}.txt": item.body[:_CHARACTERS] for at, item in enumerate(once)}
    asked = zip(once, bodies, strict=True)
    return QuestionSet(tuple(Question(item.title, file) for item, file in asked), bodies)


def main() -> None:
    """Prints the table of `wenbao eval`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path, help="news file, JSON lines (.xz and .gz too)")
    parser.add_argument("--every", type=int, default=1, help="ask only every Nth title")
    arguments = parser.parse_args()
    asked = title_questions(arguments.news)
    with asked_library(asked) as library, progress_bar() as progress:
        questions = asked.questions[:: arguments.every]
        show_evaluation(screen(), evaluate(library, questions, progress))


if __name__ == "__main__":
    main()
