import '../runtime/node-version.ts';

const { buildProgram } = await import('./program.ts');
const { fail } = await import('../runtime/part.ts');

try {
  await buildProgram().parseAsync();
} catch (error) {
  fail(error);
}
