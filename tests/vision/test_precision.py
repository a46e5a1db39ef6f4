"""Half precision only where the machine has instructions for it."""

import pytest
import torch

from services.vision import precision


@pytest.fixture(autouse=True)
def ask_again() -> None:
    precision.cpu_has_bf16.cache_clear()


@pytest.mark.parametrize(("name", "dtype"), [("avx512_bf16", torch.bfloat16), ("avx2", torch.float32)])
def test_a_processor_computes_in_bf16_only_if_it_has_instructions_for_that(
    name: str, dtype: torch.dtype, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {name: True, "amx_bf16": False, "num_sockets": 1})
    with precision.half_precision("cpu"):
        assert torch.nn.Linear(2, 2)(torch.zeros(1, 2)).dtype == dtype
    precision.cpu_has_bf16.cache_clear()
