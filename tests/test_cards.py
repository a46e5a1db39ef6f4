"""The model card says what the run's records say."""

import json
from pathlib import Path

import numpy as np
import pytest

from services.cards import _landmarks, model_card
from services.collection.artwork import artwork_of
from services.collection.store import StoredWork
from services.common.hashes import sha256_of
from services.vision.distillation import save_encoder
from services.vision.resnet50 import ResNet50
from services.vision.whitening import Whitening


def test_the_card_tells_the_run_as_it_was(tmp_path: Path) -> None:
    run = {"size": "64", "images_seen": 1234, "seconds": 600.0, "device": "cpu", "batch": "16", "start_from": "64"}
    (tmp_path / "training.json").write_text(json.dumps(run))
    measured = [{"images_seen": seen, "kid": 0.1, "precision": 0.6, "recall": 0.2} for seen in (1000, 1200)]
    (tmp_path / "metrics.jsonl").write_text("".join(json.dumps(line) + "\n" for line in measured))
    remembered = {"minutes": 9.0, "sharpened": 4.0, "before": 0.9, "after": 0.4, "works": ["a"]}
    found = {"losses": {"a": 0.25, "b": 0.75}, "landmarks": remembered}
    (tmp_path / "inversions.json").write_text(json.dumps(found))
    alike = Whitening(np.zeros(2048, np.float32), np.zeros((2048, 512), np.float32))
    save_encoder(
        ResNet50(), 128, tmp_path / "encoder.safetensors", images_seen=777, minutes=12, trained_on="a GPU", white=alike
    )
    figures_of = {"labels": {"artist": {"precision_at_10": 0.5, "mean_average_precision": 0.4, "queries": 3}}}
    networks = {name: figures_of | {"found_again": {"in grey": 0.75}} for name in ("encoder", "MobileNetV2")}
    judged = {"encoder_sha256": sha256_of(tmp_path / "encoder.safetensors"), "works": 90, "asked": 9}
    (tmp_path / "judged.json").write_text(json.dumps(judged | {"networks": networks}))
    facts = {"culture": "Dutch", "licence": "CC0 (The Met Open Access)"}
    works = [
        artwork_of({"id": "a", **facts}),
        artwork_of({"id": "b", "museum": "J. Paul Getty Museum", "licence": "CC BY 4.0 (the trust)"}),
    ]
    store = [StoredWork(work, "images/x.jpg", True) for work in works]

    card = model_card(
        store,
        works,
        1,
        tmp_path / "training.json",
        tmp_path / "encoder.safetensors",
        tmp_path / "inversions.json",
        judged=tmp_path / "judged.json",
    )
    for said in (
        "trained at 64 px",
        "1,234 images in 10 minutes on cpu",
        "begun with a generator trained before",
        "after 1,200 images, on MobileNetV2 features",
        "KID 0.100, precision 0.60, recall 0.20",
        "larger than 64 px are that drawing, upscaled",
        "remembers 1 works, learnt in 9 minutes, in 4 of them to draw sharply",
        "0.90 before, 0.40 after, as an earlier encoder saw it.",
        "- **Judged** by 9 works that it was not trained on, each asked among 90. ",
        "  - This one: artist 0.500, 0.400; in grey 0.750.",
        "  - MobileNetV2: artist 0.500, 0.400; in grey 0.750.",
        "777 images in 12 minutes on a GPU.",
        "What counts as alike (512 numbers) was learnt from works that share an artist",
        "median 0.50",
        "The first 1 works are landmarks, drawn closely: median 0.25; of the other 1 it has little",
        "Dutch 1; not stated 1",
        "CC0 1; CC BY 4.0 1",
        "with attribution: © J. Paul Getty Museum.",
    ):
        assert said in card


@pytest.mark.parametrize(("unlike", "said"), [(0.5, "has little but light and colours"), (0.3, "has the whole")])
def test_it_says_how_works_that_are_no_landmarks_are_drawn(unlike: float, said: str) -> None:
    assert said in _landmarks(np.array([0.1, unlike]), 1)
    assert said not in _landmarks(np.array([0.1]), 1)


def test_it_says_so_where_all_works_or_all_but_one_are_landmarks() -> None:
    close = np.full(1000, 0.1)
    assert _landmarks(close, 1000) == " All works are landmarks, drawn closely: median 0.10."
    one_far = " All works but 1 (unlikeness 0.30) are landmarks, drawn closely: median 0.10."
    assert _landmarks(np.append(close, 0.3), 1000) == one_far


def test_figures_of_another_encoder_do_not_come_into_the_card(tmp_path: Path) -> None:
    save_encoder(ResNet50(), 128, tmp_path / "encoder.safetensors")
    (tmp_path / "training.json").write_text(
        json.dumps({"size": "64", "images_seen": 1, "seconds": 1, "device": "cpu", "batch": "1"})
    )
    (tmp_path / "inversions.json").write_text(json.dumps({"losses": {"a": 0.1}}))
    (tmp_path / "judged.json").write_text(json.dumps({"encoder_sha256": "another's"}))
    works = [artwork_of({"id": "a"})]
    records = (tmp_path / "training.json", tmp_path / "encoder.safetensors", tmp_path / "inversions.json")
    with pytest.raises(ValueError, match="tells of another encoder than"):
        model_card([], works, 1, *records, judged=tmp_path / "judged.json")
