import './node-version.ts';

const { runService } = await import('./service-process.ts');

await runService(async (config) => {
  const { assertPortFree } = await import('./preflight.ts');
  await assertPortFree(config);
  const { openServices } = await import('./services.ts');
  const { serveApi } = await import('./server.ts');
  const { consoleBundle } = await import('./console-bundle.ts');
  const consoleFolder = await consoleBundle();
  const services = await openServices(config);
  const api = await serveApi(services, consoleFolder);
  return {
    found: { port: String(api.port) },
    async stop() {
      await api.stop();
      await services.close();
    },
  };
});
