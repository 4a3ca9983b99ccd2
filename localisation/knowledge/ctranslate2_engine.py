"""An engine that runs on the hub's own machine: CTranslate2, with models that the operator has put there.

Each pair of languages has a folder below `TRANSLATION_MODELS`, such as `en-de`, with a model that was
converted for CTranslate2 (`model.bin`, itself or in a folder `model`) and the SentencePiece files that it was
trained with: `source.spm` and `target.spm`, as Opus-MT has them, or one `sentencepiece.model` for both, as
Argos has it. The two libraries are asked for only here.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .letters import base_language, is_spaceless

SENTENCE_END = re.compile(r"(?<=[.!?…。！？؟])\s+|(?<=[。！？])|\n+")
END_OF_TEXT = "</s>"
# Of a text without an end, which some models go on with for ever.
LONGEST_SENTENCE = 400


class CTranslate2Engine:
    """Translates with local models; each is loaded when it is first needed."""

    name = "CTranslate2"

    def translate(self, texts: list[str], source: str, target: str) -> list[str] | None:
        """Return the texts in the target's language, sentence by sentence; `None` without a model."""
        model = _model_for(source, target)
        if model is None:
            return None
        sentences = [[part for part in SENTENCE_END.split(text) if part.strip()] for text in texts]
        translated = iter(model.translate([part for parts in sentences for part in parts]))
        return [_joined([next(translated) for _part in parts]) for parts in sentences]


def _joined(sentences: list[str]) -> str:
    return ("" if is_spaceless("".join(sentences)) else " ").join(sentences)


class _Model:
    def __init__(self, folder: Path) -> None:
        import ctranslate2
        import sentencepiece

        files = folder if (folder / "model.bin").exists() else folder / "model"
        # One text at a time, on one processor: visitors come first.
        self.translator = ctranslate2.Translator(str(files), device="cpu", inter_threads=1, intra_threads=1)
        both = folder / "sentencepiece.model"
        source, target = (both, both) if both.exists() else (folder / "source.spm", folder / "target.spm")
        self.source = sentencepiece.SentencePieceProcessor(model_file=str(source))
        self.target = sentencepiece.SentencePieceProcessor(model_file=str(target))
        # A model of Opus-MT wants to be told where a sentence ends; some were converted so that they know.
        told = json.loads((files / "config.json").read_text()) if (files / "config.json").exists() else {}
        self.ends_sentences = not both.exists() and not told.get("add_source_eos", False)

    def translate(self, sentences: list[str]) -> list[str]:
        pieces: list[list[str]] = [
            self.source.encode(sentence, out_type=str) + ([END_OF_TEXT] if self.ends_sentences else [])
            for sentence in sentences
        ]
        results: list[Any] = self.translator.translate_batch(
            pieces, beam_size=2, max_decoding_length=LONGEST_SENTENCE
        )
        return [self.target.decode(result.hypotheses[0]) for result in results]


def _model_for(source: str, target: str) -> _Model | None:
    root = getattr(settings, "TRANSLATION_MODELS", "")
    if not root:
        raise ImproperlyConfigured("TRANSLATION_ENGINE needs TRANSLATION_MODELS, the folder of its models.")
    for pair in (f"{source}-{target}", f"{base_language(source)}-{base_language(target)}"):
        folder = Path(root) / pair
        if (folder / "model.bin").exists() or (folder / "model" / "model.bin").exists():
            return _loaded(folder)
    return None


@cache
def _loaded(folder: Path) -> _Model:
    return _Model(folder)
