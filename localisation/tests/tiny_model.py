"""A translation model of some kilobytes for CTranslate2: of each sentence it makes the same word."""

from pathlib import Path

import numpy
import sentencepiece
from ctranslate2.specs import TransformerSpec, model_spec
from numpy.typing import NDArray

SENTENCES = ["Lies mehr", "Read more", "Plätze für alle", "Squares for all"]
WORD = "Lies"
END = "</s>"
WIDTH = 4
PLACES = 500
# What tells the first place of a sentence from all others.
FIRST = numpy.array([1, -1, 1, -1], dtype=numpy.float32)


def make_model(folder: Path) -> None:
    """Write the model and its SentencePiece files into a folder, as Opus-MT has them."""
    folder.mkdir(parents=True)
    for name in ("source.spm", "target.spm"):
        with (folder / name).open("wb") as file:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter(SENTENCES * 50),
                model_writer=file,
                model_type="word",
                vocab_size=60,
                hard_vocab_limit=False,
                minloglevel=2,
            )
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "target.spm"))
    words = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    said = f"▁{WORD}"
    spec = TransformerSpec.from_config(num_layers=1, num_heads=1)
    spec.register_source_vocabulary(words)
    spec.register_target_vocabulary(words)
    model_spec.visit_spec(spec, lambda layer, name, value: _fill(layer, name, value, len(words)))
    places = numpy.tile(-FIRST, (PLACES, 1))
    places[0] = FIRST
    spec.encoder.position_encodings.encodings = places
    spec.decoder.position_encodings.encodings = places
    # At the first place the word, then the end.
    spec.decoder.projection.weight[words.index(said)] = 5 * FIRST
    spec.decoder.projection.weight[words.index(END)] = -5 * FIRST
    spec.validate()
    spec.save(str(folder))


def _fill(layer: object, name: str, value: object, words: int) -> None:
    """Give a part of the model numbers of the right shape; nothing but its place makes a difference."""
    if value is not None:
        return
    kind = name.rpartition("/")[2]
    if kind == "gamma":
        numbers = numpy.ones(WIDTH, dtype=numpy.float32)
    elif kind == "beta":
        numbers = _zeros(WIDTH)
    else:
        numbers = _zeros(_rows(name, words), WIDTH)
    setattr(layer, kind, numbers)


def _rows(name: str, words: int) -> int:
    if "embeddings" in name or "projection" in name:
        return words
    if name.endswith("self_attention/linear_0/weight"):
        return 3 * WIDTH
    return 2 * WIDTH if name.endswith("/attention/linear_1/weight") else WIDTH


def _zeros(*shape: int) -> NDArray[numpy.float32]:
    return numpy.zeros(shape, dtype=numpy.float32)
