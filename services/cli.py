"""The command line of Gen Studio: from a museum's pictures to a running studio, one command per step."""

import os

import click

from services.commands.bench import bench
from services.commands.enrich import enrich
from services.commands.evaluate import evaluate
from services.commands.index import index
from services.commands.ingest import ingest
from services.commands.invert import invert
from services.commands.milvus import milvus
from services.commands.ops import ops
from services.commands.release import release
from services.commands.spark import spark
from services.commands.train import train
from services.commands.up import up
from services.commands.worker import worker


class _InOrder(click.Group):
    """Lists its commands in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="gen-studio", prog_name="gen-studio")
def main() -> None:
    """Explore, blend and search a museum's collection through a GAN trained on its artworks.

    \b
    To look at the collection that comes with it:
      gen-studio up

    \b
    To make a studio of your own collection, in this order:
      gen-studio ingest folder ~/prints --store stores/prints   (or ingest met, artic, rijksmuseum …)
      gen-studio train generator --images stores/prints/images --output training/prints --eyes mobilenetv2.safetensors
      gen-studio train encoder --store stores/prints --output encoders/prints.safetensors \\
        --teacher mobilenetv2.safetensors
      gen-studio index --store stores/prints --encoder encoders/prints.safetensors
      gen-studio invert --store stores/prints --generator training/prints/generator.safetensors \\
        --encoder encoders/prints.safetensors
      gen-studio release build --store stores/prints --generator training/prints/generator.safetensors \\
        --encoder encoders/prints.safetensors --training training/prints/training.json --out releases/prints
      gen-studio up --release releases/prints

    Each command's own --help says more, with an example and what comes next.
    """
    # torch's threads otherwise spin for each other: on a busy machine a drawing then takes ten times as long
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


for command in (up, ingest, enrich, train, index, invert, evaluate, spark, release, milvus, worker, ops, bench):
    main.add_command(command)
