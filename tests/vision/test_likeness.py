"""What counts as alike, by a network that sees no more than light and colours."""

import numpy as np
import torch
from torch import Tensor, nn

from services.vision.encoder import normalise
from services.vision.likeness import learn_likeness


class Colours(nn.Module):
    """The mean colour of each quarter of a picture."""

    def forward(self, images: Tensor) -> Tensor:
        return nn.functional.adaptive_avg_pool2d(images, 2).flatten(1)


def test_pictures_of_one_artist_count_as_more_alike_than_they_look_at_first() -> None:
    torch.manual_seed(0)
    # each artist has a colour below; above, where most of a picture's colour is, anything is found
    artists = torch.arange(60) % 4
    below = torch.tensor([[150, 120, 120], [120, 150, 120], [120, 120, 150], [150, 150, 120]])[artists]
    pictures = torch.empty(60, 3, 48, 48)
    pictures[:, :, :24] = torch.randint(0, 256, (60, 3, 1, 1)).float()
    pictures[:, :, 24:] = below[:, :, None, None].float()
    known = [{"artist": str(artist)} for artist in artists.tolist()]
    alike = learn_likeness(Colours(), 32, pictures.to(torch.uint8), known)
    seen = nn.functional.normalize(Colours()(normalise(pictures / 255)), dim=1).numpy()

    def of_one_artist(rows: np.ndarray) -> float:
        unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        near = np.argsort(2 * np.eye(60) - unit @ unit.T, axis=1)[:, :10]
        return float((artists.numpy()[near] == artists.numpy()[:, None]).mean())

    assert alike.turn.shape == (12, 12)
    assert of_one_artist(alike.of(seen)) > 0.8 > 0.5 > of_one_artist(seen)
