# syntax=docker/dockerfile:1
# The pages, and one address for all services: files and requests in, answers out, on port 8080 (nginx).
# Build from the repository's root: docker build --file docker/frontend.Dockerfile .
ARG DEBIAN=docker.io/library/debian:bookworm-slim
ARG NODE=docker.io/library/node:24-bookworm-slim

FROM ${NODE} AS build
WORKDIR /source/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund
COPY frontend ./
RUN npm run build

FROM ${DEBIAN} AS run
# hadolint ignore=DL3008  # Debian keeps no older version of a package that it mended; the base's digest dates them
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates curl gettext-base nginx-light \
 && rm -rf /var/lib/apt/lists/* /etc/nginx/sites-enabled \
 && groupadd --gid 10001 studio \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin studio
COPY docker/nginx.conf.template docker/page_headers.conf.template docker/nginx.sh /opt/gen-studio/
COPY --from=build /source/frontend/dist /opt/gen-studio/pages
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Gen Studio: pages" \
      org.opencontainers.image.description="The pages, and one address for all services." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
# the root may be read-only: what is written goes to /tmp alone
ENV HOME=/tmp
WORKDIR /tmp
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/readyz"]
ENTRYPOINT ["sh", "/opt/gen-studio/nginx.sh"]
