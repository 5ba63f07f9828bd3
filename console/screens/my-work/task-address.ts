import type { Task } from './task-groups.tsx';

/** Where the tasks of the office are done, by what they are about. */
const ofOffice: Readonly<Record<string, (task: Task) => string>> = {
  assessment: ({ subjectId }) => `/cases/${subjectId}`,
  providerApplication: ({ subjectId }) => `/applications/${subjectId}`,
  charterSigning: ({ subjectId }) => `/signings/${subjectId}`,
  serviceProposal: () => '/proposals',
  providerSuggestion: () => '/suggestions',
  // A task names the provider, and the directory leads to its papers.
  admission: ({ about }) => `/directory?${new URLSearchParams({ q: about ?? '', any: 'yes' }).toString()}`,
};

const ofProvider: typeof ofOffice = {
  providerApplication: () => '/application',
  charterSigning: ofOffice['charterSigning']!,
  serviceProposal: () => '/offer',
  admission: () => '/standing',
};

/** Where a task is done, as far as there is a screen for it. */
export function addressOf(task: Task): string | undefined {
  const isProviders = task.candidateRole === 'provider' || task.candidateRole === 'representative';
  return (isProviders ? ofProvider : ofOffice)[task.subjectKind]?.(task);
}
