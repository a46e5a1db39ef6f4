"""A small API server: objects as Kubernetes answers them in, requests noted as RBAC sees them."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import yaml

Object = dict[str, Any]
Right = tuple[str, str, str]
_PATH = re.compile(
    r"/(?:api/v1|apis/(?P<group>[^/]+)/v1)/namespaces/(?P<namespace>[^/]+)/(?P<resource>\w+)"
    r"(?:/(?P<name>[^/]+)(?:/(?P<sub>\w+)(?P<rest>/.*)?)?)?"
)


class ApiServer:
    """Answers from `objects`: lists by resource, `logs` by pod, `figures` by expression; keeps what it was told."""

    def __init__(self) -> None:
        self.objects: dict[str, list[Object]] = {}
        self.logs: dict[str, str] = {}
        self.figures: dict[str, list[Object]] = {}
        self.told: list[tuple[Right, str | None, Any]] = []
        self.refused: set[Right] = set()
        self.url = ""

    @property
    def rights(self) -> set[Right]:
        """What was used, as group, resource and verb."""
        return {right for right, _, _ in self.told}

    def answer(self, method: str, url: str, body: Any) -> tuple[int, Any]:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
        found = _PATH.fullmatch(parts.path)
        assert found, url
        group, resource, name, sub = found["group"] or "", found["resource"], found["name"], found["sub"]
        verb = {"POST": "create", "PATCH": "patch", "DELETE": "delete", "GET": "get" if name else "list"}[method]
        right = (group, resource + (f"/{sub}" if sub else ""), verb)
        self.told.append((right, name, body))
        if right in self.refused:
            return 403, status(403, f'{resource} is forbidden: User "a" cannot {verb} resource "{resource}"')
        if sub == "proxy":
            return 200, {"status": "success", "data": {"result": self.figures.get(query["query"][0], [])}}
        if sub == "log":
            return 200, self.logs[name]
        kept = self.objects.setdefault(resource, [])
        if verb == "list":
            labels = dict(pair.split("=") for pair in query.get("labelSelector", [""])[0].split(",") if pair)
            chosen = [one for one in kept if labels.items() <= one["metadata"].get("labels", {}).items()]
            return 200, {"kind": "List", "metadata": {"resourceVersion": "7"}, "items": chosen}
        if verb == "create":
            kept.append(body | {"status": {}})
            return 201, kept[-1]
        one = next((one for one in kept if one["metadata"]["name"] == name), None)
        if one is None:
            return 404, status(404, f'{resource} "{name}" not found')
        if verb == "delete":
            kept.remove(one)
        if sub == "scale":
            one["spec"]["replicas"] = body["spec"]["replicas"]
            return 200, {
                "kind": "Scale",
                "apiVersion": "autoscaling/v1",
                "spec": body["spec"],
                "metadata": {"name": name},
            }
        return 200, one


def status(code: int, message: str) -> Object:
    return {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": message, "code": code}


def kubeconfig(server: ApiServer, path: Path) -> Path:
    told = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "tiny",
        "clusters": [{"name": "tiny", "cluster": {"server": server.url}}],
        "users": [{"name": "tiny", "user": {"token": "t"}}],
        "contexts": [{"name": "tiny", "context": {"cluster": "tiny", "user": "tiny"}}],
    }
    path.write_text(yaml.safe_dump(told), encoding="utf-8")
    return path


@contextmanager
def api_server() -> Iterator[ApiServer]:
    """A server that runs until the end of the block."""
    server = ApiServer()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size)) if size else None
            code, told = server.answer(self.command, self.path, body)
            data = told.encode() if isinstance(told, str) else json.dumps(told).encode()
            self.send_response(code)
            self.send_header("Content-Type", "text/plain" if isinstance(told, str) else "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_DELETE = _answer  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
        server.url = f"http://127.0.0.1:{http.server_port}"
        yield server
        http.shutdown()
