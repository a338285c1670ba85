# One image for the web server, the worker and the scheduler; docker-compose.yml says which is which.
FROM python:3.13-slim-bookworm

RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
        fontconfig fonts-noto-core fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --user-group --home-dir /srv/groundwork --shell /usr/sbin/nologin groundwork

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=2 \
    DJANGO_SETTINGS_MODULE=config.settings \
    GROUNDWORK_VAR=/srv/groundwork/var

WORKDIR /srv/groundwork
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --root-user-action ignore --require-hashes -r requirements/base.txt

COPY . .

# The key signs nothing that lasts: it only lets the settings load while the image is built.
RUN SECRET_KEY=only-while-building python manage.py build_static \
    && install -d -m 700 var/media var/mail \
    && chown -R groundwork:groundwork var

USER groundwork
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--http", "1", \
     "--no-ws", "--workers", "1", "--blocking-threads", "8", "--workers-kill-timeout", "8", \
     "--log-level", "warning", "config.wsgi:application"]
