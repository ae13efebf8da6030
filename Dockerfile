FROM python:3.13-slim AS build
WORKDIR /src
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/sopbot
COPY requirements.lock ./
RUN /opt/sopbot/bin/pip install --require-hashes -r requirements.lock
COPY . ./
RUN /opt/sopbot/bin/pip install --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --home-dir /data sopbot \
    && install --directory --owner=sopbot --group=sopbot --mode=0700 /data
COPY --from=build /opt/sopbot /opt/sopbot
ENV PATH=/opt/sopbot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SOPBOT_DATA_DIR=/data \
    SOPBOT_HTTP_PORT=8080
USER sopbot
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/healthz', timeout=5)"]
ENTRYPOINT ["sopbot"]
CMD ["run"]
