"""`gen-studio ops` against an API server with the objects of our own manifests, in the states of real clusters."""

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from services.cli import main
from tests.k8s.manifests import named, objects, of_kind
from tests.k8s.schemas import fits
from tests.ops.api_server import ApiServer, Object, api_server, kubeconfig

BEGAN = "2026-11-24T02:00:00Z"


class Operator:
    """Calls `gen-studio ops` on one cluster."""

    def __init__(self, server: ApiServer) -> None:
        self.server = server

    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(main, ["ops", *words])


def deployed(ready: int = 2) -> list[Object]:
    found = of_kind(objects("production"), "Deployment")
    for thing in found:
        thing["spec"].setdefault("replicas", 2)
        thing["metadata"]["annotations"] = {"deployment.kubernetes.io/revision": "2"}
        thing["status"] = {"readyReplicas": ready, "replicas": 2, "conditions": []}
    return found


def pod_of(deployment: Object, number: int, **state: object) -> Object:
    template = copy.deepcopy(deployment["spec"]["template"])
    name = deployment["metadata"]["name"]
    status: Object = {
        "name": name,
        "image": template["spec"]["containers"][0]["image"],
        "imageID": "",
        "ready": True,
        "restartCount": 0,
        "state": {"running": {"startedAt": BEGAN}},
        "lastState": {},
    }
    status |= state
    return {
        "metadata": {"name": f"{name}-7d4b9c-{number}", "labels": template["metadata"]["labels"]},
        "spec": template["spec"],
        "status": {"phase": "Running", "conditions": [], "containerStatuses": [status]},
    }


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Operator]:
    with api_server() as server:
        server.objects["deployments"] = deployed()
        server.objects["pods"] = [pod_of(one, number) for one in server.objects["deployments"] for number in (1, 2)]
        server.logs = {
            pod["metadata"]["name"]: f"line of {pod['metadata']['name']}\n" for pod in server.objects["pods"]
        }
        monkeypatch.setattr(
            "kubernetes.config.kube_config.KUBE_CONFIG_DEFAULT_LOCATION", str(kubeconfig(server, tmp_path / "k"))
        )
        yield Operator(server)


def the(operator: Operator, name: str) -> Object:
    return next(one for one in operator.server.objects["deployments"] if one["metadata"]["name"] == name)


def test_status_shows_pods_gpus_images_and_figures(operator: Operator) -> None:
    operator.server.figures["gen_studio:http_seconds:p95"] = [{"metric": {"service": "gan"}, "value": [0, "0.042"]}]
    serving = "count by (release) (gen_studio_release_serving == 1)"
    operator.server.figures[serving] = [{"metric": {"release": "92fb6a15abec"}, "value": [0, "2"]}]
    operator.server.figures["gen_studio:jobs_queued:max"] = [{"metric": {}, "value": [0, "3"]}]
    shown = operator("status")
    assert shown.exit_code == 0
    lines = [line.split() for line in shown.output.splitlines()]
    assert ["gan-api", "2/2", "2", "genstudio.azurecr.io/gan-api-cuda:0.1.0"] in lines
    assert ["search-api", "2/3", "0", "genstudio.azurecr.io/search-api:0.1.0"] in lines
    assert ["p95,", "gan", "0.042", "s"] in lines
    assert ["jobs", "waiting", "3"] in lines
    assert ["pods", "that", "serve", "release", "92fb6a15abec", "2"] in lines


def test_scale_changes_the_number_of_pods(operator: Operator) -> None:
    assert operator("scale", "search-api", "4").exit_code == 0
    assert the(operator, "search-api")["spec"]["replicas"] == 4


def test_restart_marks_the_pods_so_that_they_roll(operator: Operator) -> None:
    assert operator("rollout", "restart", "worker").exit_code == 0
    _, name, body = operator.server.told[-1]
    assert name == "worker"
    assert "kubectl.kubernetes.io/restartedAt" in body["spec"]["template"]["metadata"]["annotations"]


def test_undo_goes_back_to_the_pods_of_the_revision_before(operator: Operator) -> None:
    sets = []
    for revision, tag in (("1", "0.0.9"), ("2", "0.1.0")):
        template = copy.deepcopy(the(operator, "gan-api")["spec"]["template"])
        template["metadata"]["labels"]["pod-template-hash"] = f"h{revision}"
        template["spec"]["containers"][0]["image"] = f"genstudio.azurecr.io/gan-api-cuda:{tag}"
        labels = {**template["metadata"]["labels"]}
        meta = {
            "name": f"gan-api-{revision}",
            "labels": labels,
            "annotations": {"deployment.kubernetes.io/revision": revision},
        }
        spec = {"selector": {"matchLabels": labels}, "template": template}
        sets.append({"metadata": meta, "spec": spec})
    operator.server.objects["replicasets"] = sets
    shown = operator("rollout", "undo", "gan-api")
    assert shown.output == (
        "gan-api goes back from genstudio.azurecr.io/gan-api-cuda:0.1.0 to genstudio.azurecr.io/gan-api-cuda:0.0.9\n"
    )
    (change,) = operator.server.told[-1][2]
    assert (change["op"], change["path"]) == ("replace", "/spec/template")
    before = sets[0]["spec"]["template"]
    del before["metadata"]["labels"]["pod-template-hash"]
    assert change["value"] == before


def test_undo_without_an_earlier_roll_out_says_so(operator: Operator) -> None:
    shown = operator("rollout", "undo", "gan-api")
    assert shown.exit_code == 2
    assert "no earlier roll-out" in shown.output


def test_logs_are_those_of_all_pods_of_the_part(operator: Operator) -> None:
    shown = operator("logs", "worker", "--since", "60", "--previous").output
    assert "line of worker-7d4b9c-1\n" in shown
    assert "line of worker-7d4b9c-2\n" in shown
    assert "gan-api" not in shown


def test_a_healthy_studio_gets_no_findings(operator: Operator) -> None:
    shown = operator("doctor")
    assert (shown.exit_code, shown.output) == (0, "nothing is wrong that can be seen from here\n")


PULL = {"waiting": {"reason": "ImagePullBackOff", "message": 'Back-off pulling image "x"'}}
SECRET = {"waiting": {"reason": "CreateContainerConfigError", "message": 'secret "redis" not found'}}
CRASH = {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off 5m0s"}}
KILLED = {"terminated": {"reason": "OOMKilled", "exitCode": 137, "startedAt": BEGAN, "finishedAt": BEGAN}}


@pytest.mark.parametrize(
    ("state", "what", "do"),
    [
        ({"state": PULL, "ready": False}, "ImagePullBackOff", "--attach-acr"),
        ({"state": SECRET, "ready": False}, 'secret "redis" not found', "make the Secret"),
        ({"state": CRASH, "ready": False}, "CrashLoopBackOff", "logs gan-api --previous"),
        ({"lastState": KILLED, "restartCount": 4}, "more memory than it may (4 times)", "raise the memory limit"),
        ({"ready": False}, "is not ready: Readiness probe failed", "may still load"),
    ],
)
def test_doctor_finds_what_is_wrong_with_a_pod(operator: Operator, state: Object, what: str, do: str) -> None:
    sick = pod_of(the(operator, "gan-api"), 3, **state)
    operator.server.objects["pods"].append(sick)
    unhealthy = {"kind": "Pod", "name": sick["metadata"]["name"]}
    operator.server.objects["events"] = [
        {
            "metadata": {"name": "e"},
            "type": "Warning",
            "reason": "Unhealthy",
            "message": "Readiness probe failed: HTTP probe failed with statuscode: 503",
            "involvedObject": unhealthy,
        }
    ]
    shown = operator("doctor")
    assert shown.exit_code == 1
    assert what in shown.output
    assert do in shown.output
    assert shown.output.count("✗") == 1


@pytest.mark.parametrize(
    ("message", "do"),
    [
        ("0/5 nodes are available: 5 Insufficient nvidia.com/gpu.", "give the GPU pool more nodes"),
        ("0/5 nodes are available: 5 node(s) didn't match Pod's node affinity/selector.", "labels and taints"),
        ("0/5 nodes are available: 5 Insufficient memory.", "give the cluster more nodes"),
    ],
)
def test_doctor_says_why_a_pod_finds_no_node(operator: Operator, message: str, do: str) -> None:
    pending = pod_of(the(operator, "gan-api"), 3)
    condition = {"type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": message}
    pending["status"] = {"phase": "Pending", "conditions": [condition]}
    operator.server.objects["pods"].append(pending)
    shown = operator("doctor").output
    assert message in shown
    assert do in shown


def test_doctor_finds_parts_without_pods_roll_outs_that_stick_and_a_redis_that_is_away(operator: Operator) -> None:
    the(operator, "search-api")["status"]["readyReplicas"] = 0
    late = {"type": "Progressing", "status": "False", "reason": "ProgressDeadlineExceeded"}
    the(operator, "worker")["status"]["conditions"] = [late]
    away = "count(gen_studio_jobs_queued != gen_studio_jobs_queued) > 0"
    operator.server.figures[away] = [{"metric": {}, "value": [0, "2"]}]
    for figure in ("gen_studio_release_unseen_total[5m])) > 2", "gen_studio_releases_refused_total[15m])) > 0"):
        operator.server.figures[f"sum(increase({figure}"] = [{"metric": {}, "value": [0, "4"]}]
    shown = operator("doctor").output
    assert "can't reach the store of releases" in shown
    assert "the active release is refused" in shown
    assert "search-api has no ready pod" in shown
    assert "rollout undo worker" in shown
    assert "can't reach Redis" in shown


@pytest.mark.parametrize(("gpu", "like"), [([], "worker"), (["--gpu"], "gan-api")])
def test_a_job_runs_as_a_worker_does_or_on_a_gpu_as_the_generator_and_is_what_kubernetes_takes(
    operator: Operator, gpu: list[str], like: str
) -> None:
    words = ["index", "--store", "/data/$(JOB_COMPLETION_INDEX)"]
    shown = operator("jobs", "submit", "prints", *gpu, "--parallel", "4", "--claim", "stores", "--", *words)
    assert shown.output == "prints begins\n"
    job = operator.server.told[-1][2]
    fits(job, "1.37")
    assert job["spec"]["completionMode"] == "Indexed"
    made, template = job["spec"]["template"], the(operator, like)["spec"]["template"]
    assert made["metadata"]["labels"]["azure.workload.identity/use"] == "true"  # as the template's
    for key in ("securityContext", "tolerations", "nodeSelector"):
        assert made["spec"].get(key) == template["spec"].get(key)
    (one,), (its,) = made["spec"]["containers"], template["spec"]["containers"]
    assert all(one[key] == its[key] for key in ("image", "securityContext", "resources", "envFrom"))
    assert ("nvidia.com/gpu" in one["resources"]["limits"]) == bool(gpu)
    assert one["args"] == words
    assert "livenessProbe" not in one


def test_a_gpu_is_refused_where_the_generator_has_none(operator: Operator) -> None:
    del the(operator, "gan-api")["spec"]["template"]["spec"]["containers"][0]["resources"]["limits"]["nvidia.com/gpu"]
    shown = operator("jobs", "submit", "prints", "--gpu", "--", "index")
    assert shown.exit_code == 2
    assert "submit without --gpu" in shown.output


def test_a_job_without_a_proper_name_is_refused(operator: Operator) -> None:
    shown = operator("jobs", "submit", "Prints!", "--", "index")
    assert shown.exit_code == 2
    assert "can't name a job" in shown.output


@pytest.mark.parametrize(
    ("condition", "said", "code"),
    [
        ({"type": "Complete", "status": "True"}, "done\n", 0),
        (
            {"type": "Failed", "status": "True", "message": "reached backoff limit"},
            "failed (reached backoff limit)\n",
            1,
        ),
    ],
)
def test_watch_ends_with_the_job(operator: Operator, condition: Object, said: str, code: int) -> None:
    operator("jobs", "submit", "prints", "--", "index")
    operator.server.objects["jobs"][0]["status"] = {"conditions": [condition]}
    shown = operator("jobs", "watch", "prints")
    assert (shown.output, shown.exit_code) == (said, code)
    assert operator("jobs", "list").output.split() == ["prints", *said.split()]


def test_cancel_removes_the_job(operator: Operator) -> None:
    operator("jobs", "submit", "prints", "--", "index")
    assert operator("jobs", "cancel", "prints").exit_code == 0
    assert operator.server.objects["jobs"] == []


def test_a_refusal_says_which_rights_are_needed(operator: Operator) -> None:
    operator.server.refused = {("", "pods", "list")}
    shown = operator("doctor")
    assert shown.exit_code == 2
    assert "k8s/components/ops" in shown.output


def test_the_rights_are_exactly_what_the_commands_use(operator: Operator) -> None:
    operator.server.objects["replicasets"] = []
    for words in ("status", "doctor", "scale worker 2", "rollout restart worker", "rollout undo worker", "logs worker"):
        operator(*words.split())
    for words in ("submit a -- index", "list", "watch b", "cancel a"):
        operator("jobs", *words.split())
    # undo gives up before its change here; restart's is of the same kind
    found = objects("production")
    rules = (
        named(found, "Role", "gen-studio-ops")["rules"] + named(found, "ClusterRole", "gen-studio-ops-figures")["rules"]
    )
    granted = {
        (group, resource, verb)
        for rule in rules
        for group in rule["apiGroups"]
        for resource in rule["resources"]
        for verb in rule["verbs"]
    }
    assert granted == operator.server.rights
