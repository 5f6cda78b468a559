"""A level of a question quoted alone: with the levels that it builds on, so that it can be understood."""

from __future__ import annotations

import re
from typing import Final

from territoria.model.questionnaires import Question
from territoria_web.library.saying import say

#: How a level begins, or what it says, that leans on the level before: *All this, and …*, *Such a plan …*.
#: Texts are written in English first and translated sentence by sentence, so English tells for all.
LEANS: Final = re.compile(r"^(All this|Besides|The list|The sum)\b|\b[Ss]uch an?\b")


def level_quoted(question: Question, level: int) -> str:
    """The words of a level, 0 to 4, in the language spoken; before them those that they lean on."""
    first = level
    while first > 0 and LEANS.search(question.levels[first].root["en"]):
        first -= 1
    return " ".join(say(words) for words in question.levels[first : level + 1])
