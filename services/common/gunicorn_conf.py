"""Gunicorn's settings for a service that owns models: `gunicorn -c python:services.common.gunicorn_conf …`."""

from services.common.worker import GRACE_S

workers = 1  # the worker class refuses more
worker_class = "services.common.worker.OneWorker"
threads = 96  # more than may wait for a drawing, so that those who can't are told so at once
timeout = 300  # a large model on a slow disk
graceful_timeout = GRACE_S
keepalive = 30
control_socket_disable = True
