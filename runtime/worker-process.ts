import './node-version.ts';

const { runService } = await import('./service-process.ts');

await runService(async (config) => {
  const { openServices } = await import('./services.ts');
  const { runWorker } = await import('./worker.ts');
  const services = await openServices(config);
  const worker = await runWorker(services);
  return {
    found: {},
    async stop() {
      await worker.stop();
      await services.close();
    },
  };
});
