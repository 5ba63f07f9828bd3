import './node-version.ts';

const { supervise } = await import('./supervisor.ts');
await supervise();
