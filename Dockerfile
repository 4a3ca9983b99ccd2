# Campaign Hub in a container: `docker build -t campaign-hub .`; compose.yaml runs it with all that it needs.
FROM python:3.11-slim-bookworm AS build
WORKDIR /hub
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.txt .
RUN python -m venv /hub/.venv \
    && /hub/.venv/bin/pip install --quiet --require-hashes --no-deps --only-binary :all: -r requirements.txt
COPY . .
# The settings of a server need what only a server has: files are collected with those of the commands that make keys.
RUN /hub/.venv/bin/python scripts/messages.py compile \
    && /hub/.venv/bin/python -m compileall -q campaign_site coalition demo editorial home localisation petition_blocks \
    && DJANGO_SETTINGS_MODULE=campaign_site.settings.before_keys STATIC_ROOT=/hub/var/static \
        /hub/.venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Campaign Hub" org.opencontainers.image.licenses="BSD-3-Clause"
# Sharing pictures write Arabic and Hebrew with it.
RUN apt-get update && apt-get install --yes --no-install-recommends libfribidi0=1.* && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /data --create-home --shell /usr/sbin/nologin campaign-hub
WORKDIR /hub
COPY --from=build /hub /hub
ENV PATH=/hub/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=campaign_site.settings.production \
    STATIC_ROOT=/hub/var/static \
    MEDIA_ROOT=/data/media \
    EXPORTS_ROOT=/data/exports \
    BACKUP_FOLDER=/data/backups \
    BIND=0.0.0.0:8000
USER 10001
VOLUME /data
EXPOSE 8000
# Nothing is written but to /data and /tmp: run it with --read-only --tmpfs /tmp.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["python", "-m", "campaign_site.serve"]
