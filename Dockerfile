# One image for every process; compose.yaml says which one runs. Debian, because the SDK of Temporal needs glibc.
FROM node:24-bookworm-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=modules /app/node_modules node_modules
COPY . .
# The master key; not the books, which are PostgreSQL's.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
EXPOSE 3000
# Node does not reap orphans as process 1: run it with an init (docker run --init, or init: true in compose).
CMD ["node", "runtime/api-process.ts"]
