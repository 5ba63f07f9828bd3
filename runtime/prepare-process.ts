import './node-version.ts';

const { prepare } = await import('./prepare.ts');
await prepare();
