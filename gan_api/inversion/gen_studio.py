"""Gen Studio's own inversion (2019), to measure ours against: artworks in, seeds out.

The best of 30 random seeds, then 440 RMSProp updates at rate 0.1 on the mean squared difference of the pixels plus 5
times that of a ResNet50's logits, the seed clipped to ±2 after each. Two things are mended: the target has full
contrast (theirs was scaled to half of it), and the seed that is kept is the clipped one, which drew the image.
"""

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors import SafetensorError, safe_open
from torch import Tensor, nn

from gan_api import latent
from gan_api.inversion.invert import Inversions
from gan_api.model.generator import Generator
from services.vision.encoder import IMAGENET_SIDE, EncoderError, load_resnet50, normalise
from services.vision.placing import placed

_STARTS = 30
_UPDATES = 440
_RATE = 0.1
_LOGITS_WEIGHT = 5.0
_CLIP = 2.0


class Classifier(nn.Module):
    """A ResNet50 with its classes: images (n, 3, S, S) in [-1, 1] → (n, classes) logits."""

    def __init__(self, path: Path) -> None:
        """Read torchvision-named weights with their last layer. Raises EncoderError."""
        super().__init__()
        self.network = placed(load_resnet50(path)[0])
        try:
            with safe_open(path, "pt") as file:
                weight, bias = file.get_tensor("fc.weight").float(), file.get_tensor("fc.bias").float()
        except SafetensorError as error:
            raise EncoderError(f"{path} has no classes (fc.weight and fc.bias): {error}") from error
        self.classes = nn.Linear(weight.shape[1], weight.shape[0]).requires_grad_(False)
        self.classes.load_state_dict({"weight": weight, "bias": bias})

    def forward(self, images: Tensor) -> Tensor:
        side = (IMAGENET_SIDE, IMAGENET_SIDE)
        seen = F.interpolate((images.float() + 1) / 2, size=side, mode="bilinear", align_corners=False)
        logits: Tensor = self.classes(self.network(normalise(seen)))
        return logits


class GenStudioInverter:
    """Finds seeds as Gen Studio did; one artwork after the other, as theirs."""

    def __init__(
        self, generator: Generator, classifier: nn.Module, *, updates: int = _UPDATES, random_seed: int = 0
    ) -> None:
        self.generator = generator
        self._classifier = classifier
        self._updates = updates
        self._random = torch.Generator().manual_seed(random_seed)

    def invert(self, targets: Tensor) -> Inversions:
        """Targets (n, 3, S, S) in [-1, 1], S the generator's own size, to their seeds. The losses are theirs."""
        found = [self._one(target[None]) for target in targets]
        stored = latent.quantise(torch.cat(found).cpu().numpy())
        with torch.no_grad():
            drawn = self.generator(torch.from_numpy(latent.restore(stored)).to(targets.device))
            losses = self._loss(drawn, targets, self._classifier(targets))
        return Inversions(stored, drawn.float(), losses.float())

    def _one(self, target: Tensor) -> Tensor:
        with torch.no_grad():
            wanted = self._classifier(target)
            starts = torch.randn(_STARTS, self.generator.config.seed_length, generator=self._random).to(target.device)
            losses = [self._loss(self.generator(start[None]), target, wanted) for start in starts]
        seed = starts[int(torch.cat(losses).argmin())][None].clone().requires_grad_(True)
        optimiser = torch.optim.RMSprop([seed], lr=_RATE)
        for _ in range(self._updates):
            optimiser.zero_grad(set_to_none=True)
            self._loss(self.generator(seed), target, wanted).sum().backward()
            optimiser.step()
            with torch.no_grad():
                seed.clamp_(-_CLIP, _CLIP)
        return seed.detach()

    def _loss(self, images: Tensor, target: Tensor, wanted: Tensor) -> Tensor:
        pixels = (images.float() - target).square().mean((1, 2, 3))
        logits: Tensor = self._classifier(images)
        return pixels + _LOGITS_WEIGHT * (logits - wanted).square().mean(1)
