"""The official letter: ``contents`` says what stands in it, ``document`` makes a Word file of that.

``words.yaml`` holds its words in each language. The page that prints shows the same contents
(``templates/assistance/letter/paper.html``).
"""

from .contents import Addressee, Answers, Letter, compose
from .document import as_docx

__all__ = ["Addressee", "Answers", "Letter", "as_docx", "compose"]
