"""`gen-studio ops`: what operators ask of a studio on Kubernetes, and what they tell it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from services.commands.failures import plain_errors
from services.commands.plan import plan

if TYPE_CHECKING:
    from services.ops.cluster import Cluster

_PARTS = click.Choice(["frontend", "gan-api", "search-api", "worker"])
_FIGURES = {
    "answers a second, {service}": ("gen_studio:http_requests:rate5m", "{:.1f}"),
    "answered with 5xx, {service}": ("gen_studio:http_errors:share5m", "{:.2%}"),
    "p95, {service}": ("gen_studio:http_seconds:p95", "{:.3f} s"),
    "drawings waiting or drawn": ("gen_studio:gan_work:sum", "{:.0f}"),
    "pods that serve release {release}": ("count by (release) (gen_studio_release_serving == 1)", "{:.0f}"),
    "jobs waiting": ("gen_studio:jobs_queued:max", "{:.0f}"),
}
_AMISS = (
    (
        "count(gen_studio_jobs_queued != gen_studio_jobs_queued) > 0",
        "pods can't reach Redis",
        "see docs/operations/runbooks.md#redisaway",
    ),
    (
        "sum(increase(gen_studio_release_unseen_total[5m])) > 2",
        "pods can't reach the store of releases",
        "see docs/operations/runbooks.md#storeaway",
    ),
    (
        "sum(increase(gen_studio_releases_refused_total[15m])) > 0",
        "the active release is refused, and the one before serves on",
        "see docs/operations/runbooks.md#releaserefused",
    ),
)
_WATCH_EVERY_S = 5.0


@click.group(short_help="Look after a studio on Kubernetes.")
@click.option("--context", help="Context of the kubeconfig (default: the current one).")
@click.option("--namespace", default="gen-studio", show_default=True, help="Namespace of the studio.")
@click.pass_context
def ops(ctx: click.Context, context: str | None, namespace: str) -> None:
    """See how a studio on Kubernetes does, change its size, roll it, and give it work.

    It needs the extra `ops` (pip install 'gen-studio[ops]'), a kubeconfig, and the rights in k8s/components/ops.
    """
    ctx.obj = {"context": context, "namespace": namespace}


@contextmanager
def _cluster() -> Iterator["Cluster"]:
    try:
        from services.ops.cluster import Cluster, ClusterError, connect
    except ModuleNotFoundError as error:
        raise click.UsageError(f"{error.name} is missing; pip install 'gen-studio[ops]'") from error
    from services.ops.jobs import JobError

    told = click.get_current_context().obj
    with plain_errors(ClusterError, JobError):
        api = connect(told["context"])
        try:
            yield Cluster(api, told["namespace"])
        finally:
            api.close()


@ops.command(short_help="Show pods, images, queue, p95 and errors at a glance.")
def status() -> None:
    """Show each part's pods, GPUs and image, and what Prometheus says of the last five minutes.

    \b
    Example:
      gen-studio ops status

    Next: gen-studio ops doctor, where something is not as it should be.
    """
    with _cluster() as cluster:
        from services.ops.cluster import ClusterError

        click.echo(f"{'part':12} {'ready':>7} {'GPUs':>5}  image")
        for thing in cluster.deployments():
            one = thing.spec.template.spec.containers[0]
            gpus = int(((one.resources and one.resources.limits) or {}).get("nvidia.com/gpu", 0))
            ready = thing.status.ready_replicas or 0
            told = f"{ready}/{thing.spec.replicas or 0}"
            click.echo(f"{thing.metadata.name:12} {told:>7} {gpus * ready:>5}  {one.image}")
        try:
            for label, (expression, form) in _FIGURES.items():
                for answer in cluster.figures(expression):
                    value = form.format(float(answer["value"][1]))
                    click.echo(f"{label.format(**{'service': '', 'release': '', **answer['metric']}):39} {value}")
        except ClusterError as error:
            click.echo(f"no figures: {error}", err=True)


@ops.command(short_help="Ask for a number of pods.")
@click.argument("part", type=_PARTS)
@click.argument("pods", type=click.IntRange(0, 100))
def scale(part: str, pods: int) -> None:
    """Ask for so many pods of a part. Where an autoscaler is at work, change its bounds instead: it has the last word.

    \b
    Example:
      gen-studio ops scale search-api 4

    Next: gen-studio ops status.
    """
    with _cluster() as cluster:
        cluster.scale(part, pods)
        click.echo(f"{part}: {pods} pods asked for")


@ops.command(short_help="Roll a part: anew, or back.")
@click.argument("what", type=click.Choice(["restart", "undo"]))
@click.argument("part", type=_PARTS)
def rollout(what: str, part: str) -> None:
    """Start a part's pods anew, or go back to those before its last roll-out; no request is lost either way.

    \b
    Example:
      gen-studio ops rollout undo gan-api

    Next: gen-studio ops status.
    """
    import datetime

    with _cluster() as cluster:
        if what == "restart":
            cluster.restart(part, datetime.datetime.now(datetime.UTC))
            click.echo(f"{part} starts anew, pod by pod")
        else:
            before, now = cluster.undo(part)
            click.echo(f"{part} goes back from {before} to {now}")


@ops.command(short_help="Show the last lines of a part's pods.")
@click.argument("part", type=_PARTS)
@click.option("--previous", is_flag=True, help="Of the containers that died.")
@click.option("--since", type=click.IntRange(1), help="Of the last so many seconds.")
@click.option("--lines", type=click.IntRange(1, 10_000), default=100, show_default=True, help="Lines of each pod.")
def logs(part: str, previous: bool, since: int | None, lines: int) -> None:
    """Show the last lines of all pods of a part, one pod after the other.

    \b
    Example:
      gen-studio ops logs worker --since 600

    Next: gen-studio ops doctor.
    """
    with _cluster() as cluster:
        from services.ops.cluster import ClusterError

        for pod in cluster.pods(f"app.kubernetes.io/name={part}"):
            click.echo(f"── {pod.metadata.name}")
            try:
                click.echo(cluster.logs(pod.metadata.name, previous=previous, since_s=since, lines=lines), nl=False)
            except ClusterError as error:
                click.echo(f"no lines: {error}", err=True)


@ops.command(short_help="Find what is wrong, and say what to do.")
def doctor() -> None:
    """Look at roll-outs, pods, probes, images, GPUs, Redis and the store of releases; say what is wrong and what to do.
    Exits 1 if anything is.

    \b
    Example:
      gen-studio ops doctor

    Next: what it says to do; docs/operations/runbooks.md says more.
    """
    from services.ops.diagnosis import Finding, diagnose

    with _cluster() as cluster:
        from services.ops.cluster import ClusterError

        found = diagnose(cluster.deployments(), cluster.pods(), cluster.warnings())
        try:
            found += [Finding(what, do) for expression, what, do in _AMISS if cluster.figures(expression)]
        except ClusterError as error:
            found.append(Finding(f"Prometheus can't be asked: {error}", "is it there (namespace monitoring)?"))
    for finding in found:
        click.echo(f"✗ {finding.what}\n  → {finding.do}")
    if found:
        raise SystemExit(1)
    click.echo("nothing is wrong that can be seen from here")


ops.add_command(plan)


@ops.group(short_help="Train, invert or index in the cluster.")
def jobs() -> None:
    """Give the cluster work that takes long, as Kubernetes Jobs: training, inversion, featurising."""


@jobs.command(short_help="Begin a job.")
@click.argument("name")
@click.argument("words", nargs=-1, required=True)
@click.option("--gpu", is_flag=True, help="Run in the generator's image, with a GPU to each pod.")
@click.option(
    "--parallel", type=click.IntRange(1, 1000), default=1, show_default=True, help="Pods, each with a number."
)
@click.option("--claim", help="Volume claim to mount at /data.")
def submit(name: str, words: tuple[str, ...], gpu: bool, parallel: int, claim: str | None) -> None:
    """Run `gen-studio WORDS…` in the cluster, with the workers' image, settings and limits; with --gpu the generator's.

    \b
    Example:
      gen-studio ops jobs submit index-prints --claim stores -- index --store /data/prints --encoder /data/e.safetensors

    With --parallel each pod finds its number, from 0, wherever WORDS say $(JOB_COMPLETION_INDEX).

    Next: gen-studio ops jobs watch index-prints.
    """
    from services.ops.jobs import job_of

    with _cluster() as cluster:
        job = job_of(
            cluster.template("gan-api" if gpu else "worker"), name, words, gpu=gpu, parallel=parallel, claim=claim
        )
        click.echo(f"{cluster.submit(job)} begins")


@jobs.command("list", short_help="List the jobs and how they stand.")
def listing() -> None:
    """List the jobs and how they stand.

    \b
    Example:
      gen-studio ops jobs list

    Next: gen-studio ops jobs watch NAME.
    """
    from services.ops.jobs import standing

    with _cluster() as cluster:
        for job in cluster.jobs():
            click.echo(f"{job.metadata.name:32} {standing(job)[0]}")


@jobs.command(short_help="Say how a job stands until it is over.")
@click.argument("name")
def watch(name: str) -> None:
    """Say how a job stands, again with each change, until it is over. Exits 1 if it failed.

    \b
    Example:
      gen-studio ops jobs watch index-prints

    Next: gen-studio ops jobs cancel index-prints, to remove it before a week has passed.
    """
    import time

    from services.ops.jobs import standing

    said = ""
    with _cluster() as cluster:
        while True:
            told, over = standing(cluster.job(name))
            if told != said:
                click.echo(told)
            said = told
            if over:
                break
            time.sleep(_WATCH_EVERY_S)
    if said != "done":
        raise SystemExit(1)


@jobs.command(short_help="Stop and remove a job.")
@click.argument("name")
def cancel(name: str) -> None:
    """Stop a job and remove it with its pods.

    \b
    Example:
      gen-studio ops jobs cancel index-prints

    Next: gen-studio ops jobs submit, with what was to be mended.
    """
    with _cluster() as cluster:
        cluster.cancel(name)
        click.echo(f"{name} is cancelled")
