import { existsSync, readFileSync } from 'node:fs';

/** What a run of one test file showed. Only a test that failed is `red`; whatever never ran a test is `broken`. */
export type Verdict =
  | { readonly kind: 'red'; readonly by: string; readonly why: string }
  | { readonly kind: 'green' }
  | { readonly kind: 'broken'; readonly why: string };

/** Vitest's JSON report, as far as it is read here. */
interface Report {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/**
 * A file that cannot be loaded and a `beforeAll` that fails leave no test failed: such a run proves nothing about
 * the guard.
 */
export function verdictOf(reportPath: string, exitCode: number | null, output: string): Verdict {
  if (!existsSync(reportPath))
    return { kind: 'broken', why: `no report (exit ${exitCode}): ${essenceOf(output)}` };
  const { success, testResults } = JSON.parse(readFileSync(reportPath, 'utf8')) as Report;
  const tests = testResults.flatMap((file) => file.assertionResults);
  const failed = tests.find(({ status }) => status === 'failed');
  if (failed) return { kind: 'red', by: failed.fullName, why: firstLine(failed.failureMessages[0] ?? '') };
  if (success && exitCode === 0 && tests.some(({ status }) => status === 'passed')) return { kind: 'green' };
  const message = testResults.map((file) => file.message).find(Boolean);
  return { kind: 'broken', why: message ? firstLine(message) : `no test ran: ${essenceOf(output)}` };
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0]!.slice(0, 200);
}

/** The error that stopped a run before any test, or else how its output ends. */
function essenceOf(output: string): string {
  const lines = output.trim().split('\n');
  return (lines.find((line) => /\bError: /.test(line)) ?? lines.slice(-3).join(' | ')).slice(-400);
}
