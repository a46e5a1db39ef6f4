# syntax=docker/dockerfile:1
# Spark: a store of millions in, its features, seeds and looks out; the driver's and the executors' image.
# Build from the repository's root: docker build --file docker/spark.Dockerfile .
ARG DEBIAN=docker.io/library/debian:bookworm-slim

FROM ${DEBIAN} AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# hadolint ignore=DL3008  # Debian keeps no older version of a package that it mended; the base's digest dates them
RUN apt-get update \
 && apt-get install --yes --no-install-recommends python3 python3-venv \
 && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/gen-studio
ENV PATH=/opt/gen-studio/bin:$PATH
WORKDIR /source
# the largest packages first, so that a change of our code does not fetch them again
COPY constraints.txt ./
# hadolint ignore=DL3042  # the cache is a mount, and no part of the image
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install --disable-pip-version-check --constraint constraints.txt \
      --extra-index-url https://download.pytorch.org/whl/cpu torch
COPY pyproject.toml README.md LICENSE ./
COPY services services
COPY gan_api gan_api
COPY search_api search_api
RUN --mount=type=cache,target=/root/.cache/pip \
    pip install --disable-pip-version-check --constraint constraints.txt '.[azure,spark]'

FROM ${DEBIAN} AS run
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates python3 \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 studio \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin studio \
 && install --directory --owner 10001 --group 10001 /var/lib/gen-studio
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install --yes --no-install-recommends openjdk-17-jre-headless \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/gen-studio /opt/gen-studio
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Gen Studio: Spark" \
      org.opencontainers.image.description="Indexes, inverts and enriches collections on a cluster." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# the root may be read-only: what is written goes to /tmp alone
ENV PATH=/opt/gen-studio/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    OMP_WAIT_POLICY=PASSIVE
WORKDIR /tmp
USER 10001:10001
EXPOSE 7078 7079
STOPSIGNAL SIGTERM
# it ends when its work is done
HEALTHCHECK NONE
ENTRYPOINT ["gen-studio", "spark"]
