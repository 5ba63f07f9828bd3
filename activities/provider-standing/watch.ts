import { addDays } from '../../domain/plain-date.ts';
import { providerDocumentCategories } from '../../domain/provider-service.ts';
import { countingPaper } from '../../domain/provider-paper.ts';
import { standingTimes, watchedDays } from '../../domain/provider-standing.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission, Deadline } from '../../prisma/generated/client.ts';
import { setDeadlines } from '../deadlines.ts';
import { admissionSubject } from './admission.ts';
import type { Standing } from './standing.ts';

interface Moment {
  readonly kind: (typeof watchKinds)[number];
  readonly targetId: string;
  readonly dueAt: Date;
}

const watchKinds = [
  'alertDocument',
  'documentLapses',
  'regularisationEnds',
  'serviceEnds',
  'tellHolders',
] as const;

/**
 * Sets what is to happen by itself, from the papers as they are now: a moment that is there already is left, one that
 * a renewed paper has overtaken is cancelled, and none that has fired is set again. A day begins at midnight in Rome.
 */
export async function watchStanding(tx: Tx, admission: Admission, standing: Standing): Promise<void> {
  const subject = admissionSubject(admission);
  const there = await tx.db.deadline.findMany({
    where: { ...subject, kind: { in: [...watchKinds] }, cancelledAt: null },
  });
  const wanted = admission.endedOn
    ? []
    : [...ofPapers(standing), ...ofServices(standing), ...ofHolders(standing, there)];
  const stale = there.filter((one) => !one.firedAt && !wanted.some((moment) => isSame(moment, one)));
  await tx.db.deadline.updateMany({
    where: { id: { in: stale.map(({ id }) => id) } },
    data: { cancelledAt: tx.now },
  });
  const kept = there.filter((one) => !stale.includes(one));
  const missing = wanted.filter(
    (moment) => !kept.some((one) => (one.firedAt ? isAbout(moment, one) : isSame(moment, one))),
  );
  await setDeadlines(
    tx,
    missing.map((moment) => ({ ...subject, ...moment })),
  );
}

function ofPapers({ papers, required, openRegularisation }: Standing): readonly Moment[] {
  const moments = providerDocumentCategories
    .filter((category) => required.includes(category))
    .flatMap((category): readonly Moment[] => {
      const paper = countingPaper(papers, category);
      const days = paper && watchedDays(paper);
      if (!days) return [];
      return [
        { kind: 'alertDocument', targetId: paper.id, dueAt: startOfDay(days.alertOn) },
        { kind: 'documentLapses', targetId: paper.id, dueAt: startOfDay(days.lapsesOn) },
      ];
    });
  if (!openRegularisation) return moments;
  const { id, regulariseBy } = openRegularisation;
  return [
    ...moments,
    { kind: 'regularisationEnds', targetId: id, dueAt: startOfDay(addDays(regulariseBy, 1)) },
  ];
}

/** With the last service that asks for a paper, a suspension for its sake is over. */
function ofServices({ endings }: Standing): readonly Moment[] {
  return endings.map(({ serviceId, on }) => ({
    kind: 'serviceEnds',
    targetId: serviceId,
    dueAt: startOfDay(on),
  }));
}

/** Whoever waits for units is told once of a time without new orders, however many grounds it has in turn. */
function ofHolders({ suspensions }: Standing, there: readonly Deadline[]): readonly Moment[] {
  const [oldest] = suspensions;
  if (!oldest) return [];
  const told = there.some(
    ({ kind, firedAt }) => kind === 'tellHolders' && firedAt && firedAt >= oldest.since,
  );
  if (told) return [];
  const on = addDays(toPlainDate(oldest.since), standingTimes.holdersToldAfterDays);
  return [{ kind: 'tellHolders', targetId: oldest.id, dueAt: startOfDay(on) }];
}

function isAbout(moment: Moment, { kind, targetId }: Deadline): boolean {
  return moment.kind === kind && moment.targetId === targetId;
}

function isSame(moment: Moment, deadline: Deadline): boolean {
  return isAbout(moment, deadline) && moment.dueAt.getTime() === deadline.dueAt.getTime();
}
